import type { MarkdownBlock } from "../markdown-in/blocks.ts";
import { parseMarkdown } from "../markdown-in/blocks.ts";
import type { StorageContext } from "../markdown-in/context.ts";
import { plainWords } from "../markdown-in/markdown-parser.ts";
import { blockStorage } from "../markdown-in/storage-writer.ts";
import { reportDropped } from "../markdown-in/table-row.ts";
import { type RecordedMarkdown, recordMarkdown, truncationMark } from "../markdown-out/storage-to-markdown.ts";
import type { Atom, MarkdownOptions } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import { parameterNode } from "../model/macro.ts";
import { nameOf, type Tree } from "../tree/tree.ts";
import { align } from "./align.ts";
import { placeBehind } from "./behind.ts";
import { anchorBeside, commentsGone, type LostComment } from "./lost-comments.ts";
import { compatible, type PatchContext, patchBlock } from "./patch.ts";
import { signature, similarity } from "./signature.ts";
import { applySplices, type Splice } from "./splice.ts";

interface Insertion {
  at: number;
  block: MarkdownBlock;
}

/** Changes of one page, collected while its blocks are compared and applied together. */
export interface Changes {
  context: PatchContext;
  splices: Splice[];
  insertions: Insertion[];
  removed: PageBlock[];
  lost: LostComment[];
}

/**
 * The page that the edited Markdown describes, made from the page it came from by changes as small as can be found:
 * blocks are matched by their Markdown, changed ones are patched inside, new ones written, moved ones moved with
 * their bytes. Unchanged Markdown gives the base itself.
 */
export function reconcile(
  base: string,
  markdown: string,
  options: MarkdownOptions,
  outer: Pick<StorageContext, "report" | "html">,
): string {
  const page = recordMarkdown(base, options);
  if (page.markdown === markdown) return base;
  const { blocks, dropped } = parseMarkdown(markdown);
  reportDropped(dropped, outer.report);
  const last = blocks[blocks.length - 1];
  if (page.truncatedAt !== -1) {
    if (last?.content === truncationMark) blocks.pop();
    else
      outer.report(
        "warning",
        "truncation-mark",
        "The line that stands for the rest of the page is gone; the rest is kept",
        last?.line ?? 0,
      );
  }
  const changes = startChanges(page, options, outer);
  reconcileRow(page.blocks, blocks, base.length, changes);
  return finish(base, changes);
}

export function startChanges(
  page: RecordedMarkdown,
  options: MarkdownOptions,
  outer: Pick<StorageContext, "report" | "html">,
): Changes {
  const lost: LostComment[] = [];
  return { context: patchContext(page, options, outer, lost), splices: [], insertions: [], removed: [], lost };
}

/** Matches a row of blocks with its new version; `end` is where a block goes when the row is empty. */
export function reconcileRow(
  old: readonly PageBlock[],
  now: readonly MarkdownBlock[],
  end: number,
  changes: Changes,
): void {
  const same = align(old.map(signature), now.map(signature));
  let i = 0;
  let j = 0;
  let place = old[0]?.start ?? end;
  for (const [nextOld, nextNow] of [...same, [old.length, now.length] as [number, number]]) {
    place = reconcileGap(old.slice(i, nextOld), now.slice(j, nextNow), place, changes);
    const kept = old[nextOld];
    if (kept !== undefined) place = placeBehind(changes.context.tree, kept);
    i = nextOld + 1;
    j = nextNow + 1;
  }
}

/** Blocks between two that stayed: pairs what resembles each other, removes and inserts the rest. */
function reconcileGap(
  old: readonly PageBlock[],
  now: readonly MarkdownBlock[],
  from: number,
  changes: Changes,
): number {
  let place = from;
  let i = 0;
  let j = 0;
  for (const [nextOld, nextNow] of [...pairs(old, now), [old.length, now.length] as [number, number]]) {
    for (; i < nextOld; i++) remove(old[i] as PageBlock, changes);
    for (; j < nextNow; j++) changes.insertions.push({ at: place, block: now[j] as MarkdownBlock });
    const before = old[nextOld];
    if (before === undefined) break;
    replace(before, now[nextNow] as MarkdownBlock, changes);
    place = placeBehind(changes.context.tree, before);
    i = nextOld + 1;
    j = nextNow + 1;
  }
  return place;
}

const MAX_PAIRINGS = 4000;

