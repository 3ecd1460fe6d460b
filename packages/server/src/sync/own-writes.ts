import { setTimeout } from "node:timers/promises";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { DocumentSummary, SearchIndex } from "../search/index.ts";
import type { SourceRow } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { emptyReport } from "../store/sync-runs.ts";
import { IndexWriter } from "./index-writer.ts";
import { Report } from "./report.ts";
import type { OpenSourceOf } from "./source.ts";

export type OwnWritesOptions = {
  store: Store;
  index: SearchIndex;
  openSource: OpenSourceOf;
  clock: Clock;
  log: Log;
};

const patienceMs = 60_000;
/** So many below a page are followed at once; more are left to the next run. */
const mostBelow = 1_000;
/** How long to remember what was written: longer than any list is on its way. */
const keptMs = 10 * 60_000;

/** Puts into the index at once what our own tools wrote, without waiting for the next run or the one under way. */
export function createOwnWrites({ store, index, openSource, clock, log }: OwnWritesOptions) {
  /** By source: versions that went into the index this way; infinite for what went out of it. */
  const versions = new Map<string, Map<string, number>>();
  /** By source: what is on its way. */
  const pending = new Map<string, Promise<void>>();

  const versionsOf = (sourceId: string): Map<string, number> => {
    const known = versions.get(sourceId) ?? new Map<string, number>();
    versions.set(sourceId, known);
    return known;
  };

  return {
    versionsOf: (sourceId: string): ReadonlyMap<string, number> => versionsOf(sourceId),

    /** Resolves when the index has these items as they are now. What cannot be fetched is left for the next run. */
    async take(sourceId: string, ids: readonly string[]): Promise<void> {
      // One after the other, so that two writes of one page end with the newer one.
      const done = (pending.get(sourceId) ?? Promise.resolve()).then(async () => {
        const source = await store.sources.find(sourceId);
        if (source !== undefined) await takeOrLeave(source, ids);
      });
      pending.set(sourceId, done);
      await done.finally(() => {
        if (pending.get(sourceId) === done) pending.delete(sourceId);
      });
    },

    /** Resolves when what was written so far is in the index, or after `ms`. */
    async taken(sourceIds: readonly string[], ms: number): Promise<void> {
      const waiting = sourceIds.flatMap((id) => pending.get(id) ?? []);
      if (waiting.length === 0) return;
      const enough = new AbortController();
      const late = setTimeout(ms, undefined, { signal: enough.signal, ref: false }).catch(() => undefined);
      await Promise.race([Promise.allSettled(waiting), late]);
      enough.abort();
    },

    async settled(): Promise<void> {
      await Promise.allSettled(pending.values());
    },
  };

  async function takeOrLeave(source: SourceRow, ids: readonly string[]): Promise<void> {
    try {
      await fetchAndPut(source, ids);
    } catch (err) {
      log.warn({ err, sourceId: source.id }, "what a tool wrote could not be fetched at once; the next run does");
      await store.sources.want(source.id, { items: [...ids] });
    }
    void setTimeout(keptMs, undefined, { ref: false }).then(() => {
      for (const id of ids) versionsOf(source.id).delete(id);
    });
  }

  /** What lies below a page goes where it goes, and is hidden by what hides it, without being written itself. */
  async function fetchAndPut(source: SourceRow, ids: readonly string[]): Promise<void> {
    const before = await placesOf(index, source.id, ids);
    await takeItems(source, ids, []);
    const after = await placesOf(index, source.id, ids);
    const moved = ids.filter((id) => before.has(id) && before.get(id) !== after.get(id));
    const below = await documentsBelow(index, source.id, moved);
    if (below.length > mostBelow) await store.sources.want(source.id, { sweep: true });
    const some = below.slice(0, mostBelow);
    const idsOf = (comments: boolean) =>
      some.filter(({ kind }) => (kind === "comment") === comments).map(({ documentId }) => documentId);
    if (some.length > 0) await takeItems(source, idsOf(false), idsOf(true));
  }

  /** `beside` are documents that need no new text, only what is known of what stands above them. */
  async function takeItems(source: SourceRow, ids: readonly string[], beside: readonly string[]): Promise<void> {
    const open = await openSource(source, { signal: AbortSignal.timeout(patienceMs), items: [...ids, ...beside] });
    const report = new Report(emptyReport, clock, async () => {});
    const { syncMemory: memory } = store;
    const writer = new IndexWriter({ sourceId: source.id, open, index, memory, clock, report, written: new Map() });
    const items = await open.fetch(ids);
    for (const { id, version } of items) versionsOf(source.id).set(id, version);
    await writer.put(items, false);
    const there = new Set(items.map(({ id }) => id));
    const missing = ids.filter((id) => !there.has(id));
    if (missing.length > 0) {
      const { gone, unclear } = await open.look(missing);
      // A list that was asked for before must not bring them back.
      for (const id of [...gone, ...unclear]) versionsOf(source.id).set(id, Number.POSITIVE_INFINITY);
      await writer.remove([...gone, ...unclear]);
    }
    if (beside.length > 0) for await (const patches of open.patches()) await writer.patch(patches);
  }
}

/** Where documents stand and who may read them, as one text each. */
async function placesOf(index: SearchIndex, sourceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for (const id of ids) {
    const document = await index.get(sourceId, id);
    if (document === undefined) continue;
    const { spaceId, ancestors, readRestrictions } = document;
    places.set(id, JSON.stringify([spaceId, ancestors.map((one) => one.id), readRestrictions]));
  }
  return places;
}

async function documentsBelow(
  index: SearchIndex,
  sourceId: string,
  ids: readonly string[],
): Promise<DocumentSummary[]> {
  const sources = [{ sourceId, viewer: "all" as const }];
  const found = new Map<string, DocumentSummary>();
  for (const ancestorId of ids) {
    for (let offset = 0; offset <= mostBelow; offset += 100) {
      const some = await index.recent({ sources, filters: { ancestorId }, limit: 100, offset });
      for (const one of some) found.set(one.documentId, one);
      if (some.length < 100) break;
    }
  }
  for (const id of ids) found.delete(id);
  return [...found.values()];
}
