import MarkdownIt, { type MarkdownIt as Parser, type StateInline } from "markdown-it";

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
  const match = /^([\p{L}\p{N}][\p{L}\p{N}.-]*)(?::\s*([^\n]*?))?(?:\s+#([0-9a-z]{5,11}))?$/u.exec(
    src.slice(pos + 2, close),
  );
  if (match === null) return false;
  if (!silent) {
    const token = state.push("handle", "", 0);
    token.content = src.slice(pos, close + 2);
    token.info = match[1] as string;
    token.markup = match[3] ?? "";
    token.meta = { text: plainWords(match[2] ?? "") };
  }
  state.pos = close + 2;
  return true;
}

/** The words a handle shows, without the escapes and angle brackets Markdown needs around them. */
function plainWords(shown: string): string {
  return shown.replace(
    /\\([!-/:-@[-`{-~])|<(https?:\/\/[^\s<>]*)>/g,
    (_, escaped?: string, url?: string) => escaped ?? url ?? "",
  );
}

function makeParser(): Parser {
  const parser = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: MAX_NESTING });
  parser.inline.ruler.after("escape", "handle", handleRule);
  return parser;
}

/** CommonMark with GFM's tables and strikethrough. Tasks, alerts and bare links are read from its tokens. */
export const markdownParser = makeParser();
