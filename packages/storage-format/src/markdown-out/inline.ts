import { codeSpan, type EscapeContext, escapeLineStart, escapeText } from "./escape.ts";

export const STRONG = 1;
export const EMPHASIS = 2;
export const STRIKE = 4;
export const UNDERLINE = 8;
export const SUB = 16;
export const SUP = 32;

const WORDS = 0;
/** Markdown ready to print: a link, an image, a handle. */
const ATOM = 1;
const CODE = 2;
const BREAK = 3;

/** The inline content of one block as a row of pieces, each with the set of marks it carries. */
export interface Inline {
  texts: string[];
  masks: number[];
  kinds: number[];
  /** Whether the next text is to lose its leading space. */
  spaced: boolean;
  /** The last character, kept beside the growing text because looking into that copies all of it. */
  end: string;
  /** Whether the last piece was a lozenge, which a word may not run into. */
  apart: boolean;
}

export function newInline(): Inline {
  return { texts: [], masks: [], kinds: [], spaced: true, end: "", apart: false };
}

const wordEdge = /[\p{L}\p{N}]/u;

/** Adds what shows as a lozenge of its own, like a date: its text is kept apart from words on both sides. */
export function addLozenge(inline: Inline, text: string, mask: number): void {
  const atom = inline.kinds[inline.kinds.length - 1] === ATOM;
  if (atom || wordEdge.test(inline.end)) addText(inline, " ", mask);
  addText(inline, text, mask);
  inline.apart = text !== "";
}

const unevenSpace = /[\t\r\n]|[ \u00a0][ \u00a0]/;

/** Adds running text: white space collapses as in HTML; a single no-break space between words stays. */
export function addText(inline: Inline, raw: string, mask: number): void {
  let text = raw;
  if (unevenSpace.test(text)) text = text.replace(/[ \t\r\n\u00a0]+/g, (run) => (run === "\u00a0" ? run : " "));
  if (inline.spaced) {
    const first = text.charCodeAt(0);
    if (first === 32 || first === 0xa0) text = text.slice(1);
  }
  if (text === "") return;
  if (inline.apart && text !== " ") {
    inline.apart = false;
    if (wordEdge.test(text[0] as string)) text = ` ${text}`;
  }
  inline.end = text.slice(-1);
  const last = text.charCodeAt(text.length - 1);
  inline.spaced = last === 32 || last === 0xa0;
  push(inline, text, mask, WORDS);
}

export function addCode(inline: Inline, raw: string, mask: number): void {
  const text = raw.replace(/[\r\n]+/g, " ");
  if (text.trim() === "") {
    // A code span of spaces alone is none to Markdown.
    addText(inline, text, mask);
    return;
  }
  inline.end = text.slice(-1);
  const last = inline.kinds.length - 1;
  if (inline.kinds[last] === CODE) {
    // Marks that cover only part of a code span cannot be said in Markdown; the span stays whole.
    inline.texts[last] += text;
    inline.masks[last] = (inline.masks[last] as number) & mask;
  } else {
    push(inline, text, mask, CODE);
  }
  inline.spaced = false;
}

export function addAtom(inline: Inline, markdown: string, mask: number): void {
  if (markdown === "") return;
  if (inline.apart) addText(inline, " ", mask);
  inline.apart = false;
  inline.spaced = false;
  inline.end = "";
  inline.texts.push(markdown);
  inline.masks.push(mask);
  inline.kinds.push(ATOM);
}

export function addBreak(inline: Inline): void {
  inline.end = "";
  inline.texts.push("");
  inline.masks.push(0);
  inline.kinds.push(BREAK);
  inline.spaced = true;
}

function push(inline: Inline, text: string, mask: number, kind: number): void {
  const last = inline.kinds.length - 1;
  if (kind === WORDS && inline.kinds[last] === WORDS && inline.masks[last] === mask) {
    inline.texts[last] += text;
    return;
  }
  inline.texts.push(text);
  inline.masks.push(mask);
  inline.kinds.push(kind);
}

/** A line break in a table cell. The space keeps words apart for readers that drop tags. */
export const cellBreak = "<br> ";

