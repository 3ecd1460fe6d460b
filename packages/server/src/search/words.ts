import { stem } from "./stem.ts";

/**
 * How text becomes terms, the same way for documents and queries. Letters are folded (case, compatibility forms, accents),
 * English words stemmed, and scripts without spaces cut into pairs of characters.
 *
 * Identifiers are findable whole and by part, in any spelling: `getUserName` and `get_user-name` share the whole
 * `getusername` and the parts `get user name`. What a reader would see as words of their own stands among the words, the
 * rest among the names, where it does not disturb phrases.
 */
export type Terms = {
  /** In the order of the text. */
  words: readonly string[];
  /** Wholes of names written with signs, and parts of names written in camel case. */
  names: readonly string[];
  /** The parts of each name in camel case, for looking a longer name up by a run of its parts. */
  runs: readonly (readonly string[])[];
};

export type Token = {
  /** [start, end) in UTF-16 units of the text. */
  start: number;
  end: number;
  terms: Terms;
};

/** Letters, marks, digits, underscores and soft hyphens, joined by single hyphens, dots and apostrophes; and C++, C#, F#. */
const tokenPattern =
  /\b[CFcf](?:\+\+|#)(?![\p{L}\p{N}])|[\p{L}\p{N}_][\p{L}\p{N}\p{M}\u00ad_]*(?:[-.'’][\p{L}\p{N}_][\p{L}\p{N}\p{M}\u00ad_]*)*/gu;

const mostRemembered = 200_000;
const remembered = new Map<string, Terms>();

/** Every token of a text. The terms of a token are shared and must not be changed. */
export function* tokensOf(text: string): Generator<Token> {
  for (const match of text.matchAll(tokenPattern)) {
    const terms = termsOf(match[0]);
    // A row of underscores is no word.
    if (terms.words.length > 0) yield { start: match.index, end: match.index + match[0].length, terms };
  }
}

/** Every token of a text as it is written, where it does not matter where it stands: in half the time of `tokensOf`. */
export function tokensInText(text: string): readonly string[] {
  return text.match(tokenPattern) ?? [];
}

/** Folded, but neither cut nor stemmed: what exact phrases are compared by. Scripts without spaces by character. */
export function exactWords(text: string): string[] {
  return fold(text).match(exactPattern) ?? [];
}

/**
 * What a text holds wherever it holds these words. In scripts without spaces the last character of a run is a term of its
 * own where the run ends, and only there; it stands in the pair before it, too.
 */
export function withoutLoneEnd(words: readonly string[]): readonly string[] {
  const [before = "", last] = words.slice(-2);
  return last !== undefined && [...before].length === 2 && before.endsWith(last) ? words.slice(0, -1) : words;
}

/** They are shared and must not be changed. */
export function termsOf(token: string): Terms {
  const known = remembered.get(token);
  if (known !== undefined) return known;
  const terms = cut(token);
  if (remembered.size >= mostRemembered) remembered.clear();
  if (token.length <= 40) remembered.set(token, terms);
  return terms;
}

const nothing: readonly string[] = [];

function cut(token: string): Terms {
  if (/^[a-z]+$/.test(token)) return { words: [stem(token)], names: nothing, runs: [] };
  const special = /^[CFcf](?:\+\+|#)$/.test(token);
  if (special) {
    const letter = token.charAt(0).toLowerCase();
    return { words: [letter], names: [letter + (token.endsWith("#") ? "sharp" : "plusplus")], runs: [] };
  }
  const plain = token.replace(/['’]s$/i, "").replace(/n['’]t$/i, "nt");
  const pieces = plain.split(/[-._'’]+/).filter((piece) => piece !== "");
  const words: string[] = [];
  const names: string[] = [];
  const runs: string[][] = [];
  for (const piece of pieces) {
    const folded = fold(piece);
    if (unspaced.test(folded)) {
      words.push(...pairsOf(folded));
      continue;
    }
    words.push(stem(folded.slice(0, longestTerm)));
    const parts = camelParts(piece);
    if (parts.length < 2) continue;
    const run = parts.map((part) => stem(fold(part)));
    runs.push(run);
    names.push(...run);
  }
  if (pieces.length > 1 && words.length === pieces.length) names.push(wholeOf(pieces));
  return { words, names, runs };
}

/** Longer ones are digests and encoded bytes: their beginning tells them apart. */
const longestTerm = 64;

/** Digits stay apart, so that 1.12 is not 11.2. */
function wholeOf(pieces: string[]): string {
  let whole = "";
  for (const piece of pieces.map(fold)) whole += /\d$/.test(whole) && /^\d/.test(piece) ? `_${piece}` : piece;
  return stem(whole.slice(0, longestTerm));
}

const camelBoundary = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Acronyms in the plural (APIs) are no camel case. */
function camelParts(piece: string): string[] {
  if (!/\p{Lu}/u.test(piece) || /^\p{Lu}+s?$/u.test(piece)) return [piece];
  return piece.split(camelBoundary);
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Each character with the one behind it, and the last alone: a word of any length is found by its pairs. */
function pairsOf(piece: string): string[] {
  const pairs: string[] = [];
  for (const run of piece.match(unspacedRuns) ?? []) {
    if (!unspaced.test(run)) {
      pairs.push(stem(run));
      continue;
    }
    const characters = [...run];
    for (let i = 0; i < characters.length; i++) pairs.push((characters[i] ?? "") + (characters[i + 1] ?? ""));
  }
  return pairs;
}

const exactPattern = new RegExp(
  `(?:${unspaced.source}|ー)\\p{M}*|(?:(?!${unspaced.source}|ー)[\\p{L}\\p{N}]\\p{M}*)+`,
  "gu",
);

const unspacedRuns = new RegExp(
  `(?:${unspaced.source}|\\p{M}|ー)+|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`,
  "gu",
);

const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
const unaccented: Record<string, string> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};

/** One spelling for what readers take as the same letters. */
export function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replaceAll("\u00ad", "")
    .toLowerCase()
    .replace(accents, "")
    .normalize("NFC")
    .replace(/[ßøæœłđðþıς]/g, (letter) => unaccented[letter] ?? letter);
}