/** Which old block became which new one: the pairing, in order, that resembles most. */
function pairs(old: readonly PageBlock[], now: readonly MarkdownBlock[]): [number, number][] {
  if (old.length === 0 || now.length === 0) return [];
  if (old.length * now.length > MAX_PAIRINGS) {
    return old
      .slice(0, now.length)
      .flatMap((block, at): [number, number][] => (compatible(block, now[at] as MarkdownBlock) ? [[at, at]] : []));
  }
  const width = now.length + 1;
  const best = new Float64Array((old.length + 1) * width);
  const score = (i: number, j: number): number => {
    const [before, after] = [old[i] as PageBlock, now[j] as MarkdownBlock];
    if (!compatible(before, after)) return -1;
    const alike = similarity(before, after);
    const alone = old.length === now.length && old.length === 1;
    return alike < 0.3 && !alone && before.kind !== "row" ? -1 : alike + 0.1 + (before.kind === after.kind ? 0.05 : 0);
  };
  const scores: number[] = [];
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const at = i * width + j;
      scores[at] = score(i, j);
      const paired = (scores[at] as number) < 0 ? -1 : (scores[at] as number) + (best[at + width + 1] as number);
      best[at] = Math.max(paired, best[at + width] as number, best[at + 1] as number);
    }
  }
  const found: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    const at = i * width + j;
    const value = scores[at] as number;
    if (value >= 0 && best[at] === value + (best[at + width + 1] as number)) found.push([i++, j++]);
    else if (best[at] === best[at + width]) i++;
    else j++;
  }
  return found;
}

function remove(block: PageBlock, changes: Changes): void {
  if (block.start < 0) return;
  changes.splices.push(cut(changes.context.tree, block));
  changes.removed.push(block);
}

/** What removes a block: a macro's title goes without its macro. */
export function cut(tree: Tree, { start, end, title }: PageBlock): Splice {
  const node = title === undefined ? -1 : parameterNode(tree, title.macro, title.parameter);
  if (node === -1) return { start, end, text: "" };
  return { start: tree.start[node] as number, end: tree.end[node] as number, text: "" };
}

function replace(old: PageBlock, now: MarkdownBlock, changes: Changes): void {
  const patched = patchBlock(old, now, changes.context);
  if (patched === undefined) {
    changes.removed.push(old);
    changes.splices.push(cut(changes.context.tree, old));
    changes.insertions.push({ at: old.end, block: now });
    return;
  }
  changes.splices.push(...patched);
  if (old.kind === "row") reconcileCells(old, now, changes);
  else if (old.children.length > 0 || now.children.length > 0) reconcileChildren(old, now, changes);
}

function reconcileChildren(old: PageBlock, now: MarkdownBlock, changes: Changes): void {
  const before = changes.insertions.length;
  const removedBefore = changes.removed.length;
  reconcileRow(old.children, now.children, old.innerEnd, changes);
  const emptied =
    changes.insertions.length === before &&
    changes.removed.length - removedBefore === old.children.length &&
    old.children.length > 0;
  const holdsParagraph = old.kind === "item" ? old.key === "" : old.kind !== "list" && old.kind !== "table";
  if (emptied && holdsParagraph) changes.splices.push({ start: old.innerEnd, end: old.innerEnd, text: "<p />" });
}

/** Cells keep their place in the row. A new column is a cell more in every row. */
function reconcileCells(old: PageBlock, now: MarkdownBlock, changes: Changes): void {
  const spans = old.children.some((cell) => cell.node === -1);
  if (old.children.length !== now.children.length && !spans) {
    reconcileRow(old.children, now.children, old.innerEnd, changes);
    return;
  }
  let place = old.innerStart;
  now.children.forEach((cell, at) => {
    const before = old.children[at];
    if (before === undefined) changes.insertions.push({ at: place, block: cell });
    else if (before.node === -1) {
      if (cell.content !== "")
        changes.context.report(
          "warning",
          "merged-cell",
          `A merged cell covers this field, "${cell.content.slice(0, 40)}" has no place`,
          cell.line,
        );
    } else {
      if (before.content !== cell.content) changes.splices.push(...(patchBlock(before, cell, changes.context) ?? []));
      place = before.end;
    }
  });
  for (const cell of old.children.slice(now.children.length)) remove(cell, changes);
}

