import { matchesFuzzy, matchesWildcard, matchTextQuery, parseTextQuery, type TextLeaf } from "@tributary/cql";
import { wordsOf } from "./words.ts";

/**
 * A test for names, of spaces and of people, by a text query. Names are matched by whole words and their beginnings, as
 * people type them into a picker. `unmarked` says whether all words have to be there or one is enough.
 */
export function nameTest(query: string, unmarked: "any" | "all"): (...names: readonly string[]) => boolean {
  const parsed = parseTextQuery(query);
  return (...names) => {
    const words = names.flatMap(wordsOf);
    const text = names.map((name) => wordsOf(name).join(" "));
    return matchTextQuery(parsed, (leaf) => leafMatches(leaf, words, text), { unmarked });
  };
}

function leafMatches(leaf: TextLeaf, words: readonly string[], names: readonly string[]): boolean {
  switch (leaf.kind) {
    case "term":
      return wordsOf(leaf.text).every((wanted) => words.some((word) => word.startsWith(wanted)));
    case "phrase": {
      const wanted = wordsOf(leaf.text).join(" ");
      return names.some((name) => ` ${name} `.includes(` ${wanted} `));
    }
    case "wildcard":
      return words.some((word) => matchesWildcard(leaf.pattern.toLowerCase(), word));
    case "fuzzy":
      return words.some((word) => matchesFuzzy(leaf.text.toLowerCase(), word, leaf.similarity));
  }
}
