import { xmlText } from "../markdown-in/xml.ts";
import type { Splice } from "../round-trip/splice.ts";
import { decodeEntities } from "../tree/entities.ts";
import { CDATA, ELEMENT, nameOf, TEXT, type Tree } from "../tree/tree.ts";

/** Text a reader does not see, or that ends a run of words. */
const hidden = new Set(
  "ac:parameter ac:default-parameter ac:placeholder ac:task-id ac:task-uuid ac:task-status ac:adf-attribute ac:adf-fallback ac:adf-mark at:declarations".split(
    " ",
  ),
);
const inline = new Set(
  "strong b em i u s del strike ins code tt kbd samp sub sup small big span a ac:link ac:link-body ac:plain-text-link-body ac:inline-comment-marker".split(
    " ",
  ),
);

interface Character {
  start: number;
  end: number;
  cdata: boolean;
}

/** One run of words: the text between block boundaries, with the place of every character in the source. */
export interface TextRun {
  text: string;
  characters: Character[];
}

/** The page's text as runs, each from one block boundary to the next, so that a match may cross marks and links. */
export function textRuns(tree: Tree, from: number, to: number): TextRun[] {
  const runs: TextRun[] = [];
  let run: TextRun = { text: "", characters: [] };
  const end = (): void => {
    if (run.text !== "") runs.push(run);
    run = { text: "", characters: [] };
  };
  let holder = -1;
  for (let node = 1; node < tree.count; node++) {
    const start = tree.start[node] as number;
    if (start >= to) break;
    const kind = tree.kind[node];
    if (kind === ELEMENT) {
      const name = nameOf(tree, node);
      if (hidden.has(name)) node = (tree.after[node] as number) - 1;
      else if (!inline.has(name)) end();
      continue;
    }
    if (start < from || (tree.end[node] as number) > to) continue;
    const holds = blockAround(tree, node);
    if (holds !== holder) end();
    holder = holds;
    if (kind === TEXT) addText(tree, node, run);
    else if (kind === CDATA) addCdata(tree, node, run);
  }
  end();
  return runs;
}

/** The nearest element around a text that is more than a mark. */
function blockAround(tree: Tree, node: number): number {
  let at = tree.parent[node] as number;
  while (at > 0 && inline.has(nameOf(tree, at))) at = tree.parent[at] as number;
  return at;
}

function addText(tree: Tree, node: number, run: TextRun): void {
  const from = tree.start[node] as number;
  const raw = tree.source.slice(from, tree.end[node] as number);
  let text = "";
  for (const match of raw.matchAll(/&[#\w]{1,40};|[\s\S]/g)) {
    const decoded = match[0].length > 1 ? decodeEntities(match[0]) : match[0];
    const start = from + match.index;
    for (let k = 0; k < decoded.length; k++) run.characters.push({ start, end: start + match[0].length, cdata: false });
    text += decoded;
  }
  run.text += text;
}

function addCdata(tree: Tree, node: number, run: TextRun): void {
  const from = tree.openEnd[node] as number;
  const to = tree.closeStart[node] as number;
  for (let at = from; at < to; at++) run.characters.push({ start: at, end: at + 1, cdata: true });
  run.text += tree.source.slice(from, to);
}

export interface TextMatch {
  start: number;
  end: number;
  /** Whether nothing else stands between the block boundaries around it. */
  whole: boolean;
  /**
   * The changes that put other words there; tags inside the match stay. `storage` is what to write where that is
   * allowed: everywhere but in code.
   */
  replace(text: string, storage?: string): Splice[];
  /** It with so many characters of what stands before and after it. */
  around(characters: number): string;
}

/** Every place where the text stands, in order. A no-break space in the page matches a plain one. */
export function findText(tree: Tree, find: string, from = 0, to = tree.source.length): TextMatch[] {
  const wanted = find.replaceAll("\u00a0", " ");
  const found: TextMatch[] = [];
  if (wanted === "") return found;
  for (const run of textRuns(tree, from, to)) {
    const text = run.text.replaceAll("\u00a0", " ");
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const characters = run.characters.slice(at, at + wanted.length);
      found.push({
        start: (characters[0] as Character).start,
        end: (characters[characters.length - 1] as Character).end,
        whole: text.trim() === wanted.trim(),
        replace: (words, storage) => replaceCharacters(characters, words, storage ?? xmlText(words)),
        around: (width) => text.slice(Math.max(0, at - width), at + wanted.length + width).trim(),
      });
    }
  }
  return found;
}

function replaceCharacters(characters: readonly Character[], words: string, storage: string): Splice[] {
  const splices: Splice[] = [];
  let text: string | undefined = words;
  for (const { start, end, cdata } of characters) {
    const last = splices[splices.length - 1];
    if (last !== undefined && last.end >= start) {
      last.end = Math.max(last.end, end);
      continue;
    }
    const written = text === undefined ? "" : cdata ? text.replaceAll("]]>", "]]]]><![CDATA[>") : storage;
    splices.push({ start, end, text: written });
    text = undefined;
  }
  return splices;
}
