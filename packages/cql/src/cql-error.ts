/** What can be wrong with the text of a query: it has no tree. */
export type CqlSyntaxCode =
  | "empty_query"
  | "expected_field"
  | "expected_operator"
  | "expected_value"
  | "expected_join"
  | "expected_list"
  | "unexpected_list"
  | "unterminated_string"
  | "unbalanced_parenthesis"
  | "unexpected_character"
  | "invisible_character"
  | "reserved_character"
  | "reserved_word"
  | "negative_first"
  | "too_deep";

/** What can be wrong with a query that has a tree: Confluence would refuse it or find nothing. */
export type CqlProblemCode =
  | "unknown_field"
  | "field_not_here"
  | "operator_not_allowed"
  | "unknown_function"
  | "function_not_allowed"
  | "bad_argument"
  | "bad_date"
  | "bad_value"
  | "bad_text"
  | "not_sortable"
  | "negative_first"
  | "no_space_allowed";

export type CqlErrorCode = CqlSyntaxCode | CqlProblemCode;

export type CqlErrorInit = {
  code: CqlErrorCode;
  message: string;
  /** The query, for line and column. */
  text: string;
  offset: number;
  end?: number;
  hint?: string;
};

/** The only error this package throws for a query. `message` says what is wrong, `hint` what to write instead. */
export class CqlError extends Error {
  readonly code: CqlErrorCode;
  /** First UTF-16 unit of the place, from 0. */
  readonly offset: number;
  /** The unit after the last; equal to `offset` when something is missing there. */
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly hint: string | undefined;

  constructor({ code, message, text, offset, end, hint }: CqlErrorInit) {
    super(message);
    this.name = "CqlError";
    this.code = code;
    this.offset = offset;
    this.end = end ?? offset;
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    this.line = before.length;
    this.column = (before.at(-1) ?? "").length + 1;
    this.hint = hint;
  }
}

/** A piece of the query as an error message shows it: on one line, and never long. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
