import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Caller } from "../calls/caller.ts";
import type { Door, Envelope } from "../calls/door.ts";
import { type Insight, type Meeting, noMeeting, type Sent } from "../store/meetings.ts";
import type { Store } from "../store/store.ts";
import type { FindInsights } from "./find-insights.ts";
import type { InsightInput, MeetingInput } from "./meeting-input.ts";
import { fillTemplate, titleOf, toText, usualTemplate } from "./minutes.ts";

type Member = Extract<Caller, { kind: "member" }>;

export type MeetingWithInsights = Meeting & { insights: Insight[] };

/** Where a person sends insights: a new page, or a comment on a page. */
export type Destination =
  | { kind: "page"; connectionId: string; spaceId: string; parentId?: string; title: string; body: string }
  | { kind: "comment"; connectionId: string; pageId: string; body: string };

export type SendRequest = {
  insightIds: readonly string[];
  to: Destination;
  /** The click: what is sent twice under the same id is made once. */
  sendId: string;
  signal?: AbortSignal;
};

export type Insights = {
  /** A meeting comes in. The same externalId of the same owner is the same meeting; what was sent of it stays marked. */
  receive(
    ownerId: string,
    meeting: MeetingInput,
    shared?: boolean,
  ): Promise<{ meeting: MeetingWithInsights; created: boolean }>;
  get(caller: Caller, id: string): Promise<MeetingWithInsights>;
  list(caller: Caller, filter: { text?: string; limit: number; before?: string }): Promise<MeetingWithInsights[]>;
  remove(caller: Caller, id: string): Promise<void>;
  share(caller: Caller, id: string, shared: boolean): Promise<MeetingWithInsights>;
  add(caller: Caller, meetingId: string, insight: InsightInput): Promise<Insight>;
  change(caller: Caller, id: string, change: Partial<InsightInput> & { state?: Insight["state"] }): Promise<Insight>;
  removeInsight(caller: Caller, id: string): Promise<void>;
  /** Asks the model, where one is configured, and adds what it found as proposals. */
  propose(caller: Caller, meetingId: string, signal?: AbortSignal): Promise<Insight[]>;
  /** Title and Markdown a page or comment begins with: of these insights, or of the whole meeting as minutes. */
  draft(caller: Caller, meetingId: string, insightIds?: readonly string[]): Promise<{ title: string; body: string }>;
  /** Sends them on behalf of the person who asks, through their own connection. */
  send(caller: Member, request: SendRequest): Promise<Envelope & { sent: Sent | null }>;
  /** Where the person sent the last ones to. */
  lastChoice(caller: Member): Promise<Partial<Destination> | undefined>;
  template(): Promise<string>;
  setTemplate(template: string | undefined): Promise<void>;
  /** Whether a model is configured. */
  proposes: boolean;
};

