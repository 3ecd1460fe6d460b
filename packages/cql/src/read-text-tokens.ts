type Place = { readonly start: number; readonly end: number };

export type TextToken = Place &
  (
    | { readonly kind: "sign"; readonly sign: "must" | "mustNot" }
    | { readonly kind: "join"; readonly join: "and" | "or" }
    | { readonly kind: "(" | ")" }
    | { readonly kind: "phrase"; readonly text: string; readonly closed: boolean }
    | { readonly kind: "word"; readonly raw: string }
    /** ~ or ^ with its number, directly after a phrase or a parenthesis. */
    | { readonly kind: "suffix"; readonly raw: string }
  );

const joins: ReadonlyMap<string, "and" | "or"> = new Map([
  ["AND", "and"],
  ["&&", "and"],
  ["OR", "or"],
  ["||", "or"],
]);

/** Cuts a text query into tokens, in one pass. */
export function* readTextTokens(text: string): Generator<TextToken> {
  let at = 0;
  let afterClosing = -1;
  while (at < text.length) {
    const start = at;
    const character = text[at] as string;
    if (isBlank(character)) {
      at += 1;
    } else if (character === "(" || character === ")") {
      at += 1;
      yield { kind: character, start, end: at };
      if (character === ")") afterClosing = at;
    } else if (character === '"') {
      const phrase = readPhrase(text, at);
      at = afterClosing = phrase.end;
      yield phrase;
    } else if (at === afterClosing && (character === "~" || character === "^")) {
      at = endOfWord(text, at);
      yield { kind: "suffix", raw: text.slice(start, at), start, end: at };
    } else if ("+-!".includes(character)) {
      at += 1;
      // A sign means something only when it touches what it marks: "a - b" is no exclusion.
      const touches = at < text.length && !isBlank(text[at] as string) && text[at] !== ")";
      if (touches) yield { kind: "sign", sign: character === "+" ? "must" : "mustNot", start, end: at };
    } else {
      at = endOfWord(text, at);
      yield wordToken(text.slice(start, at), start, at);
    }
  }
}

function wordToken(raw: string, start: number, end: number): TextToken {
  if (raw === "NOT") return { kind: "sign", sign: "mustNot", start, end };
  const join = joins.get(raw);
  return join === undefined ? { kind: "word", raw, start, end } : { kind: "join", join, start, end };
}

function readPhrase(text: string, start: number): TextToken {
  const pieces: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') {
      pieces.push(text.slice(from, at));
      return { kind: "phrase", text: pieces.join(""), closed: true, start, end: at + 1 };
    }
    if (text[at] !== "\\" || at + 1 === text.length) continue;
    pieces.push(text.slice(from, at));
    at += 1;
    from = at;
  }
  pieces.push(text.slice(from));
  return { kind: "phrase", text: pieces.join(""), closed: false, start, end: text.length };
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const character = text[at] as string;
    if (character === "\\") at += 1;
    else if (isBlank(character) || character === '"' || character === "(" || character === ")") break;
    at += 1;
  }
  return Math.min(at, text.length);
}

function isBlank(character: string): boolean {
  return character.trim() === "";
}
