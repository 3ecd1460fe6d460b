import type { Clock } from "../base/clock.ts";
import type { SourceRow, SourceState, Wanted } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import type { IndexWriter } from "./index-writer.ts";
import { readParts } from "./read-parts.ts";
import { removalDecision } from "./removal-guard.ts";
import type { Report } from "./report.ts";
import { type Listed, type OpenSource, type Part, Unsorted } from "./source.ts";
import { sweepEveryMs } from "./sweep-interval.ts";

export type SyncRunOptions = {
  source: SourceRow;
  open: OpenSource;
  writer: IndexWriter;
  store: Store;
  clock: Clock;
  report: Report;
  signal: AbortSignal;
};

const fetchedAtOnce = 250;
/** Pages that include pages that include pages. */
const mostRounds = 3;

/**
 * One pass of a source into the index: what is wanted of it, and what is due anyway. It may be interrupted anywhere and
 * begun again.
 */
export async function syncRun(options: SyncRunOptions, wanted: Wanted): Promise<void> {
  const { source, open, writer, store, clock, report, signal } = options;
  let state: SourceState = { ...source.state };
  const setState = async (change: Partial<SourceState>): Promise<void> => {
    state = { ...state, ...change };
    await store.sources.setState(source.id, state);
  };
  const { syncMemory: memory } = store;

  report.value.progress.spaces = open.spaces.length;
  await writer.readKnown();
  const amiss = await compareWithMemory();
  if (wanted.load === true || state.formatVersion < open.formatVersion) {
    await memory.clearCursors(source.id);
    await setState({
      loaded: false,
      watermark: 0,
      formatVersion: open.formatVersion,
      doing: { ...wanted, load: false },
    });
  }
  if (!state.loaded) await load();
  await followSpaces();
  await increment();
  const due = clock.now() - (state.sweptAt ?? 0) >= sweepEveryMs(writer.known.size);
  if (wanted.sweep === true || state.sweepDue === true || due || open.local) await sweep();
  for (const key of wanted.reindexSpaces ?? []) await reindex(key);
  await takeItems([...new Set([...(wanted.items ?? []), ...writer.stillAmiss(amiss)])]);
  await settle();
  await setState({
    documents: writer.known.size,
    restrictionsKnown: open.restrictionsKnown(),
    spaces: [...open.spaces],
    doing: {},
  });
  return;

  /**
   * A crash leaves documents in the index that nobody remembers, a lost file takes some that are remembered. The index
   * can always be made anew: where most are lost, everything is loaded again. Answers what has to be fetched otherwise.
   */
  async function compareWithMemory(): Promise<string[]> {
    const remembered = open.indexed();
    if (remembered === undefined) return [];
    const lost = [...remembered].filter((id) => !writer.known.has(id));
    const strange = [...writer.known.keys()].filter((id) => !remembered.has(id));
    writer.doubt(strange);
    // The lists that are still to be loaded have what is strange.
    if (lost.length * 2 <= remembered.size) return state.loaded ? [...lost, ...strange] : lost;
    await setState({ loaded: false, watermark: 0 });
    await memory.clearCursors(source.id);
    open.forgetIndex();
    await memory.saveBatch(source.id, { nodes: open.learned() });
    report.warn("The index had lost documents of this source, so all of them are loaded again.");
    return [];
  }

  /** Restrictions are judged for the account and its groups as they are now. */
  async function learnAccount(): Promise<void> {
    const account = await open.account();
    if (account !== undefined) await setState({ account });
  }

  async function load(): Promise<void> {
    report.begin("load", "loading");
    await learnAccount();
    if (state.watermark === 0) await setState({ watermark: Math.max(1, await open.newest()) });
    const total = await open.estimate();
    if (total !== undefined) report.value.progress.total = total;
    await loadParts(open.parts(open.spaces.map(({ id }) => id)));
    const now = clock.now();
    // Loading finds what is there, not what has gone since an earlier load.
    const sweepDue = state.sweepDue === true || state.loadedAt !== undefined;
    await setState({
      sweepDue,
      loaded: true,
      loadedAt: now,
      sweptAt: now,
      formatVersion: open.formatVersion,
      spaceIds: open.spaces.map(({ id }) => id),
    });
  }

  async function loadParts(parts: readonly Part[]): Promise<void> {
    const cursors = await memory.cursors(source.id);
    const from = ({ id }: Part) => {
      const saved = cursors.get(id);
      return saved?.done ? ("done" as const) : (saved?.cursor ?? undefined);
    };
    await readParts({
      open,
      parts,
      bodies: true,
      signal,
      from,
      async onBatch(part, { items, next, skipped }) {
        report.skip(skipped);
        const fresh = items.filter((item) => writer.isDue(item));
        const done = next === undefined;
        await writer.put(fresh, true, { part, cursor: { cursor: next ?? null, done } });
        if (done && part.label === "pages") report.value.progress.spacesDone += part.spaceIds.length;
        await advance(items.length);
      },
    });
  }

  /** Spaces that are new to this source are loaded; documents of spaces that it no longer has are looked into. */
  async function followSpaces(): Promise<void> {
    const now = open.spaces.map(({ id }) => id);
    const loaded = new Set(state.spaceIds ?? []);
    const added = now.filter((id) => !loaded.has(id));
    if (added.length > 0 || loaded.size > now.length) {
      if (added.length > 0) await loadParts(open.parts(added));
      await setState({ spaceIds: now });
    }
    const synced = new Set(now);
    const strays = [...writer.known].filter(([, { spaceId }]) => spaceId !== undefined && !synced.has(spaceId));
    await lookInto(strays.map(([id]) => id));
  }

  async function increment(): Promise<void> {
    report.begin("increment", "looking for changes");
    const due = new Map<string, Listed>();
    let newest = state.watermark;
    try {
      for await (const items of open.changes(state.watermark)) {
        signal.throwIfAborted();
        for (const item of items) {
          newest = Math.max(newest, item.modifiedAt);
          if (writer.isDue(item)) due.set(item.id, item);
        }
      }
    } catch (error) {
      if (!(error instanceof Unsorted)) throw error;
      await setState({ sweepDue: true });
      report.warn("The site did not list changes in their order, so everything is compared instead.");
    }
    await fetchAndPut([...due.keys()]);
    await setState({ watermark: newest });
  }

  async function sweep(): Promise<void> {
    report.begin("sweep", "comparing");
    await learnAccount();
    const seen = new Set<string>();
    const due = new Set<string>();
    await readParts({
      open,
      parts: open.parts(open.spaces.map(({ id }) => id)),
      bodies: false,
      signal,
      from: () => undefined,
      async onBatch(_, { items, skipped }) {
        report.skip(skipped);
        for (const item of items) {
          seen.add(item.id);
          if (writer.isDue(item)) due.add(item.id);
        }
        await advance(items.length);
      },
    });
    open.swept();
    await fetchAndPut([...due]);
    await lookInto([...writer.known.keys()].filter((id) => !seen.has(id)));
    await setState({ sweptAt: clock.now(), sweepDue: false });
  }

  async function reindex(key: string): Promise<void> {
    const space = open.spaces.find((one) => one.key.toLowerCase() === key.toLowerCase());
    if (space === undefined) {
      report.warn(`There is no space ${key} in this source, so it could not be indexed anew.`);
      return;
    }
    report.begin("reindex", `indexing ${key} anew`);
    await readParts({
      open,
      parts: open.parts([space.id]),
      bodies: true,
      signal,
      from: () => undefined,
      async onBatch(_, { items }) {
        await writer.put(items, true);
        await advance(items.length);
      },
    });
  }

  /** Single items, whatever their version: failed ones, and what our own tools have written. */
  async function takeItems(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    report.begin("items", "fetching single items");
    const there = await fetchAndPut(ids);
    await lookInto(ids.filter((id) => !there.has(id)));
  }

  /** Answers the ids that were there. */
  async function fetchAndPut(ids: readonly string[]): Promise<Set<string>> {
    const there = new Set<string>();
    for (let at = 0; at < ids.length; at += fetchedAtOnce) {
      signal.throwIfAborted();
      const items = await open.fetch(ids.slice(at, at + fetchedAtOnce));
      for (const { id } of items) there.add(id);
      await writer.put(items, false);
      await advance(0);
    }
    return there;
  }

  /** Finds out what became of items that were not where they should be, and removes what went. */
  async function lookInto(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { present, gone, unclear } = await open.look(ids);
    await fetchAndPut(present.map(({ id }) => id));
    await writer.remove(gone);
    const missing = unclear.map((id) => ({ id, hiddenSince: open.hiddenSince(id) }));
    const confirmed = wanted.confirmRemovals === true;
    const { remove, hide } = removalDecision(missing, writer.known.size, { now: clock.now(), confirmed });
    await writer.remove(remove);
    await writer.hide(hide);
    if (hide.length > 0) report.warn(heldWarning(hide.length, writer.known.size));
  }

  /** What changed around documents: labels, restrictions, ancestors, what they include. */
  async function settle(): Promise<void> {
    report.value.progress.phase = "finishing";
    report.value.progress.spacesDone = open.spaces.length;
    for (let round = 0; round < mostRounds; round++) {
      for await (const patches of open.patches()) {
        signal.throwIfAborted();
        await writer.patch(patches);
      }
      const dependents = open.dependents(writer.touched);
      writer.touched.clear();
      if (dependents.length === 0) break;
      await fetchAndPut(dependents);
    }
    await memory.saveBatch(source.id, { nodes: open.learned() });
  }

  async function advance(items: number): Promise<void> {
    report.cost(open.cost());
    await report.advance(items);
  }
}

const heldWarning = (held: number, all: number) =>
  `${held} of ${all} documents are no longer listed, and the site does not say that they were deleted. They are hidden, not removed: confirm their removal, or check the account's permissions.`;
