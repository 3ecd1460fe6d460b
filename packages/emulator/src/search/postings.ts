import { stem } from "./stem.ts";

/** In which documents a term stands and how often: document numbers in the high 24 bits, the count (to 255) in the low 8. */
class PostingList {
  #entries = new Uint32Array(4);
  #size = 0;

  add(document: number, count: number): void {
    if (this.#size === this.#entries.length) {
      const larger = new Uint32Array(this.#size + (this.#size >> 1) + 4);
      larger.set(this.#entries);
      this.#entries = larger;
    }
    this.#entries[this.#size] = document * 256 + Math.min(count, 255);
    this.#size += 1;
  }

  get size(): number {
    return this.#size;
  }

  each(visit: (document: number, count: number) => void): void {
    for (let at = 0; at < this.#size; at += 1) {
      const entry = this.#entries[at] as number;
      visit(Math.floor(entry / 256), entry & 255);
    }
  }
}

export type Scores = Map<number, number>;

/**
 * An inverted index over documents that are numbered in the order they were added. A document that changed gets a new
 * number; `isLive` tells the numbers that still count.
 */
export class Postings {
  readonly #lists = new Map<string, PostingList>();
  readonly #lengths: number[] = [];
  /** Every word as written, with the stem it is indexed under. */
  readonly #vocabulary = new Map<string, string>();
  #totalLength = 0;

  /** Takes lower-case words without stop words. Numbers must be given in ascending order. */
  add(document: number, words: readonly string[]): void {
    const counts = new Map<string, number>();
    for (const word of words) {
      let term = this.#vocabulary.get(word);
      if (term === undefined) {
        term = stem(word);
        this.#vocabulary.set(word, term);
      }
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    for (const [term, count] of counts) {
      let list = this.#lists.get(term);
      if (!list) {
        list = new PostingList();
        this.#lists.set(term, list);
      }
      list.add(document, count);
    }
    this.#lengths[document] = words.length;
    this.#totalLength += words.length;
  }

  /** Words with their terms, for patterns and near misses. */
  vocabulary(): Iterable<readonly [word: string, term: string]> {
    return this.#vocabulary;
  }

  /** BM25 of one term over the live documents. */
  score(term: string, isLive: (document: number) => boolean, boost = 1): Scores {
    const scores: Scores = new Map();
    const list = this.#lists.get(term);
    if (!list) return scores;
    const documents = this.#lengths.length;
    const average = this.#totalLength / Math.max(1, documents) || 1;
    const rarity = Math.log(1 + (documents - list.size + 0.5) / (list.size + 0.5)) * boost;
    list.each((document, count) => {
      if (!isLive(document)) return;
      const length = (this.#lengths[document] ?? average) / average;
      scores.set(document, rarity * ((count * 2.2) / (count + 1.2 * (0.25 + 0.75 * length))));
    });
    return scores;
  }
}
