import { type Bits, noBits, setBit } from "./bits.ts";
import { type GrowingArray, growingIntegers, push } from "./growing-array.ts";
import type { Matched } from "./matched.ts";
import { stem } from "./stem.ts";
import { stopWords } from "./words.ts";

/** In the row of a document's terms: a word too common to be a term, and the gap between its title, labels and body. */
const stopWord = 0;
const boundary = 1;
const firstTerm = 2;

/** The words of a phrase as term ids; 0 stands for any one word. `undefined` when a word is in no document. */
export type PhraseTerms = readonly number[] | undefined;

/**
 * An inverted index over documents that are numbered in the order they were added. For each term it keeps where it
 * stands and how often: document numbers in the high 24 bits, the count (to 255) in the low 8. Beside that it keeps
 * every document as the row of its terms, which phrases are looked up in.
 */
export class Postings {
  readonly #lists: (GrowingArray<Uint32Array> | undefined)[] = [undefined, undefined];
  readonly #stems = new Map<string, number>();
  /** Every word as written, with the term it is indexed under. */
  readonly #words = new Map<string, number>();
  /** Which characters a word has, one bit each, in the order of `#words`: rules out most words that are not alike. */
  readonly #letters = growingIntegers();
  readonly #row = growingIntegers(1024);
  /** Where the row of a document starts; it ends where the next one starts. */
  readonly #starts = growingIntegers(64);
  readonly #lengths = growingIntegers(64);
  #totalLength = 0;
  /** How often each term stands in the document being added; all zero in between. */
  #counts = new Uint32Array(1024);