/** Writes what is new, out of what was removed where it is the same, and applies all changes at once. */
export function finish(base: string, changes: Changes): string {
  const pool = new Map<string, PageBlock[]>();
  const queue = [...changes.removed];
  while (queue.length > 0) {
    const block = queue.pop() as PageBlock;
    queue.push(...block.children);
    if (block.torn || block.title !== undefined || block.start < 0 || block.kind === "cell") continue;
    const held = pool.get(signature(block));
    if (held === undefined) pool.set(signature(block), [block]);
    else held.push(block);
  }
  const reused: PageBlock[] = [];
  const reuse = (block: MarkdownBlock): string | undefined => {
    const found = pool.get(signature(block))?.pop();
    if (found === undefined) return undefined;
    reused.push(found);
    const bytes = base.slice(found.start, found.end);
    return found.node === -1 && (found.kind === "paragraph" || found.kind === "heading")
      ? wrapLine(found, bytes)
      : bytes;
  };
  const { context } = changes;
  const written = changes.insertions.map(({ at, block }) => {
    const before = reused.length;
    const text = blockStorage(block, context.anywhere, reuse);
    return { at, text, fresh: reused.length === before };
  });
  changes.lost.push(...commentsGone(context.tree, changes.removed, reused));
  let lost = changes.lost;
  for (const { at, text, fresh } of written) {
    const anchored = fresh ? anchorBeside(lost, at, text) : { storage: text, lost };
    lost = anchored.lost;
    changes.splices.push({ start: at, end: at, text: anchored.storage });
  }
  for (const { comment, line } of lost) {
    const words = comment.text.slice(0, 60);
    context.report(
      "warning",
      "comment-lost",
      `The inline comment on "${words}" loses its place: its text is gone`,
      line,
    );
  }
  return applySplices(base, [...changes.splices, ...fillEmptied(changes)]);
}

const mustHold = new Set(["ac:rich-text-body", "ac:layout-cell"]);

/** A macro's body or layout cell that lost all its blocks keeps an empty paragraph: the editor wants content there. */
function fillEmptied(changes: Changes): Splice[] {
  const { tree } = changes.context;
  const holders = new Set<number>();
  for (const block of changes.removed) {
    if (block.node > 0) holders.add(tree.parent[block.node] as number);
  }
  const found: Splice[] = [];
  for (const holder of holders) {
    if (!mustHold.has(nameOf(tree, holder))) continue;
    const from = tree.openEnd[holder] as number;
    const to = tree.closeStart[holder] as number;
    const inside = changes.splices.filter((splice) => splice.start >= from && splice.end <= to);
    const moved = inside.map((splice) => ({ ...splice, start: splice.start - from, end: splice.end - from }));
    if (applySplices(tree.source.slice(from, to), moved).trim() === "")
      found.push({ start: to, end: to, text: "<p />" });
  }
  return found;
}

function wrapLine(block: PageBlock, bytes: string): string {
  if (block.kind === "heading") return `<h${block.key}>${bytes}</h${block.key}>`;
  return /^<ac:(?:structured-macro|image|adf-extension)\b/.test(bytes) ? bytes : `<p>${bytes}</p>`;
}

/** The place of the first that starts at the offset or behind it; they are sorted by their start. */
function firstFrom(atoms: readonly Atom[], offset: number): number {
  let low = 0;
  let high = atoms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atoms[middle] as Atom).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function patchContext(
  page: RecordedMarkdown,
  options: MarkdownOptions,
  outer: Pick<StorageContext, "report" | "html">,
  lost: LostComment[],
): PatchContext {
  const source = page.tree.source;
  let task = 0;
  for (const match of source.matchAll(/<ac:task-id>\s*(\d{1,9})\s*</g)) task = Math.max(task, Number(match[1]));
  const everywhere = new Map(page.atoms.map((atom) => [`${atom.kind}\n${atom.key}`, atom]));
  const contextFor = (
    near: readonly Atom[],
    texts: ReadonlyMap<string, string>,
    used = new Set<Atom>(),
  ): StorageContext => ({
    ...outer,
    base: source,
    handle: (handle) => {
      const found = page.handles.get(handle);
      return found && { bytes: source.slice(found.start, found.end), shown: plainWords(found.shown) };
    },
    atom: (kind, key) => {
      const found = near.find((atom) => atom.kind === kind && atom.key === key) ?? everywhere.get(`${kind}\n${key}`);
      if (found !== undefined) used.add(found);
      return found && source.slice(found.start, found.end);
    },
    sameTarget: (kind, target) => {
      const found = near.find((atom) => atom.kind === kind && !used.has(atom) && atom.key.startsWith(`${target}\n`));
      if (found !== undefined) used.add(found);
      return found && source.slice(found.start, found.end);
    },
    texts,
    nextTaskId: () => ++task,
  });
  const anywhere = contextFor([], new Map());
  const atoms = [...page.atoms].sort((a, b) => a.start - b.start);
  const within = (start: number, end: number): StorageContext => {
    const inside: Atom[] = [];
    for (let at = firstFrom(atoms, start); at < atoms.length && (atoms[at] as Atom).start < end; at++)
      if ((atoms[at] as Atom).end <= end) inside.push(atoms[at] as Atom);
    const texts = inside.filter((atom) => atom.kind === "text");
    return contextFor(inside, new Map(texts.map((atom) => [atom.key, source.slice(atom.start, atom.end)])));
  };
  const lose: PatchContext["lose"] = (comment, from, line) => lost.push({ comment, from, line });
  return { ...anywhere, tree: page.tree, options, within, lose, anywhere };
}
