export interface EscapeContext {
  /** Inside a table cell a pipe ends the cell. */
  cell?: boolean;
  /** Inside link text a bracket could end it, and an autolink would nest. */
  link?: boolean;
  /** More Markdown follows directly, which an address at the end would swallow. */
  followed?: boolean;
  /** What follows is a link, which `!` before it would make an image. */
  beforeLink?: boolean;
}

const suspicious = /[\\`*_[\]<&~|{!]/;
const candidates = /[\\`*_[\]<&~|{!]|(?<=www)\./gi;
const bareUrl = /https?:\/\/[^\s<>]+/g;
const wordCharacter = /[\p{L}\p{N}]/u;
const asciiPunctuation = /[!-/:-@[-`{-~]/;

/**
 * Escapes text so that a CommonMark + GFM parser reads it as that text, and only where it must: what is escaped
 * costs the reader tokens. The edges of the text count as unknown neighbours.
 */
export function escapeText(text: string, context: EscapeContext = {}): string {
  if (!suspicious.test(text) && !(context.followed && /(?:https?:\/\/|www\.)[^\s<]*$/i.test(text.slice(-2000))))
    return text;
  if (context.link) return escapePlain(text, context);
  if (!text.includes("://")) return escapePlain(text, context);
  // A bare URL is a link for GFM, which takes a backslash in it as part of the address: put it in angle brackets.
  let out = "";
  let from = 0;
  for (const match of text.matchAll(bareUrl)) {
    const trail = /(?<![?!.,:;*_~'")\]])[?!.,:;*_~'")\]]*$/.exec(match[0])?.[0].length ?? 0;
    const url = match[0].slice(0, match[0].length - trail);
    const end = match.index + url.length;
    const behind = /^[^\s<]*(?:<.?)?/.exec(text.slice(end, end + 200))?.[0] ?? "";
    const escapes = behind.startsWith(">") || escapePlain(behind, context) !== behind;
    const swallows = escapes || (end + behind.length === text.length && context.followed === true);
    if (!swallows && !suspicious.test(url)) continue;
    if (!swallows && escapePlain(`a${url}a`, {}) === `a${url}a` && !(context.cell && url.includes("|"))) continue;
    out += escapePlain(text.slice(from, match.index), context);
    out += `<${context.cell ? url.replaceAll("|", "\\|") : url}>`;
    from = end;
  }
  return out + escapePlain(text.slice(from), context);
}

function escapePlain(text: string, context: EscapeContext): string {
  return text.replace(candidates, (character, at: number) =>
    mustEscape(character, text, at, context) ? `\\${character}` : character,
  );
}

function mustEscape(character: string, text: string, at: number, context: EscapeContext): boolean {
  const before = text[at - 1];
  const next = text[at + 1];
  switch (character) {
    case "\\":
      return next === undefined || asciiPunctuation.test(next);
    case "*":
    case "~":
      return !(before !== undefined && next !== undefined && isSpace(before) && isSpace(next));
    case "_": {
      if (before === undefined || next === undefined) return true;
      return !((wordCharacter.test(before) && wordCharacter.test(next)) || (isSpace(before) && isSpace(next)));
    }
    case "]":
      return context.link === true;
    case "<":
      return next === undefined ? context.followed === true : /[A-Za-z/!?]/.test(next);
    case "&":
      return /^&(?:#[0-9a-fxA-FX]*|[A-Za-z0-9]*)(?:;|$)/.test(text.slice(at, at + 40));
    case "|":
      return context.cell === true;
    case "{":
      return next === "{" || (next === undefined && context.followed === true);
    case "!":
      return next === undefined && context.beforeLink === true;
    case ".":
      // `www.a\\*b` would take the backslash into its address: no address, then.
      return context.followed === true || /^\.[^\s<]{0,200}(?:[\\`*_[\]&~|{!<]|[^\s<]$)/.test(text.slice(at, at + 202));
    default:
      return true;
  }
}

function isSpace(character: string): boolean {
  return character === " " || character === "\u00a0" || character === "\n";
}

const lineStart =
  /^(?:([-+*])(?=[ \t]|$)|(#{1,6})(?=[ \t]|$)|(>)|(=+[ \t]*$|-[-: |]*$|[:|](?=[: |]*-)[-: |]*$)|(~~~)|(\d{1,9})([.)])(?=[ \t]|$))/;

/** Escapes what would make a paragraph's line a list item, heading, quote, rule or table. */
export function escapeLineStart(line: string): string {
  const match = lineStart.exec(line);
  if (match === null) return line;
  if (match[6] !== undefined) return `${match[6]}\\${line.slice(match[6].length)}`;
  return `\\${line}`;
}

/** A code span that holds exactly this text. */
export function codeSpan(text: string, cell: boolean): string {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  const ticks = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") || (text.startsWith(" ") && text.endsWith(" ")) ? " " : "";
  return `${ticks}${pad}${cell ? text.replaceAll("|", "\\|") : text}${pad}${ticks}`;
}

/** A link destination: bare where CommonMark lets it be, with the few characters that would end it encoded. */
export function destination(href: string, cell = false): string {
  const bare = href.replace(/[\s<>()\\*_`[\]~&]|[^ -~]/g, (character) => {
    if (character === "&" || character === "_" || character === "~" || character.charCodeAt(0) > 0xa0) return character;
    if (character === "\\" || character === "*" || character === "`" || character === "[" || character === "]") {
      return encode(character);
    }
    return encode(character);
  });
  const safe = bare.replace(/&(?=#|[A-Za-z][A-Za-z0-9]*;)/g, "&amp;");
  return cell ? safe.replaceAll("|", "%7C") : safe;
}

function encode(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, "0")}` : encodeURIComponent(character);
}
