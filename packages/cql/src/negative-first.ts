import type { CqlClause, CqlExpression, CqlNot } from "./ast.ts";

/** The negative clause or NOT an expression begins with, parentheses aside. Confluence refuses a query that does. */
export function beginsNegative(node: CqlExpression): CqlClause | CqlNot | undefined {
  if (node.kind === "chain") return beginsNegative(node.first);
  if (node.kind === "not") return node;
  return node.operator === "!=" || node.operator === "!~" || node.operator === "NOT IN" ? node : undefined;
}
