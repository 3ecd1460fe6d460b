import type { Clock } from "../clock.ts";
import { labelsOf } from "../content/label-content.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { plainText } from "./plain-text.ts";
import { Postings } from "./postings.ts";
import { keyWordsOf } from "./words.ts";

/** What the index knows of one content: the row as it was when it was indexed, which may be older than the row now. */
export type IndexedDocument = { readonly number: number; readonly content: Content };

/**
 * The search index of a site. It follows the content table at a distance: a change is taken in when `lagMs` have passed
 * on the emulator's clock, at the next query. With no lag every query sees every write.
 */
export type SearchIndex = {
  /** Brings the index up to what it should know by now. Called before each query. */
  catchUp(): void;
  documents(): Iterable<IndexedDocument>;
  document(number: number): IndexedDocument | undefined;
  ofContent(id: number): IndexedDocument | undefined;
  readonly size: number;
  readonly bodies: Postings;
  readonly titles: Postings;
  isLive(number: number): boolean;
  lagMs: number;
};

const indexed = (content: Content | undefined): content is Content =>
  content !== undefined && content.status !== "draft" && content.status !== "trashed";

export function createSearchIndex(site: Site, clock: Clock, lagMs: number): SearchIndex {
  const byContent = new Map<number, IndexedDocument>();
  const byNumber: (IndexedDocument | undefined)[] = [];
  const bodies = new Postings();
  const titles = new Postings();
  /** Content ids with the moment from which the change shows, oldest first. */
  const waiting = new Map<number, number>();

  const drop = (id: number) => {
    const document = byContent.get(id);
    if (!document) return;
    byNumber[document.number] = undefined;
    byContent.delete(id);
  };

  const take = (id: number) => {
    const content = site.content.get(id);
    const known = byContent.get(id);
    if (known?.content === content) return;
    drop(id);
    if (!indexed(content)) return;
    const number = byNumber.length;
    const document = { number, content };
    byNumber.push(document);
    byContent.set(id, document);
    const title = keyWordsOf(content.title);
    const labels = labelsOf(site, content.labelIds).flatMap(({ name }) => keyWordsOf(name));
    titles.add(number, title);
    bodies.add(number, [
      ...title,
      ...labels,
      ...(content.type === "attachment" ? [] : keyWordsOf(plainText(content.body))),
    ]);
  };

  const index: SearchIndex = {
    lagMs,
    bodies,
    titles,
    get size() {
      return byContent.size;
    },
    catchUp() {
      const now = clock.now();
      for (const [id, due] of waiting) {
        if (due > now) continue;
        waiting.delete(id);
        take(id);
      }
    },
    documents: () => byContent.values(),
    document: (number) => byNumber[number],
    ofContent: (id) => byContent.get(id),
    isLive: (number) => byNumber[number] !== undefined,
  };

  site.content.onChange((before, after) => {
    const id = (after ?? before)?.id;
    if (id === undefined || waiting.has(id)) return;
    if (index.lagMs === 0) waiting.set(id, Number.NEGATIVE_INFINITY);
    else waiting.set(id, clock.now() + index.lagMs);
  });
  return index;
}
