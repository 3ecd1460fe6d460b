import type { CqlError } from "./cql-error.ts";
import type { Token } from "./read-token.ts";
import { isReservedWord, reservedCharacters } from "./reserved.ts";
import type { TokenCursor } from "./token-cursor.ts";

const notInWords = /[^\p{L}\p{N}\p{M}_:-]/u;
const notInNames = /[^\p{L}\p{N}\p{M}_-]/u;
const invisible = /[\p{Cf}\p{Cc}\p{Z}]/u;
const unquotedDate = /^\d{4}\/\d{1,2}\/\d{1,2}$/;
const number = /^-?\d+(?:\.\d+)?$/;
const name = /^[\p{L}_][\p{L}\p{N}\p{M}_-]*$/u;

export function isNumber(word: string): boolean {
  return number.test(word);
}

/** Whether the word may be one part of a field's name, or a function's name. */
export function isName(word: string): boolean {
  return name.test(word);
}

/** Throws unless an unquoted word may stand as a value. */
export function checkValueWord(cursor: TokenCursor, token: Token): void {
  if (isReservedWord(token.value))
    throw cursor.error(
      "reserved_word",
      `${token.value} is a reserved word and cannot stand as a value.`,
      `Put it in quotes: "${token.value}".`,
      token,
    );
  if (isNumber(token.value) || unquotedDate.test(token.value)) return;
  const found = notInWords.exec(token.value);
  if (found !== null) throw characterError(cursor, token, found);
}

/** The error for the first character that a name may not hold, or undefined when the characters are not the trouble. */
export function nameCharacterError(cursor: TokenCursor, token: Token): CqlError | undefined {
  const found = notInNames.exec(token.value.replaceAll(".", "_"));
  return found === null ? undefined : characterError(cursor, token, found);
}

function characterError(cursor: TokenCursor, token: Token, found: RegExpExecArray): CqlError {
  const [character] = found;
  const start = token.start + found.index;
  const at = { start, end: start + character.length };
  const hint = `Put the value in quotes: "${token.value.slice(0, 60)}".`;
  if (invisible.test(character)) {
    const codePoint = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return cursor.error(
      "invisible_character",
      `There is an invisible character (U+${codePoint}) here.`,
      "Remove it or put a plain blank in its place. Inside quotes it may stay.",
      at,
    );
  }
  if (reservedCharacters.has(character))
    return cursor.error("reserved_character", `${character} is reserved and cannot stand outside quotes.`, hint, at);
  return cursor.error("unexpected_character", `${character} cannot stand outside quotes.`, hint, at);
}
