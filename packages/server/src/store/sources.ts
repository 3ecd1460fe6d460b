import { TributaryError } from "../base/errors.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export type SourceKind = "confluence" | "markdown";

/** What people may set of a source. */
export type SourceSettings = {
  /** Keys of the spaces to sync; without them, all there are. */
  includeSpaces?: string[];
  /** Keys of spaces to leave out. */
  excludeSpaces?: string[];
  /** Whether comments are synced, too. */
  comments: boolean;
  /** Minutes between increments. */
  intervalMinutes: number;
  paused: boolean;
  /** Of a Markdown source: whether agents find it, as people do. */
  shared: boolean;
};

/** How far a source has been synced. Times in milliseconds. */
export type SourceState = {
  /** Whether everything there is has been loaded once. */
  loaded: boolean;
  /** Changes up to this moment of the site's clock are in the index. */
  watermark: number;
  /** Of the converter that made the documents. */
  formatVersion: number;
  /** Documents the index had when the last run ended. */
  documents: number;
  loadedAt?: number;
  sweptAt?: number;
  /** Something was noticed that only a sweep can put right. */
  sweepDue?: boolean;
  /** The spaces that have been loaded. */
  spaceIds?: string[];
  /** What the run under way is to do: a crash must not forget it. */
  doing?: Wanted;
  /** The account the documents were fetched with, and its groups: who restrictions are judged for. */
  account?: { accountId: string; groupIds: string[] };
  /** The site's spaces as they were listed last. */
  spaces?: { id: string; key: string; name: string }[];
  /** Whether the restrictions of pages could be read at all. */
  restrictionsKnown?: boolean;
};

/** What the next run is to do. Lists add up until a run takes them. */
export type Wanted = {
  load?: boolean;
  increment?: boolean;
  sweep?: boolean;
  /** Keys of spaces whose documents are to be made anew. */
  reindexSpaces?: string[];
  items?: string[];
  /** A person has seen that many documents would go, and says yes. */
  confirmRemovals?: boolean;
};

/** Where documents come from. One of a connection has the connection's id. */
export type SourceRow = {
  id: string;
  kind: SourceKind;
  name: string;
  /** Of a Confluence source: the id of its site. Of a Markdown source: its folder. */
  location: string;
  settings: SourceSettings;
  state: SourceState;
  wanted: Wanted;
  createdAt: number;
  updatedAt: number;
};

export const newSettings: SourceSettings = { comments: false, intervalMinutes: 10, paused: false, shared: true };
const newState: SourceState = { loaded: false, watermark: 0, formatVersion: 0, documents: 0 };

export type Sources = ReturnType<typeof createSources>;

export function createSources(db: Db) {
  const find = async (id: string): Promise<SourceRow | undefined> => {
    const row = await db.selectFrom("source").selectAll().where("id", "=", id).executeTakeFirst();
    return row && fromRow(row);
  };
  const set = async (id: string, change: Partial<Omit<Tables["source"], "id">>): Promise<void> => {
    await db.updateTable("source").set(change).where("id", "=", id).execute();
  };

  return {
    /** Adds a source; false when it is there already. */
    async insert(source: Pick<SourceRow, "id" | "kind" | "name" | "location">, now: number): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("source")
        .values({
          ...source,
          settings: JSON.stringify(newSettings),
          state: JSON.stringify(newState),
          wanted: "{}",
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    find,
    async get(id: string): Promise<SourceRow> {
      const source = await find(id);
      if (source !== undefined) return source;
      throw new TributaryError("not_found", `There is no source ${id}.`, { hint: "List them with GET /v1/sources." });
    },
    async list(): Promise<SourceRow[]> {
      return (await db.selectFrom("source").selectAll().orderBy("created_at").execute()).map(fromRow);
    },
    rename: (id: string, name: string, now: number) => set(id, { name, updated_at: now }),
    setSettings: (id: string, settings: SourceSettings, now: number) =>
      set(id, { settings: JSON.stringify(settings), updated_at: now }),
    setState: (id: string, state: SourceState) => set(id, { state: JSON.stringify(state) }),
    /** Adds to what the next run is to do. */
    async want(id: string, more: Wanted): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom("source").select("wanted").where("id", "=", id).executeTakeFirst();
        if (row === undefined) return;
        const wanted = JSON.stringify(addWanted(JSON.parse(row.wanted) as Wanted, more));
        await trx.updateTable("source").set({ wanted }).where("id", "=", id).execute();
      });
    },
    /** What is wanted now; leaves nothing wanted. */
    async takeWanted(id: string): Promise<Wanted> {
      return db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom("source").select("wanted").where("id", "=", id).executeTakeFirst();
        if (row === undefined || row.wanted === "{}") return {};
        await trx.updateTable("source").set({ wanted: "{}" }).where("id", "=", id).execute();
        return JSON.parse(row.wanted) as Wanted;
      });
    },
    /** Everything that was remembered of a source, but the source and its runs. */
    async forget(id: string): Promise<void> {
      await db.transaction().execute(async (trx) => {
        for (const table of ["sync_cursor", "sync_node", "sync_failure"] as const)
          await trx.deleteFrom(table).where("source_id", "=", id).execute();
        await trx
          .updateTable("source")
          .set({ state: JSON.stringify(newState), wanted: "{}" })
          .where("id", "=", id)
          .execute();
      });
    },
    async remove(id: string): Promise<void> {
      await this.forget(id);
      await db.deleteFrom("sync_run").where("source_id", "=", id).execute();
      await db.deleteFrom("source").where("id", "=", id).execute();
    },
  };
}

export function addWanted(before: Wanted, more: Wanted): Wanted {
  const union = (a: string[] = [], b: string[] = []) => [...new Set([...a, ...b])];
  const reindexSpaces = union(before.reindexSpaces, more.reindexSpaces);
  const items = union(before.items, more.items);
  return {
    ...before,
    ...more,
    ...(reindexSpaces.length > 0 && { reindexSpaces }),
    ...(items.length > 0 && { items }),
  };
}

function fromRow(row: Tables["source"]): SourceRow {
  return {
    id: row.id,
    kind: row.kind as SourceKind,
    name: row.name,
    location: row.location,
    settings: { ...newSettings, ...(JSON.parse(row.settings) as Partial<SourceSettings>) },
    state: { ...newState, ...(JSON.parse(row.state) as Partial<SourceState>) },
    wanted: JSON.parse(row.wanted) as Wanted,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
