import type { Range } from "./word-diff.ts";

/** A stretch of a line as it is read. `start` and `end` are its place in the Markdown it came from. */
export type Segment = {
  text: string;
  start: number;
  end: number;
  look: Look;
  /** A word that differs from the other version. */
  marked: boolean;
};

export type Look = {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
  link?: true;
  /** Not text: a macro, an image, a mention. Shown as a chip with this in front of its text. */
  chip?: string;
};

type Pattern = { at: RegExp; read: (match: RegExpExecArray, start: number, look: Look) => Segment[] };

const segment = (text: string, start: number, end: number, look: Look): Segment => ({
  text,
  start,
  end,
  look,
  marked: false,
});

const wrapped =
  (more: Look) =>
  ([whole, edge = "", inner = ""]: RegExpExecArray, start: number, look: Look): Segment[] => {
    const lead = whole.indexOf(edge) + edge.length;
    return scan(inner, start + lead, { ...look, ...more });
  };

const patterns: readonly Pattern[] = [
  {
    at: /\\([!-/:-@[-`{-~])/y,
    read: ([whole, character = ""], start, look) => [segment(character, start + 1, start + whole.length, look)],
  },
  {
    at: /(`+)(.+?)\1(?!`)/y,
    read: ([, ticks = "", code = ""], start, look) => [
      segment(code, start + ticks.length, start + ticks.length + code.length, { ...look, code: true }),
    ],
  },
  {
    // A macro as the server writes it: its name, what it shows, and a handle that is of no use to a reader.
    at: /\{\{([^\s:}#]+)(?::\s*(.*?))?(?:\s+#[0-9a-z]{5,11})?\}\}/y,
    read: ([whole, name = "", shown = ""], start, look) => [
      segment(shown, start, start + whole.length, { ...look, chip: name }),
    ],
  },
  {
    at: /!\[([^\]]*)\]\(([^)]*)\)(?:\{[^}]*\})?/y,
    read: ([whole, alt = "", source = ""], start, look) => [
      segment(alt === "" ? source : alt, start, start + whole.length, { ...look, chip: "image" }),
    ],
  },
  {
    at: /\[((?:[^\]\\]|\\.)*)\]\(([^)]*)\)/y,
    read: ([whole, label = "", target = ""], start, look) =>
      target.startsWith("user:")
        ? [segment(label.replace(/^@/, ""), start, start + whole.length, { ...look, chip: "@" })]
        : scan(label, start + 1, { ...look, link: true }),
  },
  { at: /(\*\*|__)(?=\S)(.+?\S?)\1/y, read: wrapped({ bold: true }) },
  { at: /(~~)(?=\S)(.+?)\1/y, read: wrapped({ strike: true }) },
  { at: /(\*)(?=[^\s*])(.+?)\1(?!\*)/y, read: wrapped({ italic: true }) },
  { at: /(?<![\p{L}\p{N}_])(_)(?=[^\s_])(.+?)\1(?![\p{L}\p{N}_])/uy, read: wrapped({ italic: true }) },
  {
    at: /<(https?:[^>\s]+)>/y,
    read: ([, address = ""], start, look) => [
      segment(address, start + 1, start + 1 + address.length, { ...look, link: true }),
    ],
  },
  {
    at: /<\/?(?:u|sub|sup|br|p|span|div|details|summary)\b[^>]*>/y,
    read: () => [],
  },
];

/** A mark that ends further on is shown as its signs: looking for its end everywhere would take a long line too long. */
const mostCharacters = 1000;

/** Splits one line of Markdown into what is read, with the places where it differs from the other version marked. */
export function inlineMarkdown(line: string, start = 0, marks: readonly Range[] = []): Segment[] {
  return scan(line.slice(start), start, {}).flatMap((part) => cut(part, marks));
}

/** A line shown as it is, with its marks. */
export function plainLine(line: string, marks: readonly Range[] = []): Segment[] {
  return line === "" ? [] : cut(segment(line, 0, line.length, {}), marks);
}

function scan(source: string, offset: number, look: Look): Segment[] {
  const out: Segment[] = [];
  let textFrom = 0;
  const flush = (end: number) => {
    if (end > textFrom) out.push(segment(source.slice(textFrom, end), offset + textFrom, offset + end, look));
  };
  for (let at = 0; at < source.length; ) {
    const found = /[\\`{![*_~<]/.test(source[at] as string) ? matchAt(source, at) : undefined;
    if (found === undefined) {
      at++;
      continue;
    }
    flush(at);
    out.push(...found.pattern.read(found.match, offset + at, look));
    at += found.match[0].length;
    textFrom = at;
  }
  flush(source.length);
  return out;
}

function matchAt(source: string, at: number): { pattern: Pattern; match: RegExpExecArray } | undefined {
  const from = Math.max(0, at - 1);
  const near = source.slice(from, at + mostCharacters);
  for (const pattern of patterns) {
    pattern.at.lastIndex = at - from;
    const match = pattern.at.exec(near);
    if (match !== null) return { pattern, match };
  }
  return undefined;
}

/** A segment cut where marks begin and end. What is not shown letter by letter is marked as a whole. */
function cut(part: Segment, marks: readonly Range[]): Segment[] {
  const touching = marks.filter(([from, to]) => from < part.end && to > part.start);
  if (touching.length === 0) return [part];
  if (part.text.length !== part.end - part.start) return [{ ...part, marked: true }];
  const out: Segment[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (to <= from) return;
    out.push({ ...part, text: part.text.slice(from - part.start, to - part.start), start: from, end: to, marked });
  };
  let at = part.start;
  for (const [from, to] of touching) {
    add(at, Math.max(at, from), false);
    at = Math.max(at, from);
    add(at, Math.min(to, part.end), true);
    at = Math.min(to, part.end);
  }
  add(at, part.end, false);
  return out;
}
