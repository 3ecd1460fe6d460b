import { matchesFuzzy, matchesWildcard, parseTextQuery, type TextLeaf, type TextPart } from "@tributary/cql";
import { better, boosted, both, either, except, type Matched, nothing } from "./matched.ts";
import type { Postings } from "./postings.ts";
import { stopWords, wordsOf } from "./words.ts";

/** The documents that match a text query, ranked. `documents` is the length of the sets of this query. */
export function matchText(postings: Postings, query: string, documents: number): Matched {
  const matchParts = (parts: readonly TextPart[]): Matched => {
    // Words that are in every text say nothing, not even with a + before them.
    const found = parts
      .filter((part) => !isStopWord(part))
      .map((part) => ({ part, matched: boosted(matchPart(part), part.boost) }));
    const having = (...occurrences: readonly TextPart["occurrence"][]) =>
      found.filter(({ part }) => occurrences.includes(part.occurrence)).map(({ matched }) => matched);
    const musts = having("must");
    const shoulds = having("should", "unmarked").reduce(either, nothing(documents));
    const wanted = musts.length > 0 ? better(musts.reduce(both), shoulds) : shoulds;
    return having("mustNot").reduce(except, wanted);
  };
  const matchPart = (part: TextPart): Matched =>
    part.kind === "group" ? matchParts(part.parts) : matchLeaf(postings, part, documents);
  return matchParts(parseTextQuery(query).parts);
}

const isStopWord = (part: TextPart): boolean => part.kind === "term" && stopWords.has(part.text.toLowerCase());

function matchLeaf(postings: Postings, leaf: TextLeaf, documents: number): Matched {
  switch (leaf.kind) {
    case "term":
      // A word that is written with signs inside (`api-token`) is the phrase of its pieces.
      return matchPhrase(postings, leaf.text, 0, documents);
    case "phrase":
      return matchPhrase(postings, leaf.text, leaf.slop ?? 0, documents);
    case "wildcard": {
      const pattern = leaf.pattern.toLowerCase();
      const start = /^[^*?\\]*/.exec(pattern)?.[0] ?? "";
      const terms = postings.vocabulary.termsWhere((word) => word.startsWith(start) && matchesWildcard(pattern, word));
      return postings.matching(terms, documents);
    }
    case "fuzzy": {
      const wanted = leaf.text.toLowerCase();
      return postings.matching(
        postings.vocabulary.termsWhere((word) => matchesFuzzy(wanted, word, leaf.similarity), wanted),
        documents,
      );
    }
  }
}

function matchPhrase(postings: Postings, text: string, slop: number, documents: number): Matched {
  const phrase = postings.phraseOf(wordsOf(text));
  return phrase ? postings.matchingPhrase(phrase, slop, documents) : nothing(documents);
}
