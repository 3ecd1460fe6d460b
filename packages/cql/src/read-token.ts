import { CqlError } from "./cql-error.ts";

export type Token = {
  /** A word is any run without blanks, quotes, brackets, commas or operator signs; its use decides what it may hold. */
  readonly kind: "word" | "string" | "operator" | "(" | ")" | "[" | "]" | "," | "end";
  /** For a string, what it says; otherwise what is written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

// Only these: a no-break or zero-width space does not separate words for Confluence, and is reported instead.
const blank = /[ \t\r\n\f]*/y;
const word = /[^ \t\r\n\f()[\],"'=!<>~]+/y;
const operator = /[!<>]=|!~|[=!<>~]/y;

/** Reads the token at or after `offset`. Linear in what it passes over. Throws for a string without an end. */
export function readToken(text: string, offset: number): Token {
  const start = offset + matchAt(blank, text, offset).length;
  const character = text[start];
  switch (character) {
    case undefined:
      return { kind: "end", value: "", start: text.length, end: text.length };
    case "(":
    case ")":
    case "[":
    case "]":
    case ",":
      return { kind: character, value: character, start, end: start + 1 };
    case '"':
    case "'":
      return readString(text, start, character);
  }
  const sign = matchAt(operator, text, start);
  if (sign !== "") return { kind: "operator", value: sign, start, end: start + sign.length };
  const run = matchAt(word, text, start);
  return { kind: "word", value: run, start, end: start + run.length };
}

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
}

/**
 * A backslash takes the special meaning from a quote or a backslash. Before any other character it stands for itself:
 * text search has escapes of its own, and `"C\+\+"` is as clear as the documented `"C\\+\\+"` (assumption).
 */
function readString(text: string, start: number, quote: string): Token {
  const pieces: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === quote) {
      pieces.push(text.slice(from, at));
      return { kind: "string", value: pieces.join(""), start, end: at + 1 };
    }
    if (character !== "\\") continue;
    const next = text[at + 1];
    if (next === '"' || next === "'" || next === "\\") {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
    at += 1;
  }
  throw new CqlError({
    code: "unterminated_string",
    message: `The text that starts with ${quote} has no closing ${quote}.`,
    text,
    offset: start,
    end: text.length,
    hint: `Close it with ${quote}. A ${quote} inside the text is written \\${quote}.`,
  });
}
