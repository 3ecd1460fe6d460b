import type { CqlExpression, CqlLink, CqlQuery, CqlSort } from "./ast.ts";
import type { CqlError } from "./cql-error.ts";
import { beginsNegative } from "./negative-first.ts";
import { parseClause } from "./parse-clause.ts";
import { parseField } from "./parse-field.ts";
import { TokenCursor } from "./token-cursor.ts";

/** How many parentheses and NOTs may stand inside each other. No query written by a person or a model comes near. */
export const maximumDepth = 200;

/** A node with the parentheses around it, which the node itself leaves out. */
type Placed = { node: CqlExpression; start: number; end: number };

/**
 * Parses a query, without asking whether its fields, operators and functions exist: that is `validateCql`.
 * Takes time in proportion to the length of the text. Throws `CqlError` and nothing else.
 *
 * Grammar: https://developer.atlassian.com/cloud/confluence/advanced-searching-using-cql/
 */
export function parseCql(text: string): CqlQuery {
  const cursor = new TokenCursor(text);
  if (cursor.peek().kind === "end")
    throw cursor.error("empty_query", "The query is empty.", 'Write at least one clause, for example: type = "page".');
  const where = parseExpression(cursor, 0);
  const orderBy = cursor.isKeyword("order") ? parseOrderBy(cursor) : [];
  if (cursor.peek().kind !== "end") throw notTheEnd(cursor, orderBy.length > 0);
  const negative = beginsNegative(where.node);
  if (negative?.kind === "not")
    throw cursor.error(
      "negative_first",
      "A query cannot begin with NOT.",
      'Begin with a clause that says what to find, for example: type = "page" AND NOT ...',
      { start: negative.start, end: negative.start + 3 },
    );
  return { kind: "query", text, where: where.node, orderBy, start: where.start, end: orderBy.at(-1)?.end ?? where.end };
}

function parseExpression(cursor: TokenCursor, depth: number): Placed {
  const first = parseOperand(cursor, depth);
  const rest: CqlLink[] = [];
  let end = first.end;
  for (let keyword = takeJoin(cursor); keyword !== undefined; keyword = takeJoin(cursor)) {
    const operand = parseOperand(cursor, depth);
    end = operand.end;
    rest.push({ join: keyword.join, operand: operand.node, start: keyword.start, end });
  }
  if (rest.length === 0) return first;
  return { node: { kind: "chain", first: first.node, rest, start: first.start, end }, start: first.start, end };
}

function takeJoin(cursor: TokenCursor): { join: "and" | "or"; start: number } | undefined {
  const and = cursor.takeKeyword("and");
  if (and !== undefined) return { join: "and", start: and.start };
  const or = cursor.takeKeyword("or");
  return or && { join: "or", start: or.start };
}

function parseOperand(cursor: TokenCursor, depth: number): Placed {
  if (depth > maximumDepth)
    throw cursor.error(
      "too_deep",
      `More than ${maximumDepth} parentheses and NOTs stand inside each other.`,
      "Remove the ones that change nothing.",
    );
  if (cursor.isKeyword("not")) return parseNot(cursor, depth);
  if (cursor.peek().kind !== "(") {
    const node = parseClause(cursor);
    return { node, start: node.start, end: node.end };
  }
  const open = cursor.take();
  const { node } = parseExpression(cursor, depth + 1);
  if (cursor.peek().kind === ")") return { node, start: open.start, end: cursor.take().end };
  if (cursor.peek().kind === "end")
    throw cursor.error("unbalanced_parenthesis", "This parenthesis is not closed.", "Add ) where it ends.", open);
  if (cursor.isKeyword("order"))
    throw cursor.error("expected_join", "ORDER BY cannot stand inside parentheses.", "Put it at the end of the query.");
  throw missingJoin(cursor);
}

function parseNot(cursor: TokenCursor, depth: number): Placed {
  const { start } = cursor.take();
  const operand = parseOperand(cursor, depth + 1);
  return { node: { kind: "not", operand: operand.node, start, end: operand.end }, start, end: operand.end };
}

function parseOrderBy(cursor: TokenCursor): CqlSort[] {
  cursor.take();
  if (!cursor.takeKeyword("by"))
    throw cursor.error(
      "expected_join",
      `After ORDER, CQL expects BY, not ${cursor.nextShown}.`,
      "Write ORDER BY field.",
    );
  const sorts: CqlSort[] = [];
  do {
    const field = parseField(cursor, "ORDER BY");
    const asc = cursor.takeKeyword("asc");
    const direction = asc ?? cursor.takeKeyword("desc");
    const end = direction?.end ?? field.end;
    sorts.push({ kind: "sort", field, ...(direction && { direction: asc ? "asc" : "desc" }), start: field.start, end });
  } while (cursor.peek().kind === "," && cursor.take());
  return sorts;
}

function notTheEnd(cursor: TokenCursor, ordered: boolean): CqlError {
  if (cursor.peek().kind === ")")
    return cursor.error("unbalanced_parenthesis", "This ) closes nothing.", "Remove it, or add the ( it belongs to.");
  if (!ordered) return missingJoin(cursor);
  return cursor.error(
    "expected_join",
    `After ORDER BY, the query must end; ${cursor.nextShown} stands there.`,
    "Put clauses before ORDER BY, and commas between several fields.",
  );
}

function missingJoin(cursor: TokenCursor): CqlError {
  const hint = "Write AND or OR between clauses, and put a value of several words in quotes.";
  return cursor.error("expected_join", `AND or OR is missing before ${cursor.nextShown}.`, hint);
}
