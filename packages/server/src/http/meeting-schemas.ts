import { z } from "zod";
import type { MeetingWithInsights } from "../insights/insights.ts";
import { type Insight, insightKinds } from "../store/meetings.ts";

export const insightShape = z.object({
  id: z.string(),
  meetingId: z.string(),
  kind: z.enum(insightKinds),
  text: z.string(),
  externalId: z.string().optional(),
  assignee: z.string().optional(),
  dueDate: z.string().optional(),
  quote: z.string().optional(),
  state: z.enum(["open", "proposed", "dismissed"]),
  sent: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      kind: z.enum(["page", "comment"]),
      id: z.string(),
      title: z.string(),
      url: z.string(),
      callId: z.string(),
    }),
  ),
});

export const meetingShape = z.object({
  id: z.string(),
  ownerId: z.string(),
  shared: z.boolean(),
  externalId: z.string().nullable(),
  title: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  url: z.string().optional(),
  participants: z.array(z.object({ name: z.string(), email: z.string().optional() })),
  summary: z.string().optional(),
  transcript: z.array(z.object({ at: z.number().optional(), speaker: z.string().optional(), text: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
  insights: z.array(insightShape),
});

/** In a list a meeting comes without its transcript. */
export const meetingRowShape = meetingShape.omit({ transcript: true });

const iso = (time: number) => new Date(time).toISOString();

export function showInsight({ position: _, sent, ...insight }: Insight): z.input<typeof insightShape> {
  return { ...insight, sent: sent.map(({ sendId: __, at, ...one }) => ({ ...one, at: iso(at) })) };
}

export function showMeeting(meeting: MeetingWithInsights): z.input<typeof meetingShape> {
  const { startedAt, endedAt, createdAt, updatedAt, insights, ...rest } = meeting;
  return {
    ...rest,
    startedAt: iso(startedAt),
    ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    insights: insights.map(showInsight),
  };
}

export function showMeetingRow(meeting: MeetingWithInsights): z.input<typeof meetingRowShape> {
  const { transcript: _, ...row } = showMeeting(meeting);
  return row;
}
