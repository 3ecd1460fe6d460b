import type {
  CqlChain,
  CqlClause,
  CqlExpression,
  CqlFieldName,
  CqlFunctionCall,
  CqlLiteral,
  CqlNot,
  CqlOperator,
  CqlQuery,
  CqlScalar,
  CqlSort,
} from "./ast.ts";
import { isName, isNumber } from "./check-word.ts";
import { parseField } from "./parse-field.ts";
import { TokenCursor } from "./token-cursor.ts";

const nowhere = { start: 0, end: 0 } as const;

export type ClauseValue = string | number | CqlFunctionCall | readonly (string | number | CqlFunctionCall)[];

/**
 * One clause. A string stays one quoted value whatever it holds; numbers are written without quotes; `call` makes
 * functions; an array is a list and belongs to IN and NOT IN.
 *
 * Throws `CqlError` when `field` is not a field's name, RangeError when operator and value do not belong together.
 */
export function clause(field: string, operator: CqlOperator, value: ClauseValue): CqlClause {
  const name = fieldName(field);
  const takesList = operator === "IN" || operator === "NOT IN";
  if (isArray(value)) {
    if (!takesList) throw new RangeError(`${operator} takes one value, not a list.`);
    if (value.length === 0) throw new RangeError(`${operator} needs at least one value.`);
    return {
      kind: "clause",
      field: name,
      operator,
      value: { kind: "list", items: value.map(scalar), ...nowhere },
      ...nowhere,
    };
  }
  const one = scalar(value);
  if (takesList && one.kind !== "function") throw new RangeError(`${operator} takes a list or a function.`);
  return { kind: "clause", field: name, operator, value: one, ...nowhere };
}

/** A function as a value: `call("now", "-1w")`. */
export function call(name: string, ...args: (string | number)[]): CqlFunctionCall {
  if (!isName(name)) throw new RangeError(`${JSON.stringify(name)} cannot be the name of a function.`);
  return { kind: "function", name, args: args.map(literal), ...nowhere };
}

/** All of the expressions. */
export function and(first: CqlExpression, ...rest: CqlExpression[]): CqlExpression {
  return chain("and", first, rest);
}

/** Any of the expressions. */
export function or(first: CqlExpression, ...rest: CqlExpression[]): CqlExpression {
  return chain("or", first, rest);
}

/** The opposite. A query may not begin with it: put a positive clause in front. */
export function not(operand: CqlExpression): CqlNot {
  return { kind: "not", operand, ...nowhere };
}

/** A whole query: `cql(where, ["lastmodified", "desc"], ["title"])`. */
export function cql(
  where: CqlExpression,
  ...orderBy: (readonly [field: string, direction?: "asc" | "desc"])[]
): CqlQuery {
  return { kind: "query", text: "", where, orderBy: orderBy.map(sort), ...nowhere };
}

function sort([field, direction]: readonly [field: string, direction?: "asc" | "desc"]): CqlSort {
  return { kind: "sort", field: fieldName(field), ...(direction && { direction }), ...nowhere };
}

function chain(join: "and" | "or", first: CqlExpression, rest: CqlExpression[]): CqlExpression {
  if (rest.length === 0) return first;
  const links = rest.map((operand) => ({ join, operand, ...nowhere }));
  return { kind: "chain", first, rest: links, ...nowhere } satisfies CqlChain;
}

function fieldName(text: string): CqlFieldName {
  const cursor = new TokenCursor(text);
  const field = parseField(cursor, "A clause");
  if (cursor.peek().kind !== "end")
    throw cursor.error("expected_field", `After the field ${field.name}, nothing may follow.`, "Give the name alone.");
  return { ...field, ...nowhere };
}

function scalar(value: string | number | CqlFunctionCall): CqlScalar {
  return typeof value === "object" ? value : literal(value);
}

function literal(value: string | number): CqlLiteral {
  if (typeof value === "string") return { kind: "text", text: value, ...nowhere };
  if (!isNumber(String(value))) throw new RangeError(`${value} cannot be written as a number in a query.`);
  return { kind: "number", text: String(value), ...nowhere };
}

function isArray(value: ClauseValue): value is Exclude<ClauseValue, string | number | CqlFunctionCall> {
  return Array.isArray(value);
}
