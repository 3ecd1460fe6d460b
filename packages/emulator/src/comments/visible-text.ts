import { decodeEntity } from "./decode-entity.ts";

/** A stretch of text between two tags, as offsets into the storage body. */
type Run = { readonly from: number; readonly to: number };

/**
 * The text of a page as a reader selects it: white space collapsed, blocks apart. `starts[i]` and `ends[i]` are the
 * offsets of character `i` in the storage body, `runs[i]` tells which stretch of text it stands in; -1 = in none, the
 * break between two blocks.
 */
export type VisibleText = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly runs: readonly number[];
};

const token =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|[^<&]+|[<&]/g;

/** Elements whose text nobody sees on the page, or that no comment can be put on. */
const hidden = new Set([
  "ac:parameter",
  "ac:plain-text-body",
  "ac:plain-text-link-body",
  "ac:task-id",
  "ac:task-uuid",
  "ac:task-status",
  "ac:placeholder",
  "ac:default-parameter",
]);

/** Elements that sit in a line of text; all others begin a new block. */
const inLine = new Set(
  "a abbr ac:emoticon ac:image ac:inline-comment-marker ac:link ac:link-body b big cite code del em font i ins kbd mark ri:page ri:user s samp small span strike strong sub sup time tt u".split(
    " ",
  ),
);

export function visibleText(body: string): VisibleText {
  const letters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const runs: number[] = [];
  const stretches: Run[] = [];
  const hiding: string[] = [];
  const add = (letter: string, from: number, to: number, run: number) => {
    letters.push(letter);
    starts.push(from);
    ends.push(to);
    runs.push(run);
  };
  const write = (written: string, from: number, run: number, wholeLength?: number) => {
    let at = from;
    // By UTF-16 unit, so that positions in `text` and in these lists stay the same.
    for (let index = 0; index < written.length; index += 1) {
      const unit = written[index] as string;
      const to = wholeLength === undefined ? at + 1 : from + wholeLength;
      const letter = /[\s\u00a0]/.test(unit) ? " " : unit;
      if (letter !== " " || (letters.at(-1) !== " " && letters.at(-1) !== "\n")) add(letter, at, to, run);
      at = wholeLength === undefined ? to : from;
    }
  };

  let openRun = false;
  for (const match of body.matchAll(token)) {
    const [written] = match;
    const from = match.index;
    if (written.startsWith("<") && written.length > 1) {
      openRun = false;
      const tag = /^<(\/?)([A-Za-z][^\s/>]*)/.exec(written);
      if (!tag) continue;
      const [, closing = "", name = ""] = tag;
      if (hidden.has(name) && !written.endsWith("/>")) {
        if (closing === "") hiding.push(name);
        else if (hiding.at(-1) === name) hiding.pop();
      }
      if (!inLine.has(name) && letters.length > 0 && letters.at(-1) !== "\n") add("\n", from, from, -1);
      continue;
    }
    if (hiding.length > 0) continue;
    const to = from + written.length;
    if (openRun) stretches[stretches.length - 1] = { from: stretches.at(-1)?.from ?? from, to };
    else stretches.push({ from, to });
    openRun = true;
    const run = stretches.length - 1;
    if (written.startsWith("&") && written.length > 1) write(decodeEntity(written), from, run, written.length);
    else write(written, from, run);
  }
  return { text: letters.join(""), starts, ends, runs };
}
