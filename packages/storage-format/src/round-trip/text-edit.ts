import { legalText, xmlText } from "../markdown-in/xml.ts";
import { decodeEntities } from "../tree/entities.ts";
import { CDATA, nodeFrom, TEXT, type Tree } from "../tree/tree.ts";
import { align } from "./align.ts";
import { applySplices, type Splice } from "./splice.ts";

/** A stretch of text that changed: old `[from, to)` becomes `text`. */
interface Hunk {
  from: number;
  to: number;
  text: string;
}

const MAX_HUNKS = 12;
const CONTEXT = 32;

/** The differences of two texts, word by word. */
function wordHunks(old: string, now: string): Hunk[] {
  const left = old.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
  const right = now.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
  const hunks: Hunk[] = [];
  let i = 0;
  let j = 0;
  let at = 0;
  const pairs = align(left, right);
  pairs.push([left.length, right.length]);
  for (const [nextLeft, nextRight] of pairs) {
    const removed = left.slice(i, nextLeft).join("");
    const added = right.slice(j, nextRight).join("");
    if (removed !== "" || added !== "") hunks.push({ from: at, to: at + removed.length, text: added });
    at += removed.length + (left[nextLeft]?.length ?? 0);
    i = nextLeft + 1;
    j = nextRight + 1;
  }
  return hunks;
}

/** A text node's characters with the place of each in the source. */
interface Located {
  text: string;
  cdata: boolean;
  /** Offset of each character in the source, and one past the last. */
  offsets: number[] | number;
}

function locate(tree: Tree, node: number): Located {
  const cdata = tree.kind[node] === CDATA;
  const start = (cdata ? tree.openEnd : tree.start)[node] as number;
  const raw = tree.source.slice(start, (cdata ? tree.closeStart : tree.end)[node] as number);
  if (cdata || !raw.includes("&")) return { text: raw, cdata, offsets: start };
  let text = "";
  const offsets: number[] = [];
  for (const match of raw.matchAll(/&[#\w]{1,40};|[\s\S]/g)) {
    const decoded = decodeEntities(match[0]);
    for (let k = 0; k < decoded.length; k++) offsets.push(start + match.index);
    text += decoded;
  }
  offsets.push(start + raw.length);
  return { text, cdata, offsets };
}

function offsetAt(located: Located, index: number): number {
  return typeof located.offsets === "number" ? located.offsets + index : (located.offsets[index] as number);
}

const unescaped = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** Every place a hunk could mean, best first by how much of the text around it agrees. */
function candidates(nodes: readonly Located[], old: string, hunk: Hunk, storage?: string): Splice[] {
  const removed = unescaped(old.slice(hunk.from, hunk.to));
  const added = unescaped(hunk.text);
  const before = unescaped(old.slice(Math.max(0, hunk.from - CONTEXT), hunk.from));
  const behind = unescaped(old.slice(hunk.to, hunk.to + CONTEXT));
  const found: { splice: Splice; score: number }[] = [];
  for (const located of nodes) {
    const { text } = located;
    if (located.cdata && storage !== undefined) continue;
    const last = text.length - removed.length;
    // Nothing stands everywhere, and looked for behind the end it is found at the end again.
    for (let at = -1; at < last && found.length < 5000; ) {
      at = text.indexOf(removed, at + 1);
      if (at === -1) break;
      let score = 0;
      while (score < before.length && at - score > 0 && before[before.length - 1 - score] === text[at - 1 - score])
        score++;
      let right = 0;
      while (right < behind.length && behind[right] === text[at + removed.length + right]) right++;
      const splice = {
        start: offsetAt(located, at),
        end: offsetAt(located, at + removed.length),
        text: storage ?? written(added, located.cdata),
      };
      found.push({ splice, score: score + right });
    }
  }
  return found.sort((a, b) => b.score - a.score).map(({ splice }) => splice);
}

function written(text: string, inCdata: boolean): string {
  return inCdata ? legalText(text).replaceAll("]]>", "]]]]><![CDATA[>") : xmlText(text);
}

/** How much unchanged text may stand between two differences that are written as one: a mark's two ends. */
const GAP = 60;

/** Differences near each other as one, since a mark opens in one and closes in another. */
function together(hunks: readonly Hunk[], old: string, gap: number): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const before = joined[joined.length - 1];
    if (before === undefined || hunk.from - before.to > gap) joined.push({ ...hunk });
    else {
      before.text += old.slice(before.to, hunk.from) + hunk.text;
      before.to = hunk.to;
    }
  }
  return joined;
}

/**
 * Changes only words: finds the text nodes in which the Markdown's differences lie and replaces those characters, so
 * that marks, links, comments and ids around them keep their bytes. `reads` says whether the result reads as the new
 * Markdown, `write` turns a difference with marks of its own into storage. Without such a place the answer is
 * undefined.
 */
export function editText(
  tree: Tree,
  from: number,
  to: number,
  old: string,
  now: string,
  reads: (source: string) => boolean,
  write: (markdown: string) => string,
): Splice[] | undefined {
  const hunks = wordHunks(old, now);
  if (hunks.length === 0 || hunks.length > MAX_HUNKS) return undefined;
  const nodes: Located[] = [];
  for (let node = nodeFrom(tree, from); node < tree.count && (tree.start[node] as number) < to; node++) {
    const words = tree.kind[node] === TEXT || tree.kind[node] === CDATA;
    if (words && (tree.end[node] as number) <= to) nodes.push(locate(tree, node));
  }
  const attempt = (choices: readonly Splice[][]): Splice[] | undefined => {
    if (choices.some((choice) => choice.length === 0)) return undefined;
    const tries = choices.length === 1 ? Math.min(4, (choices[0] as Splice[]).length) : 1;
    for (let at = 0; at < tries; at++) {
      const splices = choices.map((choice) => choice[at] as Splice);
      const moved = splices.map((splice) => ({ ...splice, start: splice.start - from, end: splice.end - from }));
      if (reads(applySplices(tree.source.slice(from, to), moved))) return splices;
    }
    return undefined;
  };
  const marked = (gap: number): Splice[][] =>
    together(hunks, old, gap).map((hunk) => candidates(nodes, old, hunk, write(hunk.text)));
  return (
    attempt(hunks.map((hunk) => candidates(nodes, old, hunk))) ??
    attempt(marked(GAP)) ??
    attempt(marked(Number.POSITIVE_INFINITY))
  );
}