  /** Adds the next document: the words of its parts in lower case. No phrase reaches from one part into another. */
  add(parts: readonly (readonly string[])[]): void {
    const document = this.#starts.size;
    const found: number[] = [];
    let length = 0;
    push(this.#starts, this.#row.size);
    for (const [at, words] of parts.entries()) {
      if (at > 0 && words.length > 0) push(this.#row, boundary);
      for (const word of words) {
        const term = this.#words.get(word) ?? this.#newWord(word);
        push(this.#row, term);
        if (term === stopWord) continue;
        length += 1;
        const count = this.#counts[term] as number;
        if (count === 0) found.push(term);
        this.#counts[term] = count + 1;
      }
    }
    for (const term of found) {
      push(
        this.#lists[term] as GrowingArray<Uint32Array>,
        document * 256 + Math.min(this.#counts[term] as number, 255),
      );
      this.#counts[term] = 0;
    }
    push(this.#lengths, length);
    this.#totalLength += length;
  }

  #newWord(word: string): number {
    if (stopWords.has(word)) return stopWord;
    const stemmed = stem(word);
    let term = this.#stems.get(stemmed);
    if (term === undefined) {
      term = this.#lists.length;
      this.#stems.set(stemmed, term);
      this.#lists.push(growingIntegers(1));
      if (term >= this.#counts.length) this.#counts = new Uint32Array(term * 2);
    }
    this.#words.set(word, term);
    push(this.#letters, lettersOf(word));
    return term;
  }

  get size(): number {
    return this.#starts.size;
  }

  /** The term of a word as written, in lower case. */
  termOf(word: string): number | undefined {
    return this.#stems.get(stem(word));
  }

  /** The terms of all words that pass. With `like`, only words that could be at most two edits away from it are asked about. */
  termsWhere(passes: (word: string) => boolean, like?: string): number[] {
    const terms = new Set<number>();
    const wanted = like === undefined ? 0 : lettersOf(like);
    let at = 0;
    for (const [word, term] of this.#words) {
      const letters = this.#letters.data[at] as number;
      at += 1;
      // Two edits change at most four letters of the two words together.
      if (like !== undefined && bitsIn(letters ^ wanted) > 4) continue;
      if (passes(word)) terms.add(term);
    }
    return [...terms];
  }

  phraseOf(words: readonly string[]): PhraseTerms {
    const terms: number[] = [];
    for (const word of words) {
      const term = stopWords.has(word) ? stopWord : this.termOf(word);
      if (term === undefined) return undefined;
      terms.push(term);
    }
    while (terms.at(-1) === stopWord) terms.pop();
    while (terms[0] === stopWord) terms.shift();
    return terms;
  }

  /** The documents with any of these terms, ranked by BM25. Documents that are gone count until the next `renumber`. */
  matching(terms: readonly number[], documents: number): Matched {
    const bits = noBits(documents);
    const scores = new Float32Array(documents);
    for (const term of terms) this.#score(term, bits, scores);
    return { bits, scores };
  }

  #score(term: number, bits: Bits, scores: Float32Array): void {
    const list = this.#lists[term];
    if (!list) return;
    const { data, size } = list;
    const lengths = this.#lengths.data;
    const documents = this.#starts.size;
    const perWord = 0.9 / (this.#totalLength / Math.max(1, documents) || 1);
    const rarity = 2.2 * Math.log(1 + (documents - size + 0.5) / (size + 0.5));
    for (let at = 0; at < size; at += 1) {
      const entry = data[at] as number;
      const document = entry >>> 8;
      const count = entry & 255;
      setBit(bits, document);
      scores[document] =
        (scores[document] as number) + (rarity * count) / (count + 0.3 + perWord * (lengths[document] as number));
    }
  }

  /** The documents with these terms in this order, all in all at most `slop` places out of line; ranked by the terms. */
  matchingPhrase(phrase: readonly number[], slop: number, documents: number): Matched {
    const terms = [...new Set(phrase)].filter((term) => term >= firstTerm);
    if (terms.length === 0) return { bits: noBits(documents) };
    const any = this.matching(terms, documents);
    if (phrase.length === 1) return any;
    const bits = noBits(documents);
    const row = this.#row.data;
    const starts = this.#starts;
    // Documents with all of the terms are among those with the rarest.
    const candidates = this.#documentsWithAll(terms);
    for (const document of candidates) {
      const start = starts.data[document] as number;
      const end = document + 1 < starts.size ? (starts.data[document + 1] as number) : this.#row.size;
      const found = slop === 0 ? hasPhrase(row, start, end, phrase) : hasLoosePhrase(row, start, end, phrase, slop);
      if (found) setBit(bits, document);
    }
    return { bits, scores: any.scores };
  }

  #documentsWithAll(terms: readonly number[]): number[] {
    const lists = terms
      .map((term) => this.#lists[term])
      .filter((list) => list !== undefined)
      .sort((a, b) => a.size - b.size);
    let common: number[] = [];
    for (const [nth, { data, size }] of lists.entries()) {
      const kept: number[] = [];
      for (let at = 0, with_ = 0; at < size && (nth === 0 || with_ < common.length); at += 1) {
        const document = (data[at] as number) >>> 8;
        while (nth > 0 && with_ < common.length && (common[with_] as number) < document) with_ += 1;
        if (nth === 0 || common[with_] === document) kept.push(document);
      }
      common = kept;
    }
    return common;
  }

  /** Documents with all of these terms, with no rank. */
  withAll(terms: readonly number[]): readonly number[] {
    return terms.length === 0 ? [] : this.#documentsWithAll(terms);
  }

  /** Gives documents new numbers, ascending as before; what has none in `numbers` (-1) is forgotten. */
  renumber(numbers: Int32Array): void {
    for (const list of this.#lists) {
      if (!list) continue;
      let kept = 0;
      for (let at = 0; at < list.size; at += 1) {
        const entry = list.data[at] as number;
        const number = numbers[entry >>> 8] as number;
        if (number < 0) continue;
        list.data[kept] = number * 256 + (entry & 255);
        kept += 1;
      }
      list.size = kept;
    }
    const starts = this.#starts;
    const rowSize = this.#row.size;
    const documents = starts.size;
    let documentsKept = 0;
    let kept = 0;
    this.#totalLength = 0;
    for (let document = 0; document < documents; document += 1) {
      const start = starts.data[document] as number;
      const end = document + 1 < documents ? (starts.data[document + 1] as number) : rowSize;
      if ((numbers[document] as number) < 0) continue;
      this.#row.data.copyWithin(kept, start, end);
      const length = this.#lengths.data[document] as number;
      this.#lengths.data[documentsKept] = length;
      starts.data[documentsKept] = kept;
      this.#totalLength += length;
      documentsKept += 1;
      kept += end - start;
    }
    this.#row.size = kept;
    this.#lengths.size = documentsKept;
    starts.size = documentsKept;
  }
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    // Digits share the few bits that letters leave free, or numbers would look like words.
    letters |= 1 << (code < 64 ? 27 + (code % 5) : code & 31);
  }
  return letters;
}

function bitsIn(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function hasPhrase(row: Uint32Array, start: number, end: number, phrase: readonly number[]): boolean {
  const first = phrase[0];
  const last = end - phrase.length;
  for (let at = start; at <= last; at += 1) {
    if (row[at] !== first) continue;
    let fits = true;
    for (let nth = 1; fits && nth < phrase.length; nth += 1) {
      const wanted = phrase[nth];
      const found = row[at + nth];
      fits = wanted === stopWord ? found !== boundary : found === wanted;
    }
    if (fits) return true;
  }
  return false;
}

/** Each term is looked for after the one before, and how far it lies from its place in the phrase is taken from the slop. */
function hasLoosePhrase(
  row: Uint32Array,
  start: number,
  end: number,
  phrase: readonly number[],
  slop: number,
): boolean {
  for (let from = start; from < end; from += 1) {
    if (row[from] !== phrase[0]) continue;
    let room = slop;
    let at = from;
    let place = 1;
    for (let nth = 1; nth < phrase.length && room >= 0; nth += 1, place += 1) {
      const wanted = phrase[nth];
      if (wanted === stopWord) continue;
      let next = at + 1;
      while (next < end && row[next] !== wanted && row[next] !== boundary) next += 1;
      if (next === end || row[next] === boundary) room = -1;
      else room -= Math.abs(next - at - place);
      at = next;
      place = 0;
    }
    if (room >= 0) return true;
  }
  return false;
}
