import type { CqlClause, CqlFunctionCall, CqlList, CqlLiteral, CqlOperator, CqlScalar, CqlValue } from "./ast.ts";
import { checkValueWord, isName, isNumber } from "./check-word.ts";
import { shown } from "./cql-error.ts";
import { parseField } from "./parse-field.ts";
import type { Token } from "./read-token.ts";
import { isReservedWord } from "./reserved.ts";
import type { TokenCursor } from "./token-cursor.ts";

/** Reads `field operator value`. */
export function parseClause(cursor: TokenCursor): CqlClause {
  const field = parseField(cursor, "A clause");
  const operator = parseOperator(cursor, field.name);
  const value =
    operator === "IN" || operator === "NOT IN" ? parseInValue(cursor, operator) : parseScalar(cursor, operator);
  return { kind: "clause", field, operator, value, start: field.start, end: value.end };
}

function parseOperator(cursor: TokenCursor, field: string): CqlOperator {
  const token = cursor.peek();
  if (token.kind === "operator") {
    if (token.value === "!")
      throw cursor.error("expected_operator", "! is not an operator.", "Write != or !~, or NOT before the clause.");
    cursor.take();
    return token.value as CqlOperator;
  }
  if (cursor.takeKeyword("in")) return "IN";
  if (cursor.takeKeyword("not")) {
    if (cursor.takeKeyword("in")) return "NOT IN";
    throw cursor.error(
      "expected_operator",
      `After ${shown(field)} NOT, CQL expects IN.`,
      "Write NOT IN with a list, != for one value, or NOT before the whole clause.",
    );
  }
  throw cursor.error(
    "expected_operator",
    `After ${shown(field)}, CQL expects an operator, not ${cursor.nextShown}.`,
    operatorHint(token, field),
  );
}

function operatorHint(token: Token, field: string): string {
  const word = token.value.toLowerCase();
  if (word === "is") return "CQL cannot ask whether a field is empty. Compare it with a value: field = value.";
  if (word === "like" || word === "contains") return `Write ~ for text that contains words: ${shown(field)} ~ "words".`;
  if (token.kind === "end" || token.kind === "word")
    return 'The operators are = != > >= < <= ~ !~ IN and NOT IN. To search for words, write: text ~ "your words".';
  return "The operators are = != > >= < <= ~ !~ IN and NOT IN.";
}

function parseInValue(cursor: TokenCursor, operator: CqlOperator): CqlValue {
  if (cursor.peek().kind === "(") return parseList(cursor);
  const value = parseScalar(cursor, operator);
  if (value.kind === "function") return value;
  throw cursor.error(
    "expected_list",
    `${operator} takes a list in parentheses.`,
    `Write: ${operator} (${shown(cursor.text.slice(value.start, value.end))}).`,
    value,
  );
}

function parseList(cursor: TokenCursor): CqlList {
  const open = cursor.take();
  if (cursor.peek().kind === ")")
    throw cursor.error("expected_value", "The list is empty.", "Put at least one value between the parentheses.");
  const items: CqlScalar[] = [];
  do items.push(parseScalar(cursor, "the list"));
  while (takeComma(cursor));
  return { kind: "list", items, start: open.start, end: closeParenthesis(cursor, open, "list").end };
}

function parseScalar(cursor: TokenCursor, after: string): CqlScalar {
  const token = cursor.peek();
  if (token.kind === "word") {
    cursor.take();
    if (cursor.peek().kind === "(" && isName(token.value)) return parseCall(cursor, token);
    return wordValue(cursor, token);
  }
  if (token.kind === "string") return textValue(cursor.take());
  if (token.kind === "(" && after !== "the list")
    throw cursor.error("unexpected_list", `${after} takes one value, not a list.`, "Use IN or NOT IN with a list.");
  throw cursor.error(
    "expected_value",
    `A value is missing after ${after}: ${cursor.nextShown} is none.`,
    valueHint(token),
  );
}

function valueHint(token: Token): string {
  if (token.value === "~") return "Put a value that starts with ~ in quotes, for example the key of a personal space.";
  if (token.kind === "operator") return "CQL has one sign for each comparison: = != > >= < <= ~ !~.";
  return 'A value is a word, a number, a function such as now("-1w"), or text in quotes.';
}

function parseCall(cursor: TokenCursor, name: Token): CqlFunctionCall {
  if (isReservedWord(name.value))
    throw cursor.error("reserved_word", `${name.value} is a reserved word, not a function.`, undefined, name);
  const open = cursor.take();
  const args: CqlLiteral[] = [];
  if (cursor.peek().kind !== ")") {
    do args.push(parseArgument(cursor, name.value));
    while (takeComma(cursor));
  }
  return {
    kind: "function",
    name: name.value,
    args,
    start: name.start,
    end: closeParenthesis(cursor, open, "function").end,
  };
}

function parseArgument(cursor: TokenCursor, name: string): CqlLiteral {
  const token = cursor.peek();
  if (token.kind === "string") return textValue(cursor.take());
  if (token.kind !== "word")
    throw cursor.error(
      "expected_value",
      `${shown(name)}() takes words, numbers or quoted text, not ${cursor.nextShown}.`,
    );
  return wordValue(cursor, cursor.take());
}

function wordValue(cursor: TokenCursor, token: Token): CqlLiteral {
  checkValueWord(cursor, token);
  return { kind: isNumber(token.value) ? "number" : "text", text: token.value, start: token.start, end: token.end };
}

function textValue({ value, start, end }: Token): CqlLiteral {
  return { kind: "text", text: value, start, end };
}

function takeComma(cursor: TokenCursor): boolean {
  if (cursor.peek().kind !== ",") return false;
  cursor.take();
  return true;
}

function closeParenthesis(cursor: TokenCursor, open: Token, what: string): Token {
  if (cursor.peek().kind === ")") return cursor.take();
  if (cursor.peek().kind === "end")
    throw cursor.error("unbalanced_parenthesis", `The parenthesis of the ${what} is not closed.`, "Add ).", open);
  throw cursor.error(
    "expected_value",
    `In the ${what}, a comma or ) is missing before ${cursor.nextShown}.`,
    "Put commas between values, and quotes around a value of several words.",
  );
}
