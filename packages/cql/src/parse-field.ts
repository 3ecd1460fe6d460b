import type { CqlFieldName } from "./ast.ts";
import { isName, isNumber, nameCharacterError } from "./check-word.ts";
import { shown } from "./cql-error.ts";
import type { Token } from "./read-token.ts";
import { isReservedWord } from "./reserved.ts";
import type { TokenCursor } from "./token-cursor.ts";

const textHint = 'To search for words, write: text ~ "your words".';

/** Reads `title`, `user.fullname` or `content.property[key].path.to.value`. */
export function parseField(cursor: TokenCursor, role: string): CqlFieldName {
  const token = cursor.peek();
  if (token.kind !== "word") throw noField(cursor, role);
  if (isReservedWord(token.value))
    throw cursor.error(
      "expected_field",
      `${role} must start with a field, not with the reserved word ${token.value}.`,
      'Write: field operator value, for example: space = "ENG".',
    );
  cursor.take();
  if (!token.value.split(".").every(isName))
    throw nameCharacterError(cursor, token) ?? notAField(cursor, token, `${shown(token.value)} is not a field.`);
  if (cursor.peek().kind !== "[" || cursor.peek().start !== token.end)
    return { kind: "field", name: token.value, start: token.start, end: token.end };
  return parseKeyed(cursor, token);
}

function parseKeyed(cursor: TokenCursor, name: Token): CqlFieldName {
  cursor.take();
  const key = cursor.take();
  const keyIsWritten = key.kind === "string" || (key.kind === "word" && key.value.split(".").every(isKeyPart));
  if (!keyIsWritten || key.value === "")
    throw cursor.error(
      "expected_field",
      `The brackets after ${name.value} must hold the key of a property.`,
      `For example: ${name.value}[status].value. Put a key with other characters in quotes.`,
      key,
    );
  const close = cursor.peek();
  if (close.kind !== "]")
    throw cursor.error(
      "unbalanced_parenthesis",
      `The bracket after ${name.value} is not closed.`,
      "Add ] after the key.",
    );
  cursor.take();
  const keyed = { kind: "field", name: name.value, key: key.value, start: name.start } as const;
  const path = cursor.peek();
  if (path.kind !== "word" || path.start !== close.end || !path.value.startsWith("."))
    return { ...keyed, end: close.end };
  cursor.take();
  const parts = path.value.slice(1).split(".");
  if (!parts.every(isName))
    throw (
      nameCharacterError(cursor, path) ??
      notAField(cursor, path, `${shown(path.value)} is not a path into the property ${shown(key.value)}.`)
    );
  return { ...keyed, path: parts, end: path.end };
}

/** Property keys such as `editor-v2`, `2024` or `com.example:state` need no quotes. */
export function isKeyPart(part: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_:-]*$/u.test(part);
}

function noField(cursor: TokenCursor, role: string) {
  const { kind } = cursor.peek();
  if (kind === "end")
    return cursor.error(
      "expected_field",
      `${role} is missing at the end of the query.`,
      "Add one or remove what comes before.",
    );
  if (kind === "string")
    return cursor.error(
      "expected_field",
      `${role} must start with a field, and ${cursor.nextShown} is quoted text.`,
      `Fields are written without quotes. ${textHint}`,
    );
  return cursor.error("expected_field", `${role} must start with a field, not with ${cursor.nextShown}.`, textHint);
}

function notAField(cursor: TokenCursor, token: Token, message: string) {
  const hint = isNumber(token.value) ? `A number alone is no clause. For a page: id = ${token.value}.` : textHint;
  return cursor.error("expected_field", message, hint, token);
}
