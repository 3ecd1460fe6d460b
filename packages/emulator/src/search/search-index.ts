import type { Clock } from "../clock.ts";
import type { Site } from "../state/site.ts";
import { type Bits, clearBit, setBit } from "./bits.ts";
import { followTable } from "./change-queue.ts";
import { type DocumentFacts, emptyFacts, largerFacts, moveFacts, setFacts } from "./document-facts.ts";
import { type Entry, isIndexed, keywordsOf, sameWords, textsOf, titleOf } from "./indexed-entry.ts";
import { Keywords } from "./keywords.ts";
import { Postings } from "./postings.ts";

/**
 * The search index of a site. It follows the tables at a distance: a change is taken in when `lagMs` have passed on the
 * emulator's clock, at the next query. With no lag every query sees every write.
 *
 * Documents have numbers in the order they were indexed. One whose words changed gets a new number, and the old one
 * stays in the lists, no longer `live`, until there are too many of those.
 */
export type SearchIndex = {
  /** Brings the index up to what it should know by now. Called before each query; numbers hold until the next call. */
  catchUp(): void;
  /** One more than the highest number. */
  readonly size: number;
  /** How many documents can be found. */
  readonly found: number;
  readonly live: Bits;
  readonly facts: DocumentFacts;
  readonly titles: Postings;
  readonly texts: Postings;
  readonly keywords: Keywords;
  entry(document: number): Entry | undefined;
  /** In lower case, as titles are compared and ordered. */
  title(document: number): string;
  /** The number of content, or of another kind of thing by its `keyOf`. */
  numberOf(key: number | string): number | undefined;
  /** Content whose newest write is not indexed yet. */
  unseen(): ReadonlySet<number>;
  /** Content that has restrictions of its own, as of now: what may be seen does not lag. */
  readonly restricted: ReadonlySet<number>;
  lagMs: number;
};

/** Content goes by its id; spaces and people have keys of their own. */
export const keyOf = ({ kind, row }: Entry): number | string => (kind === "content" ? row.id : `${kind}:${row.id}`);

/** Below this many documents that are gone, clearing up is not worth its time. */
const fewGone = 10_000;

export function createSearchIndex(site: Site, clock: Clock, lagMs: number): SearchIndex {
  const numbers = new Map<number | string, number>();
  let entries: (Entry | undefined)[] = [];
  let lowerTitles: string[] = [];
  let live: Bits = new Uint32Array(32);
  let facts = emptyFacts(1024);
  const titles = new Postings();
  const texts = new Postings();
  const keywords = new Keywords();

  const lag = () => index.lagMs;
  const spaces = followTable(site.spaces, clock, lag);
  const accounts = followTable(site.accounts, clock, lag);
  const content = followTable(site.content, clock, lag);

  const restricted = new Set<number>();
  site.content.onChange((before, after) => {
    if (after?.restrictions) restricted.add(after.id);
    else if (before?.restrictions) restricted.delete(before.id);
  });

  const drop = (key: number | string) => {
    const number = numbers.get(key);
    if (number === undefined) return;
    entries[number] = undefined;
    clearBit(live, number);
    numbers.delete(key);
  };

  const add = (key: number | string, entry: Entry) => {
    const number = entries.length;
    if (number === facts.id.length) {
      facts = largerFacts(facts, number * 2);
      const longer = new Uint32Array(number / 16);
      longer.set(live);
      live = longer;
    }
    entries.push(entry);
    lowerTitles.push(titleOf(entry).toLowerCase());
    numbers.set(key, number);
    setBit(live, number);
    setFacts(facts, number, entry);
    const title = titleOf(entry);
    titles.add([title]);
    texts.add([title, ...textsOf(site, entry)]);
    for (const [field, values] of keywordsOf(site, entry)) keywords.add(number, field, values);
  };

  const take = (entry: Entry) => {
    const key = keyOf(entry);
    const number = numbers.get(key);
    const known = number === undefined ? undefined : entries[number];
    if (known?.row === entry.row) return;
    if (number !== undefined && known && isIndexed(entry) && sameWords(known, entry)) {
      entries[number] = entry;
      setFacts(facts, number, entry);
      return;
    }
    drop(key);
    if (isIndexed(entry)) add(key, entry);
  };

  const clearUp = () => {
    const next = new Int32Array(entries.length).fill(-1);
    const kept: Entry[] = [];
    for (const [number, entry] of entries.entries()) {
      if (!entry) continue;
      next[number] = kept.length;
      numbers.set(keyOf(entry), kept.length);
      moveFacts(facts, number, kept.length);
      kept.push(entry);
    }
    lowerTitles = lowerTitles.filter((_, number) => entries[number] !== undefined);
    entries = kept;
    live.fill(0);
    for (let number = 0; number < kept.length; number += 1) setBit(live, number);
    for (const part of [titles, texts, keywords]) part.renumber(next);
  };

  const index: SearchIndex = {
    lagMs,
    titles,
    texts,
    keywords,
    get size() {
      return entries.length;
    },
    get found() {
      return numbers.size;
    },
    get live() {
      return live.subarray(0, (entries.length + 31) >>> 5);
    },
    get facts() {
      return facts;
    },
    catchUp() {
      for (const [id, row] of spaces.due()) row ? take({ kind: "space", row }) : drop(`space:${id}`);
      for (const [id, row] of accounts.due()) row ? take({ kind: "user", row }) : drop(`user:${id}`);
      for (const [id, row] of content.due()) row ? take({ kind: "content", row }) : drop(id);
      if (entries.length - numbers.size > Math.max(fewGone, numbers.size)) clearUp();
    },
    entry: (document) => entries[document],
    title: (document) => lowerTitles[document] ?? "",
    numberOf: (key) => numbers.get(key),
    unseen: content.waiting,
    restricted,
  };
  return index;
}
