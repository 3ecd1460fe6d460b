import { markdownToStorage } from "../markdown-in/markdown-to-storage.ts";
import { pageBlock } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import { storageToText } from "../text/storage-to-text.ts";
import { attribute, ELEMENT, type Tree } from "../tree/tree.ts";
import type { Target } from "./operations.ts";
import type { SectionBlocks } from "./outline.ts";
import { type PageEditCandidate, PageEditError } from "./page-edit-error.ts";
import { findText, type TextMatch } from "./text-matches.ts";

/** What a target turned out to be: one block, or a heading with its section. */
export interface Found {
  blocks: PageBlock[];
  section?: SectionBlocks;
}

export interface AddressBook {
  tree: Tree;
  /** Every block of the page with its handle, in reading order, outer before inner. */
  byHandle: ReadonlyMap<string, PageBlock>;
  /** The block each block stands in. */
  parents: ReadonlyMap<PageBlock, PageBlock>;
  sections: readonly SectionBlocks[];
  /** What ends every block handle of this version. */
  suffix: string;
  /** Macros by the handle the Markdown shows. */
  macros: ReadonlyMap<string, { start: number; end: number }>;
}

/** The block itself or the nearest one around it that is wanted: a word in a task names the task too. */
export function nearest(
  book: AddressBook,
  block: PageBlock,
  wanted: (block: PageBlock) => boolean,
): PageBlock | undefined {
  let at: PageBlock | undefined = block;
  while (at !== undefined && !wanted(at)) at = book.parents.get(at);
  return at;
}

/** Finds what a target names in the version that was opened. Throws when it is nothing, or not one thing. */
export function resolve(book: AddressBook, target: Target, operation: number): Found {
  if ("handle" in target) return byHandle(book, target.handle, operation);
  if ("localId" in target) return byLocalId(book, target.localId, operation);
  if ("heading" in target) return byHeading(book, target.heading, target.match, operation);
  return byText(book, target.text, target.match, operation);
}

