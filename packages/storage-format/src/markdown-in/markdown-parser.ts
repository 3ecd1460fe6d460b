import MarkdownIt, { type MarkdownIt as Parser, type StateCore, type StateInline, type Token } from "markdown-it";

const MAX_NESTING = 160;

/** Recognises `{{name: text #handle}}`; an escaped `\{{` stays text. */
function handleRule(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x7b || src.charCodeAt(pos + 1) !== 0x7b) return false;
  const env = state.env as { unclosedFrom?: string };
  // Once no `}}` follows in this text, none follows for later braces either.
  if (env.unclosedFrom === src) return false;
  let close = src.indexOf("}}", pos + 2);
  if (close === -1) {
    env.unclosedFrom = src;
    return false;
  }
  const next = src.indexOf("{{", pos + 2);
  if (next !== -1 && next < close) return false;
  while (src[close + 2] === "}") close++;
  const [named, id] = splitId(src.slice(pos + 2, close));
  const match = /^([\p{L}\p{N}][\p{L}\p{N}.-]*)(?::\s*(?!\s)([^\n]*))?$/u.exec(named);
  if (match === null) return false;
  if (!silent) {
    const token = state.push("handle", "", 0);
    token.content = src.slice(pos, close + 2);
    token.info = match[1] as string;
    token.markup = id;
    token.meta = { text: plainWords(match[2] ?? "") };
  }
  state.pos = close + 2;
  return true;
}

/** A handle's name with its words, and its id. In `{{name: #abcde}}` the sign and what follows are its words. */
function splitId(handle: string): [named: string, id: string] {
  const found = /(?<=\s)#([0-9a-z]{5,11})$/.exec(handle);
  if (found === null) return [handle, ""];
  const named = handle.slice(0, found.index).trimEnd();
  return named.indexOf(":") === named.length - 1 && named !== "" ? [handle, ""] : [named, found[1] as string];
}

/** The words a handle shows, without the escapes and angle brackets Markdown needs around them. */
export function plainWords(shown: string): string {
  return shown.replace(
    /\\([!-/:-@[-`{-~])|<(https?:\/\/[^\s<>]*)>/g,
    (_, escaped?: string, url?: string) => escaped ?? url ?? "",
  );
}

/** Nothing in a text without these can start inline markup; `@` and bare addresses are looked for later. */
const markup = /[\n\\`~*_[<&{]/;

/** Most lines are plain words: they need no inline parser, only the one token it would give. */
function inlineRule(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== "inline") continue;
    if (markup.test(token.content)) state.md.inline.parse(token.content, state.md, state.env, token.children ?? []);
    else if (token.content !== "") token.children?.push(plainToken(token.content));
  }
}

/** A text token with what readers of inline tokens look at. The class' own constructor costs more than the parse. */
function plainToken(content: string): Token {
  return {
    type: "text",
    tag: "",
    nesting: 0,
    level: 0,
    content,
    markup: "",
    info: "",
    meta: null,
    attrs: null,
    children: null,
  } as unknown as Token;
}

function makeParser(): Parser {
  const parser = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: MAX_NESTING });
  // Addresses go to Confluence as they were written: percent-encoding and punycode are for browsers.
  parser.normalizeLink = (url) => url;
  parser.normalizeLinkText = (text) => text;
  parser.inline.ruler.after("escape", "handle", handleRule);
  parser.core.ruler.at("inline", inlineRule);
  return parser;
}

/** CommonMark with GFM's tables and strikethrough. Tasks, alerts and bare links are read from its tokens. */
export const markdownParser = makeParser();
