import { growingIntegers, push } from "./growing-array.ts";
import { stem } from "./stem.ts";
import { stopWords } from "./words.ts";

/** Stands for a word that is too common to be a term. */
export const stopWord = 0;

/**
 * The words that were ever indexed, each with the number of its term, from 1 on; words with one stem share a term.
 * A hash table of its own, because it looks words up where they stand in a text: millions of them at a start, and making
 * a string of each takes several times as long.
 */
export class Vocabulary {
  readonly #words: string[] = [];
  readonly #terms = growingIntegers(64);
  /** Which characters a word has, one bit each: rules out most words that are not alike. */
  readonly #letters = growingIntegers(64);
  readonly #stems = new Map<string, number>();
  /** Word numbers plus one by hash, with empty places after those that collide. */
  #slots = new Uint32Array(256);

  constructor() {
    for (const word of stopWords) this.#insert(word, hashOf(word, 0, word.length), stopWord);
  }

  /** How many terms there are. */
  get terms(): number {
    return this.#stems.size;
  }

  /** The term of the word at `start` up to `end` of a text in lower case; made when the word is new. */
  termAt(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const known = this.#find(text, start, end, hash);
    if (known >= 0) return this.#terms.data[known] as number;
    const word = text.slice(start, end);
    const stemmed = stem(word);
    const term = this.#stems.get(stemmed) ?? this.#stems.size + 1;
    this.#stems.set(stemmed, term);
    this.#insert(word, hash, term);
    return term;
  }

  /** The term of a word in lower case, or of another with the same stem; `stopWord` for those; undefined for none. */
  termOf(word: string): number | undefined {
    return stopWords.has(word) ? stopWord : this.#stems.get(stem(word));
  }

  /** The terms of all words that pass. With `like`, only of words that could be at most two edits away from it. */
  termsWhere(passes: (word: string) => boolean, like?: string): number[] {
    const terms = new Set<number>();
    const wanted = like === undefined ? 0 : lettersOf(like);
    for (const [at, word] of this.#words.entries()) {
      const term = this.#terms.data[at] as number;
      if (term === stopWord) continue;
      // Two edits change at most four letters of the two words together, and the length by two.
      if (like !== undefined && bitsIn((this.#letters.data[at] as number) ^ wanted) > 4) continue;
      if (passes(word)) terms.add(term);
    }
    return [...terms];
  }

  #find(text: string, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (this.#slots[slot] as number) - 1;
      if (number < 0) return -1;
      const word = this.#words[number] as string;
      if (word.length === end - start && text.startsWith(word, start)) return number;
    }
  }

  #insert(word: string, hash: number, term: number): void {
    this.#words.push(word);
    push(this.#terms, term);
    push(this.#letters, lettersOf(word));
    if (this.#words.length * 2 > this.#slots.length) {
      this.#slots = new Uint32Array(this.#slots.length * 2);
      for (const [number, one] of this.#words.entries()) this.#place(number, hashOf(one, 0, one.length));
    } else this.#place(this.#words.length - 1, hash);
  }

  #place(number: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number + 1;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
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