export interface AssembleOptions extends EscapeContext {
  /** What a line break becomes: `\` and a new line in a paragraph, a space in a heading, `<br>` in a cell. */
  lineBreak: string;
  /** Whether lines may be taken for block syntax and must be guarded. */
  guardLines: boolean;
}

/** Prints the pieces as one Markdown string and empties the builder. */
export function assemble(inline: Inline, options: AssembleOptions): string {
  trim(inline);
  const { kinds, texts, masks } = inline;
  let out: string;
  if (kinds.length === 0) {
    inline.spaced = true;
    inline.apart = false;
    return "";
  }
  if (kinds.length === 1 && masks[0] === 0 && kinds[0] === WORDS) {
    out = escapeText(texts[0] as string, options);
  } else {
    out = printRuns(moveSpaceOutOfMarks(inline), options);
  }
  inline.texts = [];
  inline.masks = [];
  inline.kinds = [];
  inline.end = "";
  inline.spaced = true;
  inline.apart = false;
  if (!options.guardLines) return out;
  if (!out.includes("\n")) return escapeLineStart(out);
  return out.split("\n").map(escapeLineStart).join("\n");
}

function trim(inline: Inline): void {
  const { kinds, texts } = inline;
  let first = 0;
  while (first < kinds.length && kinds[first] === BREAK) first++;
  if (first > 0) {
    kinds.splice(0, first);
    texts.splice(0, first);
    inline.masks.splice(0, first);
  }
  while (kinds.length > 0) {
    const last = kinds.length - 1;
    if (kinds[last] === WORDS) {
      const kept = (texts[last] as string).replace(/[ \u00a0]$/, "");
      if (kept !== "") {
        texts[last] = kept;
        return;
      }
    } else if (kinds[last] !== BREAK) {
      return;
    }
    kinds.pop();
    texts.pop();
    inline.masks.pop();
  }
}

/** `**bold **next` is not bold in Markdown: a space at the edge of a mark goes to the marks both neighbours share. */
function moveSpaceOutOfMarks(inline: Inline): Inline {
  const out = newInline();
  const { kinds, texts, masks } = inline;
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i] as number;
    let text = texts[i] as string;
    const mask = masks[i] as number;
    if (kind !== WORDS || mask === 0) {
      if (kind === WORDS) push(out, text, mask, WORDS);
      else {
        out.texts.push(text);
        out.masks.push(mask);
        out.kinds.push(kind);
      }
      continue;
    }
    const before = i === 0 || kinds[i - 1] === BREAK ? 0 : (masks[i - 1] as number);
    const next = i + 1 >= kinds.length || kinds[i + 1] === BREAK ? 0 : (masks[i + 1] as number);
    const lead = /^[ \u00a0]/.exec(text)?.[0] ?? "";
    text = text.slice(lead.length);
    const trail = /[ \u00a0]$/.exec(text)?.[0] ?? "";
    text = text.slice(0, text.length - trail.length);
    if (lead !== "") push(out, lead, text === "" ? before & mask & next : before & mask, WORDS);
    if (text !== "") push(out, text, mask, WORDS);
    if (trail !== "") push(out, trail, mask & next, WORDS);
  }
  return out;
}

const opening: Record<number, string> = {
  [STRONG]: "**",
  [EMPHASIS]: "*",
  [STRIKE]: "~~",
  [UNDERLINE]: "<u>",
  [SUB]: "<sub>",
  [SUP]: "<sup>",
};
const closing: Record<number, string> = {
  [STRONG]: "**",
  [EMPHASIS]: "*",
  [STRIKE]: "~~",
  [UNDERLINE]: "</u>",
  [SUB]: "</sub>",
  [SUP]: "</sup>",
};
/** Where Markdown's own signs would not be read as marks (`**(a)**b`), HTML says the same everywhere. */
const htmlOpening: Record<number, string> = { [STRONG]: "<b>", [EMPHASIS]: "<i>", [STRIKE]: "<del>" };
const htmlClosing: Record<number, string> = { [STRONG]: "</b>", [EMPHASIS]: "</i>", [STRIKE]: "</del>" };
const bits = [UNDERLINE, STRONG, EMPHASIS, STRIKE, SUB, SUP];

