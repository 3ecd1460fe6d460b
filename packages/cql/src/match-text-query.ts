import type { TextLeaf, TextPart, TextQuery } from "./parse-text-query.ts";

/**
 * Whether something matches a text query, given a test for each word, phrase, wildcard and fuzzy word. Every `must` has
 * to match and no `mustNot` may; where nothing is a must, at least one other part has to match. A query that only
 * excludes matches nothing. `unmarked: "all"` makes words without a mark musts.
 */
export function matchTextQuery(
  query: TextQuery | { readonly parts: readonly TextPart[] },
  matchesLeaf: (leaf: TextLeaf) => boolean,
  { unmarked = "any" }: { unmarked?: "any" | "all" } = {},
): boolean {
  const matches = (part: TextPart): boolean =>
    part.kind === "group" ? matchTextQuery(part, matchesLeaf, { unmarked }) : matchesLeaf(part);
  const role = ({ occurrence }: TextPart) =>
    occurrence === "unmarked" ? (unmarked === "all" ? "must" : "should") : occurrence;
  const having = (wanted: "must" | "mustNot" | "should") => query.parts.filter((part) => role(part) === wanted);
  if (having("mustNot").some(matches)) return false;
  const musts = having("must");
  return musts.length > 0 ? musts.every(matches) : having("should").some(matches);
}

/** Every leaf that may be what was found, for highlighting: all but the excluded. */
export function* wantedLeaves(query: { readonly parts: readonly TextPart[] }): Generator<TextLeaf> {
  for (const part of query.parts) {
    if (part.occurrence === "mustNot") continue;
    if (part.kind === "group") yield* wantedLeaves(part);
    else yield part;
  }
}

/** Text for ~ that looks for exactly these words, whatever characters they hold. Goes through `clause` or `quote`. */
export function phraseOf(words: string): string {
  return `"${words.replace(/["\\]/g, "\\$&")}"`;
}

/** Text for ~ in which nothing is syntax: signs, wildcards, quotes and capitals AND, OR, NOT are looked for as words. */
export function escapeTextQuery(words: string): string {
  return words.replace(/[+\-&|!(){}[\]^"~*?:\\/]/g, "\\$&").replace(/(?<!\S)(?:AND|OR|NOT)(?!\S)/g, "\\$&");
}
