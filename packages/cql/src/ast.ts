/**
 * The tree of a parsed query. Plain immutable data.
 *
 * Every node carries where it stood in the text it was parsed from: `start` is the first UTF-16 unit, `end` the one
 * after the last, without parentheses that only surround the node. Nodes made by the builders stand at 0..0.
 */
export type CqlSpan = { readonly start: number; readonly end: number };

export type CqlOperator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~" | "!~" | "IN" | "NOT IN";

/** `title`, `user.fullname`, or `content.property[key].path.to.value`. Names are kept as written; case has no meaning. */
export type CqlFieldName = CqlSpan & {
  readonly kind: "field";
  /** The parts before the bracket, joined by dots. */
  readonly name: string;
  readonly key?: string;
  /** The parts after the bracket. */
  readonly path?: readonly string[];
};

/** A word or a quoted string; the quotes and escapes are already undone. */
export type CqlText = CqlSpan & { readonly kind: "text"; readonly text: string };

/** An unquoted number, with its digits as written. */
export type CqlNumber = CqlSpan & { readonly kind: "number"; readonly text: string };

export type CqlLiteral = CqlText | CqlNumber;

export type CqlFunctionCall = CqlSpan & {
  readonly kind: "function";
  readonly name: string;
  readonly args: readonly CqlLiteral[];
};

export type CqlScalar = CqlLiteral | CqlFunctionCall;

export type CqlList = CqlSpan & { readonly kind: "list"; readonly items: readonly CqlScalar[] };

export type CqlValue = CqlScalar | CqlList;

export type CqlClause = CqlSpan & {
  readonly kind: "clause";
  readonly field: CqlFieldName;
  readonly operator: CqlOperator;
  /** A list only with IN and NOT IN; those also take one function that stands for several values. */
  readonly value: CqlValue;
};

export type CqlNot = CqlSpan & { readonly kind: "not"; readonly operand: CqlExpression };

export type CqlLink = CqlSpan & { readonly join: "and" | "or"; readonly operand: CqlExpression };

/**
 * Clauses joined by AND and OR, to be read strictly from left to right: `a OR b AND c` is `(a OR b) AND c`.
 * Confluence gives AND no precedence over OR, so the tree keeps the row flat instead of pretending there is one.
 * A chain inside a chain stood in parentheses.
 */
export type CqlChain = CqlSpan & {
  readonly kind: "chain";
  readonly first: CqlExpression;
  readonly rest: readonly CqlLink[];
};

export type CqlExpression = CqlClause | CqlNot | CqlChain;

export type CqlSort = CqlSpan & {
  readonly kind: "sort";
  readonly field: CqlFieldName;
  /** Without a direction the field's own order counts. */
  readonly direction?: "asc" | "desc";
};

export type CqlQuery = CqlSpan & {
  readonly kind: "query";
  /** The text the offsets point into; empty for a query made by the builders. */
  readonly text: string;
  readonly where: CqlExpression;
  readonly orderBy: readonly CqlSort[];
};
