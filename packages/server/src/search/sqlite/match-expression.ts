import type { ParsedQuery } from "../query-terms.ts";
import { tokensOf } from "../words.ts";

type Column = "title" | "body" | "names";

/** A term or phrase as FTS5 takes it. Terms hold letters, digits and underscores only; quotes keep words like OR words. */
const quoted = (terms: readonly string[]) => `"${terms.join(" ").replaceAll('"', "")}"`;

const within = (columns: readonly Column[], expression: string) => `{${columns.join(" ")}} : ${expression}`;

/**
 * What candidates are found by: any of the terms. Scoring every document that holds a common word is what makes full-text
 * search slow, so beyond `mostRows` of them the commonest terms find nothing by themselves, only together; the ranking
 * counts them all the same. The rarest `atLeast` terms always find: for asking again when too little was found.
 */
export function candidateExpression(
  query: ParsedQuery,
  documents: (term: string) => number,
  mostRows: number,
  atLeast = 1,
): { expression: string; kept: number; dropped: number } | undefined {
  const known = [...query.terms, ...(query.prefix ? [query.prefix] : [])]
    .map(({ terms }) => ({ terms, rows: terms.reduce((sum, term) => sum + documents(term), 0) }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => a.rows - b.rows);
  let rows = 0;
  let kept = 0;
  for (const term of known) {
    rows += term.rows;
    if (kept >= atLeast && rows > mostRows) break;
    kept++;
  }
  const anyOfTerm = ({ terms }: { terms: readonly string[] }) => terms.map((term) => quoted([term])).join(" OR ");
  const alternatives = known.slice(0, kept).map(anyOfTerm);
  const common = known.slice(kept);
  if (common.length > 1) alternatives.push(`(${common.map((term) => `(${anyOfTerm(term)})`).join(" AND ")})`);
  for (const run of query.runs) alternatives.push(within(["names"], quoted(run)));
  const phrases = query.phrases.map(({ terms }) => within(["title", "body"], quoted(terms)));
  if (phrases.length > 0) {
    const must = phrases.join(" AND ");
    const any = [...phrases, ...alternatives].map((part) => `(${part})`).join(" OR ");
    return { expression: `(${must}) AND (${any})`, kept, dropped: common.length };
  }
  if (alternatives.length === 0) return undefined;
  return { expression: alternatives.join(" OR "), kept, dropped: common.length };
}

/** Every document that matches at all, for counting them. */
export function everyMatchExpression(query: ParsedQuery, documents: (term: string) => number): string | undefined {
  return candidateExpression(query, documents, Number.POSITIVE_INFINITY)?.expression;
}

/** All words of a text, in one column; undefined when it has none. */
export function allTermsExpression(text: string, column?: Column): string | undefined {
  const terms = [...tokensOf(text)].flatMap((token) => token.terms.words).slice(0, 48);
  if (terms.length === 0) return undefined;
  const all = terms.map((term) => quoted([term])).join(" AND ");
  return column === undefined ? all : within([column], `(${all})`);
}

export const termExpression = (term: string) => quoted([term]);
