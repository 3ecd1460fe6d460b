import type { DocumentPatch, SearchDocument } from "../search/index.ts";
import type { SourceRow } from "../store/sources.ts";

/** A part of a source that people include or exclude: a Confluence space, a folder. */
export type Space = { id: string; key: string; name: string };

/** What a listing says of an item, whether or not it comes with its body. */
export type Listed = { id: string; title: string; version: number; modifiedAt: number; spaceId: string };

/** A list that is read from its beginning to its end, batch by batch. Its id names it in saved cursors. */
export type Part = {
  id: string;
  label: string;
  /** Lists of a later stage are read when those of the earlier ones are at their end. */
  stage: number;
  spaceIds: readonly string[];
};

export type Batch<Item> = { items: Item[]; next?: string; skipped?: Record<string, number> };

export type Failure = { id: string; title?: string; reason: string };

/** What became of items that a listing did not have any more. */
export type Looked<Item> = {
  /** They are there after all. */
  present: Item[];
  /** They certainly went: to the trash, to the archive, or to a space that is not synced. */
  gone: string[];
  /** The source knows nothing of them: removed for good, or out of reach for this account. */
  unclear: string[];
};

/**
 * A source opened for one run. All reading of it goes through here; what is done with what was read (index, cursors,
 * counts, removals) is the same for every source and none of its business.
 */
export type OpenSource<Item extends Listed = Listed> = {
  /** Of what makes the documents: a greater one than the index has makes every document due again. */
  formatVersion: number;
  /** Listing costs nothing and is always right: every run compares everything, and any other version is a newer one. */
  local: boolean;
  /** The spaces to sync, by the source's settings. */
  spaces: readonly Space[];
  /** How many items there are, as far as the source can tell quickly. */
  estimate(): Promise<number | undefined>;
  /** The moment up to which changes lie behind us, by the source's own clock; asked before everything is loaded. */
  newest(): Promise<number>;
  /** The lists that hold together everything of these spaces. Independent of each other. */
  parts(spaceIds: readonly string[]): Part[];
  /** One batch of a list: with bodies for loading, without for comparing. */
  read(part: Part, cursor: string | undefined, bodies: boolean): Promise<Batch<Item>>;
  /** Items changed at or after a moment, newest first; without bodies. Throws `Unsorted` when the order cannot be relied on. */
  changes(since: number): AsyncIterable<Item[]>;
  /** The items of these ids with bodies, as many as are there. */
  fetch(ids: readonly string[]): Promise<Item[]>;
  /** What became of items that were missing from a whole listing. */
  look(ids: readonly string[]): Promise<Looked<Item>>;
  /** Items to be made anew because of others: those that include one of these, or whose includes were left for later. */
  dependents(changed: ReadonlySet<string>): string[];
  /**
   * Turns items with bodies into documents. An item that cannot be turned is a failure of its own. While everything is
   * being loaded, what concerns other items is left for `dependents` and `patches` at the end.
   */
  documents(items: readonly Item[], loading: boolean): Promise<{ documents: SearchDocument[]; failures: Failure[] }>;
  /** All lists were read to their end without bodies: what none of them had is gone. */
  swept(): void;
  /** Facts that change without a new version (labels, ancestors, restrictions …), where the index has them otherwise. */
  patches(): AsyncIterable<DocumentPatch[]>;
  /** Hides items until they are listed again. */
  hide(ids: readonly string[]): DocumentPatch[];
  /** Since when an item is hidden. */
  hiddenSince(id: string): number | undefined;
  /** The account everything is read with, and its groups. */
  account(): Promise<{ accountId: string; groupIds: string[] } | undefined>;
  /** Whether restrictions could be read at all; if not, whoever asks is judged by what the account was shown. */
  restrictionsKnown(): boolean;
  /** The index has these documents now as they were made last. */
  stored(ids: readonly string[]): void;
  /** The documents the index should have; undefined where nothing is remembered, because every run compares everything. */
  indexed(): ReadonlySet<string> | undefined;
  /** The index has lost its documents: nothing in it is as remembered. */
  forgetIndex(): void;
  /** What was learned since this was last asked, to be stored for the next run. */
  learned(): [id: string, node: unknown][];
  forget(ids: readonly string[]): void;
  /** What a person should know about this run. */
  warnings(): string[];
  /** Requests so far, and what they cost. */
  cost(): { requests: number; points: number };
};

/**
 * Opens a source: for a run, or only for some items, which is quicker and enough for `fetch`, `look` and `documents` of
 * them. Throws when it cannot be read now: the connection has ended, the folder is gone.
 */
export type OpenSourceOf = (
  source: SourceRow,
  options: { signal: AbortSignal; items?: readonly string[] },
) => Promise<OpenSource>;

/** A listing that was asked for in an order came in another. */
export class Unsorted extends Error {
  override readonly name = "Unsorted";
}