interface OpenMark {
  bit: number;
  html: boolean;
}

function printRuns(inline: Inline, options: AssembleOptions): string {
  const { kinds, texts, masks } = inline;
  const printed = texts.map((text, i) => {
    const next = texts[i + 1];
    const context = next === undefined ? options : { ...options, followed: true, beforeLink: next.startsWith("[") };
    return printRun(kinds[i] as number, text, context);
  });
  const ends = extents(masks);
  const extent = (from: number, bit: number): number => (ends.get(bit) as Int32Array)[from] as number;
  const open: OpenMark[] = [];
  let out = "";
  for (let i = 0; i <= kinds.length; i++) {
    const target = i < kinds.length ? (masks[i] as number) : 0;
    let closed = 0;
    let keep = 0;
    while (keep < open.length && (target & (open[keep] as OpenMark).bit) !== 0) keep++;
    while (open.length > keep) {
      const mark = open.pop() as OpenMark;
      out += mark.html && mark.bit in htmlClosing ? htmlClosing[mark.bit] : closing[mark.bit];
      closed++;
    }
    if (i === kinds.length) break;
    let held = 0;
    for (const mark of open) held |= mark.bit;
    const wanted = bits.filter((bit) => (target & bit) !== 0 && (held & bit) === 0);
    if (wanted.length > 0) {
      const spans = wanted.map((bit) => ({ bit, end: extent(i, bit) }));
      spans.sort((a, b) => b.end - a.end);
      let limit = kinds.length;
      for (const mark of open) limit = Math.min(limit, extent(i, mark.bit));
      for (const { bit, end } of spans) {
        limit = Math.min(limit, end);
        const html = closed > 0 || !flanks(printed, kinds, i, limit);
        open.push({ bit, html });
        out += html && bit in htmlOpening ? htmlOpening[bit] : opening[bit];
      }
    }
    out += printed[i];
  }
  return out;
}

function printRun(kind: number, text: string, options: AssembleOptions): string {
  if (kind === WORDS) return escapeText(text, options);
  if (kind === CODE) return text.trim() === "" ? text : codeSpan(text, options.cell === true);
  return kind === BREAK ? options.lineBreak : text;
}

/** For each mark, where the run of pieces that carry it ends, seen from every piece. */
function extents(masks: readonly number[]): Map<number, Int32Array> {
  const found = new Map<number, Int32Array>();
  for (const bit of bits) {
    const ends = new Int32Array(masks.length);
    let end = masks.length;
    for (let at = masks.length - 1; at >= 0; at--) {
      if (((masks[at] as number) & bit) === 0) end = at;
      ends[at] = end;
    }
    found.set(bit, ends);
  }
  return found;
}

const punctuation = /[\p{P}\p{S}]/u;
const strictPunctuation = /\p{P}/u;

/** Whether delimiters before piece `from` and before piece `to` would open and close by CommonMark's flanking rules. */
function flanks(printed: readonly string[], kinds: readonly number[], from: number, to: number): boolean {
  const before = from > 0 && kinds[from - 1] !== BREAK ? lastCharacter(printed[from - 1] as string) : " ";
  const first = firstCharacter(printed[from] as string);
  const last = kinds[to - 1] === BREAK ? " " : lastCharacter(printed[to - 1] as string);
  const next = to < kinds.length && kinds[to] !== BREAK ? firstCharacter(printed[to] as string) : " ";
  return (
    !isSpace(first) &&
    !isSpace(last) &&
    (!punctuation.test(first) || isSpace(before) || strictPunctuation.test(before)) &&
    (!punctuation.test(last) || isSpace(next) || strictPunctuation.test(next))
  );
}

function firstCharacter(text: string): string {
  return text === "" ? " " : String.fromCodePoint(text.codePointAt(0) as number);
}

function lastCharacter(text: string): string {
  if (text === "") return " ";
  const code = text.charCodeAt(text.length - 1);
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(-2) : text.slice(-1);
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}
