import type { ParsedQuery, QueryTerm } from "../query-terms.ts";
import { tokensOf, withoutLoneEnd } from "../words.ts";
import { shares } from "./often-said.ts";

export type Column = "title" | "tags" | (typeof shares)[number] | "body" | "names";

/** A term or phrase as FTS5 takes it. Terms hold letters, digits and underscores only; quotes keep words like OR words. */
const quoted = (terms: readonly string[]) => `"${terms.join(" ").replaceAll('"', "")}"`;

const within = (columns: readonly Column[], expression: string) => `{${columns.join(" ")}} : ${expression}`;

/**
 * What candidates are found by: any of the terms. FTS5 finds and counts documents some fifty times as quickly as it scores
 * them, so only about `mostRows` are scored. Beyond that, the commonest terms find only where they matter: in titles and
 * labels, where a document says them much, or close to another one; and those in more than a tenth of the documents find
 * nothing beside a rarer one. The ranking counts all of them wherever they stand.
 *
 * `effort` is for asking again when too little was found: from 1 on no term is left out, and each further one lets
 * another of the common terms find wherever it stands.
 */
export function candidateExpression(
  query: ParsedQuery,
  { count, documents }: { count: CountMatches; documents: number },
  mostRows: number,
  effort = 0,
): { expression: string; complete: boolean } | undefined {
  const known = [...query.terms, ...(query.prefix ? [query.prefix] : [])]
    .map((term) => ({ term, expression: anyOfTerms(term.terms), rows: 0 }))
    .map((one) => ({ ...one, rows: count(one.expression) }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => a.rows - b.rows);
  const alternatives: string[] = [];
  const common = new Set<QueryTerm>();
  let room = mostRows;
  for (const { term, expression, rows } of known) {
    const whole = alternatives.length < effort - 1 || rows <= room;
    if (!whole) common.add(term);
    if (!whole && effort === 0 && alternatives.length > 0 && rows > documents / 10) continue;
    const narrowest = whole
      ? { expression, rows }
      : narrowed(expression, count, room / (known.length - alternatives.length));
    alternatives.push(narrowest.expression);
    room -= narrowest.rows;
  }
  alternatives.push(...closePairs(query, common, count, mostRows / 2));
  for (const run of query.runs) alternatives.push(within(["names"], quoted(run)));
  const complete = common.size === 0;
  const phrases = query.phrases.map(({ terms }) => within(["title", "body"], quoted(terms)));
  if (phrases.length > 0) {
    const any = [...phrases, ...alternatives].map((part) => `(${part})`).join(" OR ");
    return { expression: `(${phrases.join(" AND ")}) AND (${any})`, complete };
  }
  return alternatives.length === 0 ? undefined : { expression: alternatives.join(" OR "), complete };
}

/** How many documents an expression matches; asking is cheap beside scoring. Past `most`, any greater number will do. */
export type CountMatches = (expression: string, most?: number) => number;

/** Of documents that hold both words of a pair, so many can be looked through for where they stand together, by the room. */
const mostLookedThrough = 8;

const anyOfTerms = (terms: readonly string[]) => terms.map((term) => quoted([term])).join(" OR ");

/** Where a common term matters, as widely as there is room. */
function narrowed(expression: string, count: CountMatches, room: number): { expression: string; rows: number } {
  let narrowest = { expression, rows: 0 };
  for (let share = shares.length; share >= 0; share--) {
    const places = within(["title", "tags", ...shares.slice(0, share)], `(${expression})`);
    narrowest = { expression: places, rows: count(places) };
    if (narrowest.rows <= room) break;
  }
  return narrowest;
}

/** Common terms that stand beside each other in the query: together in a document or, where those are many, near each other. */
function closePairs(
  { terms, sequence }: ParsedQuery,
  common: ReadonlySet<QueryTerm>,
  count: CountMatches,
  room: number,
): string[] {
  const pairs = new Set<string>();
  sequence.forEach((at, i) => {
    const one = terms[at];
    const next = terms[sequence[i + 1] ?? -1];
    if (one === undefined || next === undefined || one === next || !common.has(one) || !common.has(next)) return;
    const both = `(${quoted(one.terms)} AND ${quoted(next.terms)})`;
    const near = within(["body"], `NEAR(${quoted(one.terms)} ${quoted(next.terms)}, 3)`);
    const together = count(both, mostLookedThrough * room);
    if (together <= room) pairs.add(both);
    else if (together <= mostLookedThrough * room && count(near, room) <= room) pairs.add(near);
  });
  return [...pairs];
}

/** Every document that matches at all, for counting them. */
export function everyMatchExpression(query: ParsedQuery, count: CountMatches): string | undefined {
  return candidateExpression(query, { count, documents: 0 }, Number.POSITIVE_INFINITY)?.expression;
}

/** All words of a text, in one column; undefined when it has none. */
export function allTermsExpression(text: string, column?: Column): string | undefined {
  const terms = [...tokensOf(text)].flatMap((token) => withoutLoneEnd(token.terms.words)).slice(0, 48);
  if (terms.length === 0) return undefined;
  const all = terms.map((term) => quoted([term])).join(" AND ");
  return column === undefined ? all : within([column], `(${all})`);
}

export const termExpression = (term: string) => quoted([term]);
export const phraseExpression = (terms: readonly string[]) => quoted(terms);
export const nearExpression = (terms: readonly string[], apart: number) =>
  `NEAR(${terms.map((term) => quoted([term])).join(" ")}, ${Math.min(100, Math.max(0, Math.floor(apart)))})`;
export const inColumns = (columns: readonly Column[], expression: string) => within(columns, `(${expression})`);
