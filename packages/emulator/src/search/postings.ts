import { noBits, setBit } from "./bits.ts";
import { type GrowingArray, growingIntegers, push } from "./growing-array.ts";
import type { Matched } from "./matched.ts";
import {
  addPlace,
  addScores,
  documentsWithAll,
  exactPlaces,
  loosePlaces,
  newTermList,
  type TermList,
} from "./term-list.ts";
import { stopWord, Vocabulary } from "./vocabulary.ts";
import { eachWord } from "./words.ts";

/** So many places lie between a document's title, labels and body, and between documents, that no phrase reaches across. */
const gap = 100;

/** The words of a phrase with their distance from its first word, stop words left out. */
export type Phrase = { readonly terms: readonly number[]; readonly offsets: readonly number[] };

/**
 * An inverted index over documents that are numbered in the order they were added. The words of all documents stand in
 * one row, as it were, in which every word has its place; a phrase is looked up as places that follow each other.
 */
export class Postings {
  readonly vocabulary = new Vocabulary();
  /** By term; the first stands for stop words. */
  readonly #lists: TermList[] = [newTermList()];
  /** The place at which a document starts. */
  readonly #starts = growingIntegers(64);
  readonly #lengths = growingIntegers(64);
  #totalLength = 0;
  #end = 0;

  /** Adds the next document. */
  add(parts: readonly string[]): void {
    const document = this.#starts.size;
    let length = 0;
    push(this.#starts, this.#end);
    for (const part of parts) {
      const text = part.toLowerCase();
      eachWord(text, (start, end) => {
        const term = this.vocabulary.termAt(text, start, end);
        const place = this.#end;
        this.#end += 1;
        if (term === stopWord) return;
        length += 1;
        if (term === this.#lists.length) this.#lists.push(newTermList());
        addPlace(this.#lists[term] as TermList, document, place);
      });
      this.#end += gap;
    }
    push(this.#lengths, length);
    this.#totalLength += length;
  }

  /** The terms of words in lower case, for a phrase. `undefined` when one of them is in no document. */
  phraseOf(words: readonly string[]): Phrase | undefined {
    const terms: number[] = [];
    const offsets: number[] = [];
    let skipped = 0;
    for (const [at, word] of words.entries()) {
      const term = this.vocabulary.termOf(word);
      if (term === undefined) return undefined;
      if (term === stopWord) {
        if (terms.length === 0) skipped += 1;
        continue;
      }
      terms.push(term);
      offsets.push(at - skipped);
    }
    return { terms, offsets };
  }

  /** The documents with any of these terms, ranked. Documents that are gone count until the next `renumber`. */
  matching(terms: readonly number[], documents: number): Matched {
    const bits = noBits(documents);
    const scores = new Float32Array(documents);
    const lengths = { of: this.#lengths.data, documents: this.#starts.size, total: this.#totalLength };
    for (const list of this.#listsOf(terms)) addScores(list, lengths, bits, scores);
    return { bits, scores };
  }

  /** The documents with these words in this order, all in all at most `slop` places out of line; ranked by the words. */
  matchingPhrase({ terms, offsets }: Phrase, slop: number, documents: number): Matched {
    const { bits: any, scores } = this.matching([...new Set(terms)], documents);
    if (terms.length < 2) return { bits: any, scores };
    const lists = this.#listsOf(terms);
    const places = slop === 0 ? exactPlaces(lists, offsets) : loosePlaces(lists, offsets, Math.min(slop, gap - 1));
    const bits = noBits(documents);
    const { data, size } = this.#starts;
    let document = 0;
    for (let at = 0; at < places.length; at += 1) {
      while (document + 1 < size && (data[document + 1] as number) <= (places[at] as number)) document += 1;
      setBit(bits, document);
    }
    return { bits, scores };
  }

  /** Numbers of the documents with all of these terms. */
  withAll(terms: readonly number[]): readonly number[] {
    return documentsWithAll(this.#listsOf(terms));
  }

  #listsOf(terms: readonly number[]): TermList[] {
    return terms.map((term) => this.#lists[term]).filter((list) => list !== undefined);
  }

  /** Gives documents new numbers, ascending as before; what has none in `numbers` (-1) is forgotten. */
  renumber(numbers: Int32Array): void {
    const starts = this.#starts.data.slice(0, this.#starts.size);
    const lengths = this.#lengths.data.slice(0, this.#lengths.size);
    const moved = this.#moveDocuments(numbers, starts, lengths);
    for (const { entries, places } of this.#lists) {
      keep(entries, (entry) => {
        const number = numbers[entry >>> 8] as number;
        return number < 0 ? undefined : number * 256 + (entry & 255);
      });
      let document = 0;
      keep(places, (place) => {
        while (document + 1 < starts.length && (starts[document + 1] as number) <= place) document += 1;
        return (numbers[document] as number) < 0 ? undefined : place - (moved[document] as number);
      });
    }
  }

  /** Closes the row up; says by how many places each document came forward. */
  #moveDocuments(numbers: Int32Array, starts: Uint32Array, lengths: Uint32Array): Uint32Array {
    const moved = new Uint32Array(starts.length);
    const end = this.#end;
    this.#starts.size = this.#lengths.size = this.#totalLength = this.#end = 0;
    for (const [document, start] of starts.entries()) {
      if ((numbers[document] as number) < 0) continue;
      moved[document] = start - this.#end;
      push(this.#starts, this.#end);
      push(this.#lengths, lengths[document] as number);
      this.#totalLength += lengths[document] as number;
      this.#end += (starts[document + 1] ?? end) - start;
    }
    return moved;
  }
}

function keep(array: GrowingArray<Uint32Array>, changed: (value: number) => number | undefined): void {
  const { data, size } = array;
  array.size = 0;
  for (let at = 0; at < size; at += 1) {
    const value = changed(data[at] as number);
    if (value === undefined) continue;
    data[array.size] = value;
    array.size += 1;
  }
}
