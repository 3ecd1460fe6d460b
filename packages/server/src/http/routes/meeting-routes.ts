import { z } from "zod";
import { hashSecret } from "../../base/crypto.ts";
import { TributaryError } from "../../base/errors.ts";
import { newSecret } from "../../base/ids.ts";
import type { Caller } from "../../calls/caller.ts";
import type { Insights, MeetingWithInsights } from "../../insights/insights.ts";
import { type InsightInput, insightInput, meetingInput } from "../../insights/meeting-input.ts";
import { readMeetingFile } from "../../insights/read-meeting-file.ts";
import type { Insight } from "../../store/meetings.ts";
import type { Store } from "../../store/store.ts";
import {
  insightShape,
  meetingRowShape,
  meetingShape,
  showInsight,
  showMeeting,
  showMeetingRow,
} from "../meeting-schemas.ts";
import { type Route, route } from "../route.ts";
import { cursorOf, envelopeShape } from "../schemas.ts";

const received = z.object({ meeting: meetingShape, created: z.boolean() });
const destination = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("page"),
    connectionId: z.string(),
    spaceId: z.string().min(1),
    parentId: z.string().min(1).optional(),
    title: z.string().trim().min(1).max(255),
    body: z.string().max(500_000).describe("Markdown."),
  }),
  z.strictObject({
    kind: z.literal("comment"),
    connectionId: z.string(),
    pageId: z.string().min(1),
    body: z.string().min(1).max(100_000).describe("Markdown."),
  }),
]);
const insightIds = z.array(z.string()).max(200);

