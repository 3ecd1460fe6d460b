import { readTextTokens, type TextToken } from "./read-text-tokens.ts";

/**
 * How a part of a text query counts. `unmarked`: just written; several such parts are "any, the more the better".
 * `should`: joined by OR. `must`: + or joined by AND. `mustNot`: - or NOT.
 */
export type TextOccurrence = "unmarked" | "should" | "must" | "mustNot";

/** One thing to look for. Texts are unescaped and keep their case, which has no meaning. */
export type TextLeaf =
  | { readonly kind: "term"; readonly text: string }
  /** The words in this order; with `slop`, up to so many moves apart. */
  | { readonly kind: "phrase"; readonly text: string; readonly slop?: number }
  /** A pattern for `matchesWildcard`, with * and ?; a backslash makes the next character literal. */
  | { readonly kind: "wildcard"; readonly pattern: string }
  /** A word like this one. `similarity` is the number after ~: below 1 a share, from 1 on a count of edits. */
  | { readonly kind: "fuzzy"; readonly text: string; readonly similarity?: number };

export type TextGroup = { readonly kind: "group"; readonly parts: readonly TextPart[] };

export type TextPart = (TextLeaf | TextGroup) & {
  readonly occurrence: TextOccurrence;
  /** The number after ^: how much the part weighs in the ranking. */
  readonly boost?: number;
  readonly start: number;
  readonly end: number;
};

export type TextProblem = {
  readonly code: "leading_wildcard" | "unterminated_phrase" | "unbalanced_parenthesis" | "too_deep";
  readonly start: number;
  readonly end: number;
};

export type TextQuery = { readonly parts: readonly TextPart[]; readonly problems: readonly TextProblem[] };

type Frame = {
  parts: TextPart[];
  start: number;
  sign: "must" | "mustNot" | undefined;
  join: "and" | "or" | undefined;
};

const maximumDepth = 50;

/**
 * Reads what stands on the right of ~ as Confluence's text search takes it: words, "phrases", ? and *, word~, + and -,
 * AND, OR and NOT (in capitals), && and ||, parentheses, ^boost, and a backslash before a character that is meant.
 * Never throws: what cannot be meant as syntax counts as words, and `problems` says so.
 *
 * AND and OR mark the parts beside them and do not nest, as in Lucene's classic query parser, to which Atlassian's
 * page refers: https://developer.atlassian.com/cloud/confluence/performing-text-searches-using-cql/
 */
export function parseTextQuery(text: string): TextQuery {
  const problems: TextProblem[] = [];
  const open: Frame[] = [];
  let frame = newFrame(0);
  let tooDeep = 0;
  for (const token of readTextTokens(text)) {
    const { start, end } = token;
    switch (token.kind) {
      case "sign":
        frame.sign = token.sign;
        break;
      case "join":
        frame.join = token.join;
        break;
      case "(":
        if (open.length === maximumDepth) {
          problems.push({ code: "too_deep", start, end });
          tooDeep += 1;
        } else {
          open.push(frame);
          frame = newFrame(start);
        }
        break;
      case ")": {
        const outer = tooDeep > 0 ? undefined : open.pop();
        if (outer !== undefined) {
          add(outer, { kind: "group", parts: frame.parts }, { start: frame.start, end });
          frame = outer;
        } else if (tooDeep > 0) tooDeep -= 1;
        else problems.push({ code: "unbalanced_parenthesis", start, end });
        break;
      }
      case "suffix":
        applySuffix(frame, token);
        break;
      case "phrase":
        if (!token.closed) problems.push({ code: "unterminated_phrase", start, end });
        add(frame, { kind: "phrase", text: token.text }, token);
        break;
      case "word":
        if (/^[*?]/.test(token.raw)) problems.push({ code: "leading_wildcard", start, end });
        add(frame, readWord(token.raw), token);
    }
  }
  for (let outer = open.pop(); outer !== undefined; outer = open.pop()) {
    problems.push({ code: "unbalanced_parenthesis", start: frame.start, end: frame.start + 1 });
    add(outer, { kind: "group", parts: frame.parts }, { start: frame.start, end: text.length });
    frame = outer;
  }
  return { parts: frame.parts, problems };
}

function newFrame(start: number): Frame {
  return { parts: [], start, sign: undefined, join: undefined };
}

type Unplaced = (TextLeaf | TextGroup) & { boost?: number };

function add(frame: Frame, part: Unplaced, { start, end }: { start: number; end: number }): void {
  const { sign, join } = frame;
  frame.sign = frame.join = undefined;
  if (part.kind === "group" ? part.parts.length === 0 : part.kind === "phrase" && part.text.trim() === "") return;
  const last = frame.parts.length - 1;
  const previous = frame.parts[last];
  if (previous !== undefined && join === "and" && previous.occurrence !== "mustNot")
    frame.parts[last] = { ...previous, occurrence: "must" };
  if (previous?.occurrence === "unmarked" && join === "or") frame.parts[last] = { ...previous, occurrence: "should" };
  const joined = join === undefined ? "unmarked" : join === "and" ? "must" : "should";
  frame.parts.push({ ...part, occurrence: sign ?? joined, start, end });
}

/** ~2 after a phrase, ^4 after a phrase or a group. What is neither is left out: it holds no word. */
function applySuffix(frame: Frame, { raw, end }: TextToken & { kind: "suffix" }): void {
  const last = frame.parts.length - 1;
  const part = frame.parts[last];
  const match = /^(?:~(\d+)?)?(?:\^(\d+(?:\.\d+)?))?$/.exec(raw);
  if (part === undefined || match === null) return;
  const slop = part.kind === "phrase" && match[1] !== undefined ? { slop: Number(match[1]) } : {};
  frame.parts[last] = { ...part, ...slop, ...(match[2] !== undefined && { boost: Number(match[2]) }), end };
}

function readWord(raw: string): Unplaced {
  const { tilde, caret, wildcard } = marks(raw);
  const boost = caret === -1 ? null : /^\^(\d+(?:\.\d+)?)$/.exec(raw.slice(caret));
  const word = boost === null ? raw : raw.slice(0, caret);
  const weight = boost === null ? {} : { boost: Number(boost[1]) };
  const similarity = tilde < 1 ? null : /^~(\d+(?:\.\d+)?|\.\d+)?$/.exec(word.slice(tilde));
  if (similarity !== null) {
    const number = similarity[1] === undefined ? {} : { similarity: Number(similarity[1]) };
    return { kind: "fuzzy", text: unescaped(word.slice(0, tilde)), ...number, ...weight };
  }
  if (wildcard) return { kind: "wildcard", pattern: word, ...weight };
  return { kind: "term", text: unescaped(word), ...weight };
}

/** Where the last ~ and ^ stand that no backslash makes literal, and whether there is such a * or ?. */
function marks(raw: string): { tilde: number; caret: number; wildcard: boolean } {
  const found = { tilde: -1, caret: -1, wildcard: false };
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw[at];
    if (character === "\\") at += 1;
    else if (character === "~") found.tilde = at;
    else if (character === "^" && at > 0) found.caret = at;
    else if (character === "*" || character === "?") found.wildcard = true;
  }
  return found;
}

function unescaped(raw: string): string {
  return raw.replace(/\\([\s\S])/g, "$1");
}