function byHandle(book: AddressBook, handle: string, operation: number): Found {
  const block = book.byHandle.get(handle);
  if (block !== undefined) {
    const section = book.sections.find(({ heading }) => heading === block);
    return section === undefined ? { blocks: [block] } : { blocks: [block], section };
  }
  const macro = book.macros.get(handle.replace(/^#/, ""));
  if (macro !== undefined) return elementAt(book, macro.start, macro.end);
  if (/^b\d+\.[0-9a-z]+$/.test(handle) && !handle.endsWith(book.suffix)) {
    throw new PageEditError(
      "stale_handle",
      `The handle ${handle} belongs to another version of the page: read the page again`,
      operation,
    );
  }
  throw new PageEditError("not_found", `No block or macro of this page has the handle ${handle}`, operation);
}

function elementAt(book: AddressBook, start: number, end: number): Found {
  for (const block of book.byHandle.values())
    if (block.start === start && block.end === end && block.node > 0) return { blocks: [block] };
  const { tree } = book;
  let node = 1;
  while (tree.start[node] !== start || tree.end[node] !== end) node++;
  return {
    blocks: [pageBlock("raw", "", "", node, start, end, tree.openEnd[node] as number, tree.closeStart[node] as number)],
  };
}

function byLocalId(book: AddressBook, localId: string, operation: number): Found {
  const { tree } = book;
  for (let node = 1; node < tree.count; node++) {
    if (tree.kind[node] !== ELEMENT) continue;
    const tag = tree.source.slice(tree.start[node] as number, tree.openEnd[node] as number);
    if (!tag.includes(localId)) continue;
    if (["local-id", "ac:local-id", "ac:macro-id"].some((name) => attribute(tree, node, name) === localId)) {
      const found = elementAt(book, tree.start[node] as number, tree.end[node] as number);
      const section = book.sections.find(({ heading }) => heading === found.blocks[0]);
      return section === undefined ? found : { ...found, section };
    }
  }
  throw new PageEditError("not_found", `No element of this page has the local id ${localId}`, operation);
}

const plain = (text: string): string =>
  text
    .replace(/[\s\u00a0]+/g, " ")
    .trim()
    .toLowerCase();

function byHeading(
  book: AddressBook,
  heading: string | readonly string[],
  match: number | undefined,
  operation: number,
): Found {
  const exact = typeof heading === "string" ? [heading] : heading;
  const split = typeof heading === "string" ? heading.split(/\s+>\s+/) : heading;
  let found = book.sections.filter(({ path }) => endsWith(path, exact));
  if (found.length === 0) found = book.sections.filter(({ path }) => endsWith(path, split));
  const section = choose(found, match, `the heading "${split.join(" > ")}"`, operation, ({ path }) => ({ path }));
  return { blocks: [section.heading], section };
}

/** Whether the wanted names follow each other down the path, ending at its last; headings between may be left out. */
function endsWith(path: readonly string[], wanted: readonly string[]): boolean {
  if (plain(path[path.length - 1] ?? "") !== plain(wanted[wanted.length - 1] ?? "")) return false;
  let at = wanted.length - 1;
  for (let step = path.length - 1; step >= 0 && at >= 0; step--)
    if (plain(path[step] as string) === plain(wanted[at] as string)) at--;
  return at < 0;
}

function byText(book: AddressBook, text: string, match: number | undefined, operation: number): Found {
  const place = choose(matchesOf(book.tree, text), match, `the text "${text}"`, operation, (found) =>
    textCandidate(book, found),
  );
  const block = innermost(book, place.start, place.end);
  if (block === undefined)
    throw new PageEditError("not_found", `The text "${text}" stands in no block that can be edited`, operation);
  return { blocks: [block] };
}

/** The innermost block around a part of the source. */
export function innermost(book: AddressBook, start: number, end: number): PageBlock | undefined {
  let found: PageBlock | undefined;
  for (const block of book.byHandle.values()) if (block.start <= start && block.end >= end) found = block;
  return found;
}

/** The places of a text: as it stands, else as what it says when it was copied from the page's Markdown. */
export function matchesOf(tree: Tree, text: string, from?: number, to?: number): TextMatch[] {
  const found = findText(tree, text, from, to);
  if (found.length > 0) return found;
  const said = storageToText(markdownToStorage(text).storage).text.trim();
  return said === text || said === "" ? [] : findText(tree, said, from, to);
}

/** How many places an error names, and how many characters around a text. */
const MAX_CANDIDATES = 10;
const AROUND = 30;

export function choose<T>(
  found: readonly T[],
  match: number | undefined,
  what: string,
  operation: number,
  describe: (place: T) => PageEditCandidate,
): T {
  if (found.length === 0) throw new PageEditError("not_found", `This page does not have ${what}`, operation);
  const candidates = (): PageEditCandidate[] =>
    found.slice(0, MAX_CANDIDATES).map((place, at) => ({ ...describe(place), match: at + 1 }));
  if (match === undefined && found.length > 1) {
    throw new PageEditError(
      "ambiguous",
      `This page has ${what} ${found.length} times: say which (1 to ${found.length})`,
      operation,
      candidates(),
    );
  }
  const chosen = found[(match ?? 1) - 1];
  if (chosen === undefined)
    throw new PageEditError(
      "not_found",
      `This page has ${what} ${found.length} times, not ${match}`,
      operation,
      candidates(),
    );
  return chosen;
}

/** Where a text stands: the innermost section, and the words around it. */
export function textCandidate(book: AddressBook, { start, around }: TextMatch): PageEditCandidate {
  let path: readonly string[] = [];
  for (const section of book.sections) {
    const last = section.body[section.body.length - 1] ?? section.heading;
    if (section.heading.start <= start && Math.max(section.heading.end, last.end) > start) path = section.path;
  }
  return { path, text: around(AROUND) };
}