export function createInsights(options: { store: Store; door: Door; clock: Clock; find?: FindInsights }): Insights {
  const { store, door, clock, find } = options;
  const template = async () => (await store.settings.get("minutes_template")) ?? usualTemplate;
  const sending = new Map<string, ReturnType<Insights["send"]>>();

  const visible = async (caller: Caller, id: string): Promise<Meeting> => {
    const meeting = await store.meetings.get(id);
    if (meeting.ownerId === caller.id || caller.kind === "agent") {
      if (meeting.ownerId === caller.id) return meeting;
    } else if (meeting.shared || caller.role === "admin") return meeting;
    throw noMeeting(id);
  };
  /** Whose it is, or an admin; a viewer changes nothing, not even what is their own. */
  const changeable = async (caller: Caller, id: string): Promise<Meeting> => {
    const meeting = await visible(caller, id);
    const may =
      caller.kind === "agent" || caller.role === "admin" || (caller.role === "member" && meeting.ownerId === caller.id);
    if (may) return meeting;
    throw new TributaryError("forbidden", "Only the member whose meeting it is, or an admin, may change it.", {
      hint: "Ask them, or an admin.",
    });
  };
  const whole = async (meeting: Meeting): Promise<MeetingWithInsights> => ({
    ...meeting,
    insights: await store.meetings.insightsOf([meeting.id]),
  });
  const newInsights = (
    meetingId: string,
    given: readonly InsightInput[],
    from: number,
    state: Insight["state"],
  ): Insight[] =>
    given.map((one, at) => ({
      ...withoutUndefined(one),
      id: newId("ins", clock.now()),
      meetingId,
      position: from + at,
      state,
      sent: [],
    }));

  const send = async (caller: Member, { insightIds, to, sendId, signal }: SendRequest) => {
    const insights = await Promise.all(insightIds.map((id) => store.meetings.insight(id)));
    for (const id of new Set(insights.map(({ meetingId }) => meetingId))) await visible(caller, id);
    const before = insights.flatMap(({ sent }) => sent).find((one) => one.sendId === sendId && one.by === caller.id);
    if (before !== undefined) return alreadySent(before);
    const { kind, connectionId } = to;
    await ownConnection(store, caller, connectionId);
    const envelope = await door.execute(caller, {
      ...(to.kind === "page"
        ? {
            tool: "confluence_create_page",
            arguments: {
              spaceId: to.spaceId,
              title: to.title,
              body: to.body,
              ...(to.parentId !== undefined && { parentId: to.parentId }),
            },
          }
        : { tool: "confluence_add_comment", arguments: { pageId: to.pageId, body: to.body } }),
      connectionId,
      surface: "insights",
      ...(signal !== undefined && { signal }),
    });
    if (!envelope.successful) return { ...envelope, sent: null };
    const { id, url = "", title } = envelope.data as { id: string; url?: string; title?: string };
    const sent: Sent = {
      at: clock.now(),
      by: caller.id,
      kind,
      id,
      title: to.kind === "page" ? to.title : (title ?? ""),
      url,
      callId: envelope.meta.callId,
      sendId,
    };
    for (const one of insights) await store.meetings.markSent(one.id, sent);
    const { body: _, ...choice } = to;
    await store.settings.set(choiceName(caller), JSON.stringify(choice));
    return { ...envelope, sent };
  };

  return {
    proposes: find !== undefined,
    async receive(ownerId, input, shared = false) {
      const { insights: given, externalId, startedAt, endedAt, participants, ...rest } = input;
      const now = clock.now();
      const known = externalId === undefined ? undefined : await store.meetings.find(ownerId, externalId);
      const meeting: Meeting = {
        ...withoutUndefined(rest),
        participants: participants.map(withoutUndefined),
        transcript: rest.transcript.map(withoutUndefined),
        id: known?.id ?? newId("mtg", now),
        ownerId,
        shared: known?.shared ?? shared,
        externalId: externalId ?? null,
        startedAt: Date.parse(startedAt),
        ...(endedAt !== undefined && { endedAt: Date.parse(endedAt) }),
        createdAt: known?.createdAt ?? now,
        updatedAt: now,
      };
      const there = known === undefined ? [] : await store.meetings.insightsOf([known.id]);
      const same = (one: InsightInput) =>
        there.find((old) =>
          one.externalId === undefined
            ? old.kind === one.kind && old.text === one.text
            : old.externalId === one.externalId,
        );
      const changed = given.flatMap((one) => {
        const old = same(one);
        return old === undefined ? [] : [{ ...old, ...withoutUndefined(one) }];
      });
      const added = newInsights(
        meeting.id,
        given.filter((one) => same(one) === undefined),
        nextPosition(there),
        "open",
      );
      await store.meetings.put(meeting, [...changed, ...added]);
      return { meeting: await whole(meeting), created: known === undefined };
    },
    get: async (caller, id) => whole(await visible(caller, id)),
    async list(caller, filter) {
      const everybody = caller.kind === "member" && caller.role === "admin";
      const meetings = await store.meetings.list({ ...filter, ...(!everybody && { ownerId: caller.id }) });
      const shown = caller.kind === "agent" ? meetings.filter(({ ownerId }) => ownerId === caller.id) : meetings;
      const insights = await store.meetings.insightsOf(shown.map(({ id }) => id));
      return shown.map((meeting) => ({
        ...meeting,
        insights: insights.filter(({ meetingId }) => meetingId === meeting.id),
      }));
    },
    async remove(caller, id) {
      await store.meetings.remove((await changeable(caller, id)).id);
    },
    async share(caller, id, shared) {
      const meeting = { ...(await changeable(caller, id)), shared, updatedAt: clock.now() };
      await store.meetings.put(meeting, []);
      return whole(meeting);
    },
    async add(caller, meetingId, insight) {
      await changeable(caller, meetingId);
      const there = await store.meetings.insightsOf([meetingId]);
      const [added] = newInsights(meetingId, [insight], nextPosition(there), "open") as [Insight];
      await store.meetings.put(await store.meetings.get(meetingId), [added]);
      return added;
    },
    async change(caller, id, change) {
      const before = await store.meetings.insight(id);
      await changeable(caller, before.meetingId);
      const after = { ...before, ...withoutUndefined(change) };
      await store.meetings.changeInsight(after);
      return after;
    },
    async removeInsight(caller, id) {
      await changeable(caller, (await store.meetings.insight(id)).meetingId);
      await store.meetings.removeInsight(id);
    },
    async propose(caller, meetingId, signal) {
      const meeting = await changeable(caller, meetingId);
      if (find === undefined) {
        throw new TributaryError("conflict", "No model for insights is configured.", {
          hint: "Set INSIGHTS_BASE_URL and INSIGHTS_MODEL, or write the insights by hand.",
        });
      }
      if (meeting.transcript.length === 0) {
        throw new TributaryError("conflict", `The meeting "${meeting.title}" has no transcript to read.`, {
          hint: "Send it in again with a transcript.",
        });
      }
      const found = await find(meeting, signal);
      const there = await store.meetings.insightsOf([meetingId]);
      const fresh = found.filter(({ kind, text }) => !there.some((old) => old.kind === kind && old.text === text));
      const added = newInsights(meetingId, fresh, nextPosition(there), "proposed");
      await store.meetings.put(meeting, added);
      return added;
    },
    async draft(caller, meetingId, insightIds) {
      const meeting = await visible(caller, meetingId);
      const all = (await store.meetings.insightsOf([meetingId])).filter(({ state }) => state !== "dismissed");
      if (insightIds !== undefined) {
        const chosen = all.filter(({ id }) => insightIds.includes(id));
        return { title: titleOf(chosen, meeting), body: toText(meeting, chosen) };
      }
      // What nobody has looked at yet is not put into minutes.
      const looked = all.filter(({ state }) => state === "open");
      return { title: titleOf([], meeting), body: fillTemplate(await template(), meeting, looked) };
    },
    send(caller, request) {
      const key = `${caller.id} ${request.sendId}`;
      const under = sending.get(key);
      if (under !== undefined) return under;
      const sent = send(caller, request).finally(() => sending.delete(key));
      sending.set(key, sent);
      return sent;
    },
    async lastChoice(caller) {
      const choice = await store.settings.get(choiceName(caller));
      return choice === undefined ? undefined : (JSON.parse(choice) as Partial<Destination>);
    },
    template,
    async setTemplate(template) {
      if (template === undefined) await store.settings.remove("minutes_template");
      else await store.settings.set("minutes_template", template);
    },
  };
}

const choiceName = ({ id }: Member) => `insight_choice:${id}`;
const nextPosition = (insights: readonly Insight[]) => (insights.at(-1)?.position ?? -1) + 1;

/** Sending is a person's own act: also an admin does it through a connection of their own. */
async function ownConnection(store: Store, caller: Member, id: string): Promise<void> {
  const connection = (await store.connections.list({ userId: caller.id })).find((one) => one.id === id);
  if (connection !== undefined) return;
  throw new TributaryError("forbidden", "Insights are sent through a connection of your own.", {
    hint: "Connect your Confluence account under Integrations, and choose it.",
  });
}

/** The answer to the second of two same clicks. */
function alreadySent(sent: Sent): Envelope & { sent: Sent } {
  const { id, title, url, callId, kind } = sent;
  const tool = kind === "page" ? "confluence_create_page" : "confluence_add_comment";
  const meta = { callId, tool, connectionId: null, site: null, durationMs: 0, requests: 0, points: 0 };
  return { data: { id, title, url }, error: null, successful: true, meta, sent };
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
