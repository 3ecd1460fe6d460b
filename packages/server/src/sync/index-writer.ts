import { setImmediate } from "node:timers/promises";
import type { Clock } from "../base/clock.ts";
import type { DocumentPatch, SearchIndex } from "../search/index.ts";
import type { SyncCursor, SyncMemory } from "../store/sync-memory.ts";
import type { Report } from "./report.ts";
import type { Listed, OpenSource, Part } from "./source.ts";

export type Known = { version: number; formatVersion: number; spaceId: string | undefined };

export type IndexWriterOptions = {
  sourceId: string;
  open: OpenSource;
  index: SearchIndex;
  memory: SyncMemory;
  clock: Clock;
  report: Report;
  /** Versions that our own writes have just put into the index: what a list brought from before them is too old. */
  written: ReadonlyMap<string, number>;
};

/** Documents are put in small groups, so that a search in between waits for none of the large ones. */
const putAtOnce = 50;

/** Less than any version. */
const doubtful = -1;

/** Keeps the index and what is remembered of it in step: first the index, then the memory. */
export class IndexWriter {
  /** What the index has of this source. */
  readonly known = new Map<string, Known>();
  /** Ids put, patched or removed in this run. */
  readonly touched = new Set<string>();
  readonly #counted = new Set<string>();
  readonly #o: IndexWriterOptions;

  constructor(options: IndexWriterOptions) {
    this.#o = options;
  }

  async readKnown(): Promise<void> {
    for await (const { id, version, formatVersion, spaceId } of this.#o.index.versions(this.#o.sourceId))
      this.known.set(id, { version, formatVersion, spaceId });
  }

  /** What the index has of these is not what is remembered: they are due, whatever their version. */
  doubt(ids: readonly string[]): void {
    for (const id of ids) {
      const known = this.known.get(id);
      if (known !== undefined) this.known.set(id, { ...known, version: doubtful });
    }
  }

  /** Those of the items that the index does not have, or has otherwise than is remembered. */
  stillAmiss(ids: readonly string[]): string[] {
    return ids.filter((id) => (this.known.get(id)?.version ?? doubtful) === doubtful);
  }

  /** Whether a listed item has to be fetched. */
  isDue({ id, version }: Listed): boolean {
    const known = this.known.get(id);
    const { local, formatVersion } = this.#o.open;
    if (known === undefined || known.formatVersion < formatVersion) return true;
    return local ? known.version !== version : known.version < version;
  }

  /** Puts items with bodies, then saves where the list they came from goes on. */
  async put(items: readonly Listed[], loading: boolean, at?: { part: Part; cursor: SyncCursor }): Promise<void> {
    const { open, index, memory, clock, report, sourceId, written } = this.#o;
    const current = items.filter(({ id, version }) => version >= (written.get(id) ?? 0));
    const { documents, failures } = await open.documents(current, loading);
    for (let from = 0; from < documents.length; from += putAtOnce) {
      await index.put(documents.slice(from, from + putAtOnce));
      await setImmediate();
    }
    open.stored(documents.map(({ id }) => id));
    for (const { id, version, formatVersion, spaceId } of documents) {
      if (!this.known.has(id)) report.value.added++;
      else if (!this.#counted.has(id)) report.value.changed++;
      this.#counted.add(id);
      this.known.set(id, { version, formatVersion, spaceId });
      this.touched.add(id);
    }
    report.fail(failures);
    const now = clock.now();
    await memory.saveBatch(sourceId, {
      ...(at !== undefined && { part: at.part.id, cursor: at.cursor }),
      nodes: open.learned(),
      failures: failures.map(({ id, title, reason }) => ({ itemId: id, title: title ?? null, reason, at: now })),
      succeeded: documents.map(({ id }) => id),
    });
  }

  /** Applies facts that changed without a version. Answers the ids. */
  async patch(patches: readonly DocumentPatch[]): Promise<string[]> {
    const { index, memory, open, report, sourceId } = this.#o;
    const ids = patches.map(({ id }) => id);
    await index.patch(sourceId, patches);
    await memory.saveBatch(sourceId, { nodes: open.learned() });
    // What was put in this run is counted already.
    report.value.changed += ids.filter((id) => !this.#counted.has(id)).length;
    for (const id of ids) this.#counted.add(id);
    for (const id of ids) this.touched.add(id);
    return ids;
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { index, memory, open, report, sourceId } = this.#o;
    report.value.removed += await index.remove(sourceId, ids);
    open.forget(ids);
    await memory.saveBatch(sourceId, { nodes: open.learned(), removed: ids });
    for (const id of ids) {
      this.known.delete(id);
      this.touched.add(id);
    }
  }

  async hide(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { index, memory, open, report, sourceId } = this.#o;
    await index.patch(sourceId, open.hide(ids));
    await memory.saveBatch(sourceId, { nodes: open.learned() });
    for (const id of ids) this.touched.add(id);
    report.hold(ids);
  }
}
