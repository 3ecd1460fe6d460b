import type { Selectable } from "kysely";
import { TributaryError } from "../base/errors.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export const insightKinds = ["decision", "next_step", "task", "note"] as const;
export type InsightKind = (typeof insightKinds)[number];

/** What was made of an insight in Confluence. `at` in milliseconds since 1970. */
export type Sent = {
  at: number;
  by: string;
  kind: "page" | "comment";
  id: string;
  title: string;
  url: string;
  callId: string;
  /** The click it came from: the same one sends once. */
  sendId: string;
};

/** One decision, next step, task or note of a meeting. `proposed` ones were found by a model and not yet looked at. */
export type Insight = {
  id: string;
  meetingId: string;
  position: number;
  kind: InsightKind;
  text: string;
  externalId?: string;
  assignee?: string;
  /** YYYY-MM-DD. */
  dueDate?: string;
  /** The words of the meeting it rests on. */
  quote?: string;
  state: "open" | "proposed" | "dismissed";
  sent: Sent[];
};

export type Spoken = { at?: number; speaker?: string; text: string };

/** Times in milliseconds since 1970; `at` of what was spoken in seconds since the start. */
export type Meeting = {
  id: string;
  ownerId: string;
  shared: boolean;
  externalId: string | null;
  title: string;
  startedAt: number;
  createdAt: number;
  updatedAt: number;
  endedAt?: number;
  url?: string;
  participants: { name: string; email?: string }[];
  summary?: string;
  transcript: Spoken[];
};

export type Meetings = ReturnType<typeof createMeetings>;

export function createMeetings(db: Db) {
  const insightsOf = async (ids: readonly string[]): Promise<Insight[]> => {
    const rows = db.selectFrom("insight").selectAll().where("meeting_id", "in", ids).orderBy("position");
    return ids.length === 0 ? [] : (await rows.execute()).map(toInsight);
  };
  return {
    insightsOf,
    /** Makes the meeting and its insights anew, or changes them: rows with the same ids are replaced, others stay. */
    async put(meeting: Meeting, insights: readonly Insight[]): Promise<void> {
      const row = fromMeeting(meeting);
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("meeting")
          .values(row)
          .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
          .execute();
        for (const insight of insights) {
          const one = fromInsight(insight);
          await trx
            .insertInto("insight")
            .values(one)
            .onConflict((conflict) => conflict.column("id").doUpdateSet(one))
            .execute();
        }
      });
    },
    async find(ownerId: string, externalId: string): Promise<Meeting | undefined> {
      const rows = db.selectFrom("meeting").selectAll().where("owner_id", "=", ownerId);
      const row = await rows.where("external_id", "=", externalId).executeTakeFirst();
      return row && toMeeting(row);
    },
    async get(id: string): Promise<Meeting> {
      const row = await db.selectFrom("meeting").selectAll().where("id", "=", id).executeTakeFirst();
      if (row !== undefined) return toMeeting(row);
      throw noMeeting(id);
    },
    /** Newest first. `ownerId` absent = of everybody; else also what others share. `before`: the last of the page before. */
    async list(filter: { ownerId?: string; text?: string; limit: number; before?: string }): Promise<Meeting[]> {
      const { ownerId, text, limit, before } = filter;
      let query = db.selectFrom("meeting").selectAll().orderBy("started_at", "desc").orderBy("id", "desc").limit(limit);
      if (ownerId !== undefined) query = query.where((q) => q.or([q("owner_id", "=", ownerId), q("shared", "=", 1)]));
      if (text !== undefined) query = query.where("title", "like", `%${text.replace(/[%_]/g, "")}%`);
      if (before !== undefined) {
        const last = await this.get(before);
        query = query.where((q) =>
          q.or([
            q("started_at", "<", last.startedAt),
            q.and([q("started_at", "=", last.startedAt), q("id", "<", last.id)]),
          ]),
        );
      }
      return (await query.execute()).map(toMeeting);
    },
    async insight(id: string): Promise<Insight> {
      const row = await db.selectFrom("insight").selectAll().where("id", "=", id).executeTakeFirst();
      if (row !== undefined) return toInsight(row);
      throw new TributaryError("not_found", `There is no insight ${id}.`, { hint: "List them with their meeting." });
    },
    async changeInsight(insight: Insight): Promise<void> {
      await db.updateTable("insight").set(fromInsight(insight)).where("id", "=", insight.id).execute();
    },
    async markSent(id: string, sent: Sent): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom("insight").select("sent").where("id", "=", id).executeTakeFirst();
        if (row === undefined) return;
        const all = [...(JSON.parse(row.sent) as Sent[]), sent];
        await trx
          .updateTable("insight")
          .set({ sent: JSON.stringify(all), state: "open" })
          .where("id", "=", id)
          .execute();
      });
    },
    async removeInsight(id: string): Promise<void> {
      await db.deleteFrom("insight").where("id", "=", id).execute();
    },
    /** With its insights. What was sent to Confluence stays there. */
    async remove(id: string): Promise<void> {
      await db.deleteFrom("meeting").where("id", "=", id).execute();
    },
  };
}

export const noMeeting = (id: string) =>
  new TributaryError("not_found", `There is no meeting ${id}.`, { hint: "List them with GET /v1/meetings." });

function toMeeting(row: Selectable<Tables["meeting"]>): Meeting {
  return {
    id: row.id,
    ownerId: row.owner_id,
    shared: row.shared === 1,
    externalId: row.external_id,
    title: row.title,
    startedAt: row.started_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(JSON.parse(row.content) as Pick<Meeting, "participants" | "transcript">),
  };
}

function fromMeeting({ id, ownerId, shared, externalId, title, startedAt, createdAt, updatedAt, ...rest }: Meeting) {
  return {
    id,
    owner_id: ownerId,
    shared: shared ? 1 : 0,
    external_id: externalId,
    title,
    started_at: startedAt,
    content: JSON.stringify(rest),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function toInsight(row: Selectable<Tables["insight"]>): Insight {
  const { id, meeting_id, position, kind, text, state } = row;
  return {
    id,
    meetingId: meeting_id,
    position,
    kind,
    text,
    state,
    ...JSON.parse(row.content),
    sent: JSON.parse(row.sent),
  };
}

function fromInsight({ id, meetingId, position, kind, text, state, sent, ...rest }: Insight) {
  return {
    id,
    meeting_id: meetingId,
    position,
    kind,
    text,
    content: JSON.stringify(rest),
    state,
    sent: JSON.stringify(sent),
  };
}
