/** Output as lines, each behind the prefix of the quotes and list items it stands in. */
export interface Lines {
  out: string[];
  /** Characters written so far. */
  size: number;
  frames: Frame[];
  /** The prefix of every frame, joined. */
  prefix: string;
  /** Whether some frame's first line is still to come. */
  pending: boolean;
  /** How many lines there were when a list last followed a paragraph without a blank line. */
  joinedAt: number;
}

export interface Frame {
  first: string | undefined;
  rest: string;
  /** Blocks written directly in this frame. */
  blocks: number;
  /** What the last of them was. */
  last: string;
  /** Whether blocks follow each other without a blank line, as a paragraph and its nested list in an item. */
  tight: boolean;
  prefixBefore: string;
}

/** Deeper quotes and lists are written at this depth: readers lose count long before, and prefixes cost squares. */
export const MAX_DEPTH = 30;

export function newLines(): Lines {
  const root: Frame = { first: undefined, rest: "", blocks: 0, last: "", tight: false, prefixBefore: "" };
  return { out: [], size: 0, frames: [root], prefix: "", pending: false, joinedAt: -1 };
}

export function topFrame(lines: Lines): Frame {
  return lines.frames[lines.frames.length - 1] as Frame;
}

export function pushFrame(lines: Lines, first: string, rest: string, tight: boolean): void {
  lines.frames.push({ first, rest, blocks: 0, last: "", tight, prefixBefore: lines.prefix });
  lines.prefix += rest;
  lines.pending = true;
}

export function popFrame(lines: Lines): void {
  const frame = lines.frames.pop() as Frame;
  // An item or quote without content is still there.
  if (frame.first !== undefined) {
    // Right below a paragraph, `-` would underline it as a heading.
    if (lines.joinedAt === lines.out.length) lines.out.push(frame.prefixBefore.trimEnd());
    lines.frames.push(frame);
    // GFM takes brackets for a check box only when something follows.
    writeLine(lines, frame.first.endsWith("] ") ? "&nbsp;" : "");
    lines.frames.pop();
  }
  lines.prefix = frame.prefixBefore;
  lines.pending = lines.frames.some((left) => left.first !== undefined);
}

/** Writes the blank line that the next block needs before it, and notes the block. */
export function startBlock(lines: Lines, kind: string): void {
  const frame = topFrame(lines);
  const joined = frame.blocks === 0 || (frame.tight && frame.last === "paragraph" && kind.startsWith("list"));
  if (!joined) writeLine(lines, "");
  else if (frame.blocks > 0) lines.joinedAt = lines.out.length;
  frame.blocks++;
  frame.last = kind;
}

export function writeLine(lines: Lines, text: string): void {
  let line: string;
  if (lines.pending) {
    let prefix = "";
    for (const frame of lines.frames) {
      prefix += frame.first ?? frame.rest;
      frame.first = undefined;
    }
    lines.pending = false;
    line = prefix + text;
  } else {
    line = lines.prefix + text;
  }
  if (text === "") line = line.trimEnd();
  lines.out.push(line);
  lines.size += line.length + 1;
}

export function writeText(lines: Lines, text: string): void {
  let from = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
    writeLine(lines, text.slice(from, at));
    from = at + 1;
  }
  writeLine(lines, from === 0 ? text : text.slice(from));
}
