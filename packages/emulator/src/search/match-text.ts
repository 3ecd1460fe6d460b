import { matchesFuzzy, matchesWildcard, parseTextQuery, type TextLeaf, type TextPart } from "@tributary/cql";
import type { Postings, Scores } from "./postings.ts";
import { stem } from "./stem.ts";
import { termsOf, wordsOf } from "./words.ts";

/** A part of the index to look in: its postings, and the text of a document, for what needs the order of the words. */
export type TextField = {
  postings: Postings;
  isLive: (document: number) => boolean;
  textOf: (document: number) => string;
};

/** The documents that match a text query, with how well they do. */
export function matchText(field: TextField, query: string): Scores {
  return matchParts(field, parseTextQuery(query).parts);
}

function matchParts(field: TextField, parts: readonly TextPart[]): Scores {
  const scored = parts.map((part) => ({
    occurrence: part.occurrence,
    scores: boosted(matchPart(field, part), part.boost),
  }));
  const having = (...occurrences: readonly TextPart["occurrence"][]) =>
    scored.filter(({ occurrence }) => occurrences.includes(occurrence)).map(({ scores }) => scores);
  const musts = having("must");
  const shoulds = having("should", "unmarked");
  const found = musts.length > 0 ? addTo(intersection(musts), shoulds) : union(shoulds);
  for (const excluded of having("mustNot")) for (const document of excluded.keys()) found.delete(document);
  return found;
}

const matchPart = (field: TextField, part: TextPart): Scores =>
  part.kind === "group" ? matchParts(field, part.parts) : matchLeaf(field, part);

function matchLeaf(field: TextField, leaf: TextLeaf): Scores {
  switch (leaf.kind) {
    case "term":
      return matchTerm(field, leaf.text);
    case "phrase":
      return matchPhrase(field, leaf.text, leaf.slop ?? 0);
    case "wildcard": {
      const pattern = leaf.pattern.toLowerCase();
      const start = /^[^*?\\]*/.exec(pattern)?.[0] ?? "";
      return matchVocabulary(field, (word) => word.startsWith(start) && matchesWildcard(pattern, word));
    }
    case "fuzzy":
      return matchVocabulary(field, (word) => matchesFuzzy(leaf.text, word, leaf.similarity));
  }
}

/** A word; one that is written with signs inside (`api-token`) is the phrase of its pieces. */
function matchTerm(field: TextField, text: string): Scores {
  const words = wordsOf(text);
  const [only] = words;
  if (only === undefined) return new Map();
  if (words.length > 1) return matchPhrase(field, text, 0);
  return field.postings.score(stem(only), field.isLive);
}

/** All words of the phrase must be there; then the text itself decides about their order. */
function matchPhrase(field: TextField, text: string, slop: number): Scores {
  const terms = termsOf(text);
  if (terms.length === 0) return new Map();
  const candidates = intersection([...new Set(terms)].map((term) => field.postings.score(term, field.isLive)));
  if (terms.length === 1) return candidates;
  for (const document of candidates.keys()) {
    if (!standsInOrder(termsOf(field.textOf(document)), terms, slop)) candidates.delete(document);
  }
  return candidates;
}

function standsInOrder(text: readonly string[], phrase: readonly string[], slop: number): boolean {
  for (let start = text.indexOf(phrase[0] ?? ""); start >= 0; start = text.indexOf(phrase[0] ?? "", start + 1)) {
    let at = start;
    let room = slop;
    const fits = phrase.slice(1).every((word) => {
      const next = text.indexOf(word, at + 1);
      room -= next - at - 1;
      at = next;
      return next >= 0 && room >= 0;
    });
    if (fits) return true;
  }
  return false;
}

/** The documents with a word that fits. */
function matchVocabulary({ postings, isLive }: TextField, fits: (word: string) => boolean): Scores {
  const terms = new Set<string>();
  for (const [word, term] of postings.vocabulary()) if (fits(word)) terms.add(term);
  return union([...terms].map((term) => postings.score(term, isLive)));
}

function boosted(scores: Scores, boost: number | undefined): Scores {
  if (boost === undefined || boost === 1) return scores;
  return new Map([...scores].map(([document, score]) => [document, score * boost]));
}

export function union(all: readonly Scores[]): Scores {
  const [largest = new Map<number, number>(), ...others] = [...all].sort((a, b) => b.size - a.size);
  return addAll(largest, others);
}

function addAll(into: Scores, others: readonly Scores[]): Scores {
  for (const other of others)
    for (const [document, score] of other) into.set(document, (into.get(document) ?? 0) + score);
  return into;
}

/** Adds what the optional parts score, without letting in what the required ones left out. */
function addTo(found: Scores, optional: readonly Scores[]): Scores {
  for (const scores of optional) {
    for (const [document, score] of found) found.set(document, score + (scores.get(document) ?? 0));
  }
  return found;
}

function intersection(all: readonly Scores[]): Scores {
  const [smallest = new Map<number, number>(), ...others] = [...all].sort((a, b) => a.size - b.size);
  for (const [document, score] of smallest) {
    if (others.every((other) => other.has(document))) {
      smallest.set(
        document,
        others.reduce((sum, other) => sum + (other.get(document) ?? 0), score),
      );
    } else smallest.delete(document);
  }
  return smallest;
}
