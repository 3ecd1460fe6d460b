import { z } from "zod";
import { insightKinds } from "../store/meetings.ts";

const words = z.string().trim().min(1);

export const insightInput = z.strictObject({
  externalId: words.max(200).optional().describe("Your id of it, so that it is the same when it comes again."),
  kind: z.enum(insightKinds),
  text: words.max(10_000).describe("Markdown."),
  assignee: words.max(200).optional(),
  dueDate: z.iso.date().optional().describe("YYYY-MM-DD."),
  quote: words.max(2_000).optional().describe("The words of the meeting it rests on."),
});

/** A meeting as it comes in. The same externalId twice is the same meeting. */
export const meetingInput = z.strictObject({
  externalId: words.max(200).optional().describe("Your id of it, so that it is the same when it comes again."),
  title: words.max(255),
  startedAt: z.iso.datetime({ offset: true }).describe("ISO 8601 with zone."),
  endedAt: z.iso.datetime({ offset: true }).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where the recording or the notes are."),
  participants: z
    .array(z.strictObject({ name: words.max(200), email: z.email().optional() }))
    .max(500)
    .default([]),
  summary: words.max(50_000).optional().describe("Markdown."),
  transcript: z
    .array(
      z.strictObject({
        at: z.number().min(0).optional().describe("Seconds since the start."),
        speaker: words.max(200).optional(),
        text: words.max(20_000),
      }),
    )
    .max(20_000)
    .default([]),
  insights: z.array(insightInput).max(500).default([]),
});

export type InsightInput = z.output<typeof insightInput>;
export type MeetingInput = z.output<typeof meetingInput>;
