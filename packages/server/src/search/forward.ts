import { termsOf, tokensInText } from "./words.ts";

/**
 * What a document's terms are, in order, as hashes: enough to rank it exactly without reading its text again. One blob of
 * little-endian 32-bit numbers: counts first (title words, title names, tags, passages; then words, names and heading
 * words of each passage), then the hashes in the same order.
 */
export type TermsOfDocument = {
  title: TermsOfText;
  tags: readonly string[];
  passages: readonly (TermsOfText & { heading: readonly string[] })[];
};

export type TermsOfText = { words: readonly string[]; names: readonly string[] };

/** `onToken` is told every token as it is written. */
export function termsOfText(text: string, onToken?: (token: string) => void): TermsOfText {
  const words: string[] = [];
  const names: string[] = [];
  for (const token of tokensInText(text)) {
    onToken?.(token);
    const terms = termsOf(token);
    for (const word of terms.words) words.push(word);
    for (const name of terms.names) names.push(name);
  }
  return { words, names };
}

/** FNV-1a over UTF-16 units. Two of a million terms meet about once in four thousand lookups; only ranks would differ. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function encodeForward({ title, tags, passages }: TermsOfDocument): Buffer {
  const counts = [title.words.length, title.names.length, tags.length, passages.length];
  const lists = [title.words, title.names, tags];
  for (const { words, names, heading } of passages) {
    counts.push(words.length, names.length, heading.length);
    lists.push(words, names, heading);
  }
  const numbers = new Uint32Array(counts.length + lists.reduce((sum, list) => sum + list.length, 0));
  numbers.set(counts);
  let at = counts.length;
  for (const list of lists) for (const term of list) numbers[at++] = hashOf(term);
  return Buffer.from(numbers.buffer);
}

export type Span = { from: number; to: number };

export type Forward = {
  /** Everything; the spans point into it. */
  hashes: Uint32Array;
  title: Span;
  titleNames: Span;
  tags: Span;
  passages: { words: Span; names: Span; heading: Span }[];
};

export function decodeForward(blob: Uint8Array): Forward {
  // Drivers hand blobs out at any offset; numbers need one that can be divided by four.
  const hashes =
    blob.byteOffset % 4 === 0
      ? new Uint32Array(blob.buffer, blob.byteOffset, blob.byteLength >> 2)
      : new Uint32Array(blob.slice().buffer);
  const count = hashes[3] ?? 0;
  let at = 4 + 3 * count;
  const next = (index: number): Span => {
    const from = at;
    at += hashes[index] ?? 0;
    return { from, to: at };
  };
  const [title, titleNames, tags] = [next(0), next(1), next(2)];
  const passages: Forward["passages"] = [];
  for (let i = 0; i < count; i++) {
    passages.push({ words: next(4 + 3 * i), names: next(5 + 3 * i), heading: next(6 + 3 * i) });
  }
  return { hashes, title, titleNames, tags, passages };
}