export function meetingRoutes(store: Store, insights: Insights, publicUrl: () => string): Route[] {
  /** A member posts for themselves; an agent for a member, by id or e-mail address, or for a user of its own product. */
  const ownerOf = async (caller: Caller, userId: string | undefined): Promise<string> => {
    if (caller.kind === "member") {
      if (caller.role === "viewer") throw viewerRefused();
      if (userId === undefined || userId === caller.id) return caller.id;
      if (caller.role !== "admin")
        throw new TributaryError("forbidden", "Only an admin may add meetings for other people.");
    }
    if (userId === undefined) return caller.id;
    const members = await store.members.list();
    return members.find(({ email }) => email === userId.toLowerCase())?.id ?? userId;
  };
  const respond = ({ meeting, created }: Awaited<ReturnType<Insights["receive"]>>) =>
    Response.json({ created, meeting: showMeeting(meeting) }, { status: created ? 201 : 200 });

  return [
    route({
      method: "POST",
      path: "/v1/meetings",
      summary: "Bring in a meeting; the same externalId again changes the one that is there",
      access: "caller",
      body: meetingInput.extend({
        userId: z
          .string()
          .optional()
          .describe("Whose meeting it is: a member's id or e-mail address. Default: the caller's."),
        shared: z.boolean().default(false).describe("Whether every member sees it."),
      }),
      response: received,
      status: 201,
      async handle({ body: { userId, shared, ...meeting }, caller }) {
        const owner = await ownerOf(caller, userId);
        const received = await insights.receive(owner, meeting, shared);
        const known = owner === caller.id || caller.kind === "member" ? undefined : meeting.insights;
        return respond({ ...received, meeting: toldOfMeeting(received.meeting, caller, known) });
      },
    }),
    route({
      method: "POST",
      path: "/v1/meetings/import",
      summary: "Bring in a meeting from a file: JSON, VTT, SRT, or notes in Markdown",
      access: "member",
      body: z.strictObject({
        fileName: z.string().min(1).max(255),
        text: z.string().min(1).max(5_000_000),
        startedAt: z.iso.datetime({ offset: true }).optional().describe("For files that do not tell. Default: now."),
      }),
      response: received,
      status: 201,
      async handle({ body: { fileName, text, startedAt }, caller }) {
        const owner = await ownerOf(caller, undefined);
        return respond(
          await insights.receive(owner, readMeetingFile(fileName, text, startedAt ?? new Date().toISOString())),
        );
      },
    }),
    route({
      method: "GET",
      path: "/v1/meetings",
      summary: "List meetings, newest first, without their transcripts",
      access: "caller",
      query: z.strictObject({
        query: z.string().min(1).max(200).optional().describe("Words of the title."),
        limit: z.coerce.number().int().min(1).max(100).default(25),
        cursor: cursorOf("mtg"),
      }),
      response: z.object({ items: z.array(meetingRowShape), cursor: z.string().optional() }),
      async handle({ query: { query, limit, cursor }, caller }) {
        const found = await insights.list(caller, {
          limit: limit + 1,
          ...(query !== undefined && { text: query }),
          ...(cursor !== undefined && { before: cursor }),
        });
        const items = found.slice(0, limit).map((meeting) => showMeetingRow(toldOfMeeting(meeting, caller)));
        const last = items.at(-1);
        return { items, ...(found.length > limit && last !== undefined && { cursor: last.id }) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/meetings/settings",
      summary:
        "What meetings can do here: the minutes template, whether a model proposes insights, your last destination",
      access: "member",
      response: z.object({
        template: z.string(),
        proposes: z.boolean(),
        webhook: z.boolean(),
        lastChoice: z.record(z.string(), z.unknown()).optional(),
      }),
      async handle({ caller }) {
        const lastChoice = caller.kind === "member" ? await insights.lastChoice(caller) : undefined;
        return {
          template: await insights.template(),
          proposes: insights.proposes,
          webhook: (await store.settings.get(hookOf(caller.id))) !== undefined,
          ...(lastChoice !== undefined && { lastChoice }),
        };
      },
    }),
    route({
      method: "PUT",
      path: "/v1/meetings/template",
      summary: "Set the template of minutes; without one the usual is used again",
      access: "admin",
      body: z.strictObject({ template: z.string().min(1).max(50_000).optional() }),
      response: z.object({ template: z.string() }),
      async handle({ body: { template } }) {
        await insights.setTemplate(template);
        return { template: await insights.template() };
      },
    }),
    route({
      method: "POST",
      path: "/v1/meetings/webhook",
      summary: "Make the address at which a recorder can post your meetings; an earlier one ends",
      access: "member",
      response: z.object({ url: z.string() }),
      status: 201,
      async handle({ caller }) {
        await ownerOf(caller, undefined);
        await endHook(store, caller.id);
        const secret = newSecret();
        await store.settings.set(hookOf(caller.id), hashSecret(secret));
        await store.settings.set(hookFor(secret), caller.id);
        return { url: `${publicUrl()}/hooks/meetings/${secret}` };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/meetings/webhook",
      summary: "End your address for meetings",
      access: "member",
      response: z.null(),
      status: 204,
      handle: ({ caller }) => endHook(store, caller.id),
    }),
    route({
      method: "POST",
      path: "/hooks/meetings/{secret}",
      summary: "A recorder posts a meeting to the address a member made",
      access: "public",
      body: meetingInput,
      response: z.object({ id: z.string(), created: z.boolean() }),
      status: 201,
      async handle({ params, body }) {
        const owner = await store.settings.get(hookFor(params.secret ?? ""));
        const member = owner === undefined ? undefined : await store.members.get(owner);
        if (member === undefined || member.role === "viewer")
          throw new TributaryError("not_found", "There is no such address for meetings.", {
            hint: "Make a new one in the dashboard, under Meetings.",
          });
        const { meeting, created } = await insights.receive(member.id, body);
        return Response.json({ id: meeting.id, created }, { status: created ? 201 : 200 });
      },
    }),
    route({
      method: "GET",
      path: "/v1/meetings/{id}",
      summary: "Read a meeting with its insights and transcript",
      access: "caller",
      response: meetingShape,
      handle: async ({ params, caller }) =>
        showMeeting(toldOfMeeting(await insights.get(caller, params.id ?? ""), caller)),
    }),
    route({
      method: "PATCH",
      path: "/v1/meetings/{id}",
      summary: "Share a meeting with every member, or no longer",
      access: "member",
      body: z.strictObject({ shared: z.boolean() }),
      response: meetingShape,
      handle: async ({ params, body, caller }) =>
        showMeeting(await insights.share(caller, params.id ?? "", body.shared)),
    }),
    route({
      method: "DELETE",
      path: "/v1/meetings/{id}",
      summary: "Remove a meeting and its insights; what was sent to Confluence stays there",
      access: "member",
      response: z.null(),
      status: 204,
      handle: ({ params, caller }) => insights.remove(caller, params.id ?? ""),
    }),
    route({
      method: "POST",
      path: "/v1/meetings/{id}/insights",
      summary: "Add an insight to a meeting",
      access: "member",
      body: insightInput,
      response: insightShape,
      status: 201,
      handle: async ({ params, body, caller }) => showInsight(await insights.add(caller, params.id ?? "", body)),
    }),
    route({
      method: "POST",
      path: "/v1/meetings/{id}/proposals",
      summary: "Ask the configured model for insights in the transcript; they come as proposals",
      access: "member",
      response: z.object({ items: z.array(insightShape) }),
      handle: async ({ params, caller, context }) => ({
        items: (await insights.propose(caller, params.id ?? "", context.req.raw.signal)).map(showInsight),
      }),
    }),
    route({
      method: "POST",
      path: "/v1/meetings/{id}/draft",
      summary: "Title and Markdown to begin a page or comment with: of some insights, or minutes of the whole meeting",
      access: "member",
      body: z.strictObject({ insightIds: insightIds.min(1).optional() }),
      response: z.object({ title: z.string(), body: z.string() }),
      handle: ({ params, body, caller }) => insights.draft(caller, params.id ?? "", body.insightIds),
    }),
    route({
      method: "PATCH",
      path: "/v1/insights/{id}",
      summary: "Change an insight; accept a proposal with state open, put it aside with dismissed",
      access: "member",
      body: insightInput
        .omit({ externalId: true })
        .partial()
        .extend({ state: z.enum(["open", "dismissed"]).optional() }),
      response: insightShape,
      handle: async ({ params, body, caller }) => showInsight(await insights.change(caller, params.id ?? "", body)),
    }),
    route({
      method: "DELETE",
      path: "/v1/insights/{id}",
      summary: "Remove an insight; what was sent to Confluence stays there",
      access: "member",
      response: z.null(),
      status: 204,
      handle: ({ params, caller }) => insights.removeInsight(caller, params.id ?? ""),
    }),
    route({
      method: "POST",
      path: "/v1/insights/send",
      summary: "Send insights to a new page or a comment, through a connection of your own",
      access: "member",
      body: z.strictObject({
        insightIds,
        to: destination,
        sendId: z.string().min(8).max(100).describe("An id of this click: the same twice sends once."),
      }),
      response: envelopeShape.extend({ sent: insightShape.shape.sent.element.nullable() }),
      async handle({ body, caller, context }) {
        if (caller.kind !== "member" || caller.role === "viewer") throw viewerRefused();
        const { sent, ...envelope } = await insights.send(caller, { ...body, signal: context.req.raw.signal });
        if (sent === null) return Response.json({ ...envelope, sent }, { status: envelope.error?.status ?? 200 });
        const { sendId: _, at, ...rest } = sent;
        return { ...envelope, sent: { ...rest, at: new Date(at).toISOString() } };
      },
    }),
  ];
}

/**
 * A meeting as a caller may hear of it. Where people sent its insights to may lie outside an agent's spaces; and what
 * people wrote into a meeting that is not the agent's own is not its affair either: of that it is told what it brought.
 */
function toldOfMeeting(
  meeting: MeetingWithInsights,
  caller: Caller,
  brought?: readonly InsightInput[],
): MeetingWithInsights {
  if (caller.kind === "member") return meeting;
  const told = ({ kind, text, externalId }: Insight) =>
    brought?.some((one) =>
      one.externalId === undefined ? one.kind === kind && one.text === text : one.externalId === externalId,
    ) ?? true;
  return { ...meeting, insights: meeting.insights.filter(told).map((insight) => ({ ...insight, sent: [] })) };
}

const viewerRefused = () =>
  new TributaryError("forbidden", "A viewer may look at meetings, not add or send any.", { hint: "Ask an admin." });

const hookOf = (memberId: string) => `meeting_hook_of:${memberId}`;
const hookFor = (secret: string) => `meeting_hook:${hashSecret(secret)}`;

async function endHook(store: Store, memberId: string): Promise<void> {
  const hash = await store.settings.get(hookOf(memberId));
  if (hash === undefined) return;
  await store.settings.remove(`meeting_hook:${hash}`);
  await store.settings.remove(hookOf(memberId));
}
