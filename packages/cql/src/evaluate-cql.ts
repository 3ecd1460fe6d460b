import type { CqlClause, CqlExpression, CqlOperator, CqlQuery } from "./ast.ts";

/** A clause that says what is, not what is not: the operator is never !=, !~ or NOT IN. */
export type PositiveClause = CqlClause & { readonly operator: Exclude<CqlOperator, "!=" | "!~" | "NOT IN"> };

/** Splits `field != value` into its meaning: NOT `field = value`. The same for !~ and NOT IN. */
export function positiveClause(clause: CqlClause): { clause: PositiveClause; negated: boolean } {
  const { operator } = clause;
  if (operator === "!=") return { clause: { ...clause, operator: "=" }, negated: true };
  if (operator === "!~") return { clause: { ...clause, operator: "~" }, negated: true };
  if (operator === "NOT IN") return { clause: { ...clause, operator: "IN" }, negated: true };
  return { clause: { ...clause, operator }, negated: false };
}

/**
 * Turns a query into a test. `resolveClause` is asked once for each clause, always in its positive form, and returns
 * the test for it; AND, OR and NOT are done here, from left to right. What decides a chain early saves the rest.
 */
export function compileCql<T>(
  query: CqlQuery | CqlExpression,
  resolveClause: (clause: PositiveClause) => (item: T) => boolean,
): (item: T) => boolean {
  if (query.kind === "query") return compileCql(query.where, resolveClause);
  if (query.kind === "not") {
    const operand = compileCql(query.operand, resolveClause);
    return (item) => !operand(item);
  }
  if (query.kind === "clause") {
    const { clause, negated } = positiveClause(query);
    const matches = resolveClause(clause);
    return negated ? (item) => !matches(item) : matches;
  }
  const first = compileCql(query.first, resolveClause);
  const rest = query.rest.map(({ join, operand }) => ({
    and: join === "and",
    test: compileCql(operand, resolveClause),
  }));
  return (item) => {
    let matched = first(item);
    for (const { and, test } of rest) if (matched === and) matched = test(item);
    return matched;
  };
}

/** Whether one item matches, when a predicate can say so for each clause in its positive form. */
export function evaluateCql(
  query: CqlQuery | CqlExpression,
  predicateForClause: (clause: PositiveClause) => boolean,
): boolean {
  return compileCql<undefined>(query, (clause) => () => predicateForClause(clause))(undefined);
}

/** What a query is made into by `foldCql`: sets of ids, bitmaps, SQL. */
export type CqlAlgebra<T> = {
  clause(clause: PositiveClause): T;
  not(operand: T): T;
  and(left: T, right: T): T;
  or(left: T, right: T): T;
};

/** Combines one value for each clause, from left to right. For stores that answer a clause with a set. */
export function foldCql<T>(query: CqlQuery | CqlExpression, algebra: CqlAlgebra<T>): T {
  if (query.kind === "query") return foldCql(query.where, algebra);
  if (query.kind === "not") return algebra.not(foldCql(query.operand, algebra));
  if (query.kind === "clause") {
    const { clause, negated } = positiveClause(query);
    return negated ? algebra.not(algebra.clause(clause)) : algebra.clause(clause);
  }
  let value = foldCql(query.first, algebra);
  for (const { join, operand } of query.rest) value = algebra[join](value, foldCql(operand, algebra));
  return value;
}

/** Every clause of a query, in the order it is written. */
export function* clausesOf(query: CqlQuery | CqlExpression): Generator<CqlClause> {
  if (query.kind === "clause") yield query;
  else if (query.kind === "query") yield* clausesOf(query.where);
  else if (query.kind === "not") yield* clausesOf(query.operand);
  else {
    yield* clausesOf(query.first);
    for (const { operand } of query.rest) yield* clausesOf(operand);
  }
}
