import { parseMarkdown } from "../markdown-in/blocks.ts";
import { freshContext } from "../markdown-in/markdown-to-storage.ts";
import { type RecordedMarkdown, recordMarkdown } from "../markdown-out/storage-to-markdown.ts";
import type { MarkdownOptions } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import { commentsIn } from "../round-trip/comments.ts";
import { cut, finish, reconcileRow, startChanges } from "../round-trip/reconcile.ts";
import type { Splice } from "../round-trip/splice.ts";
import { parse } from "../tree/parse.ts";
import type { Diagnostic } from "../tree/tree.ts";
import { validateStorage } from "../validate/validate-storage.ts";
import {
  type AddressBook,
  choose,
  type Found,
  innermost,
  matchesOf,
  nearest,
  resolve,
  textCandidate,
} from "./address.ts";
import { attributeSplices, fits } from "./attributes.ts";
import { lineDiff } from "./diff.ts";
import { contentStorage, type Editing, rangeOf } from "./editing.ts";
import { insertBeside, insertInside, insertRow } from "./insert.ts";
import type { Content, Operation, Target } from "./operations.ts";
import { PageEditError } from "./page-edit-error.ts";

export interface EditResult {
  storage: string;
  /** The change as lines of Markdown: `-` gone, `+` new. Empty when nothing changed for a reader. */
  diff: string;
  diagnostics: Diagnostic[];
}

/** Carries out operations against one version of a page. All or nothing: a refused one throws `PageEditError`. */
export function editPage(
  page: RecordedMarkdown,
  book: AddressBook,
  options: MarkdownOptions,
  operations: readonly Operation[],
): EditResult {
  const diagnostics: Diagnostic[] = [];
  const report: ReturnType<typeof freshContext>["report"] = (severity, code, message, line) => {
    if (code !== "comment-lost") diagnostics.push({ severity, code, message, offset: 0, line: line + 1, column: 1 });
  };
  const changes = startChanges(page, options, freshContext(report));
  const editing: Editing = { page, book, options, changes, operation: 0 };
  operations.forEach((operation, at) => {
    editing.operation = at;
    const before = changes.splices.length;
    carryOut(editing, operation);
    refuseOverlap(changes.splices, before, at);
  });
  const source = page.tree.source;
  const storage = finish(source, changes);
  const after = recordMarkdown(storage, options);
  const wasValid = validateStorage(source).every(({ code }) => code === "editor-schema");
  const problem = validateStorage(storage).find(({ code }) => code !== "editor-schema");
  if (wasValid && problem !== undefined)
    throw new PageEditError("invalid_operation", `The result would not be well-formed: ${problem.message}`);
  const left = new Set(commentsIn(after.tree, 0, storage.length).map(({ ref }) => ref));
  const lost = new Map(
    commentsIn(page.tree, 0, source.length)
      .filter(({ ref }) => !left.has(ref))
      .map((comment) => [comment.ref, comment]),
  );
  for (const { ref, text } of lost.values()) {
    report(
      "warning",
      "comment-anchor-lost",
      `The inline comment on "${text.slice(0, 60)}" (${ref}) has no anchor any more`,
      0,
    );
  }
  return { storage, diff: lineDiff(page.markdown, after.markdown), diagnostics };
}

/** Two operations may not change the same characters: what the second meant would be gone. */
function refuseOverlap(splices: readonly Splice[], from: number, operation: number): void {
  for (const splice of splices.slice(from)) {
    for (const other of splices.slice(0, from)) {
      if (splice.start < other.end && other.start < splice.end) {
        throw new PageEditError(
          "overlap",
          "This operation changes a part that an earlier one changes too: send them one after the other",
          operation,
        );
      }
    }
  }
}

function carryOut(editing: Editing, operation: Operation): void {
  const { book, changes, operation: at } = editing;
  const find = (target: Target): Found => resolve(book, target, at);
  switch (operation.op) {
    case "replace":
      replace(editing, find(operation.target), operation);
      return;
    case "insertBefore":
    case "insertAfter":
      insertBeside(editing, find(operation.target), operation, operation.op === "insertAfter");
      return;
    case "append":
    case "prepend":
      insertInside(
        editing,
        operation.target === undefined ? undefined : find(operation.target),
        operation,
        operation.op === "append",
      );
      return;
    case "delete":
      remove(editing, find(operation.target));
      return;
    case "move": {
      const moved = find(operation.target);
      const [start, end] = "before" in operation ? rangeOf(find(operation.before)) : rangeOf(find(operation.after));
      const place = "before" in operation ? start : end;
      const ranges = removal(editing, moved);
      if (ranges.some(([from, to]) => place > from && place < to))
        throw new PageEditError("invalid_operation", "A block cannot be moved into itself", at);
      if (ranges.length > 1 || moved.blocks[0]?.title !== undefined) refuseTitles(moved, at);
      const text = ranges.map(([from, to]) => editing.page.tree.source.slice(from, to)).join("");
      for (const [from, to] of ranges) changes.splices.push({ start: from, end: to, text: "" });
      changes.splices.push({ start: place, end: place, text });
      return;
    }
    case "setAttributes": {
      const [named] = find(operation.target).blocks as [PageBlock];
      const block =
        "text" in operation.target
          ? (nearest(book, named, (around) => fits(around, operation.attributes)) ?? named)
          : named;
      changes.splices.push(...attributeSplices(editing.page.tree, block, operation.attributes, at));
      return;
    }
    case "replaceText":
      replaceText(editing, operation);
      return;
    case "insertRow":
      insertRow(editing, find(operation.target), operation);
      return;
  }
}

/**
 * What to cut out to remove a target. A section that reaches into or out of a wrapper (a page-properties macro, a
 * div) is cut block by block, so that no tag is left alone.
 */
function removal(editing: Editing, found: Found): [number, number][] {
  const { tree } = editing.page;
  const [start, end] = rangeOf(found);
  const [only] = found.blocks as [PageBlock];
  if (only.title !== undefined) return [range(cut(tree, only))];
  if (parse(tree.source.slice(start, end)).problems.length === 0 || tree.problems.length > 0) return [[start, end]];
  return [found.blocks[0] as PageBlock, ...(found.section?.body ?? [])].map((block) => range(cut(tree, block)));
}

/** A macro's title cannot leave its macro. */
function refuseTitles({ blocks, section }: Found, operation: number): void {
  const named = [...blocks, ...(section?.body ?? [])].find(({ title }) => title !== undefined);
  if (named !== undefined)
    throw new PageEditError("invalid_operation", `"${named.content}" is a macro's title and stays with it`, operation);
}

const range = ({ start, end }: Splice): [number, number] => [start, end];

function replace(editing: Editing, found: Found, content: Content): void {
  const { changes } = editing;
  const { section } = found;
  if ((content.format ?? "markdown") !== "markdown") {
    const blocks = section === undefined ? found.blocks : section.body;
    const [start, end] =
      blocks.length === 0
        ? [rangeOf(found)[1], rangeOf(found)[1]]
        : rangeOf({ blocks: [blocks[0] as PageBlock, ...blocks.slice(1)] });
    const last = blocks[blocks.length - 1];
    if (blocks[0]?.title !== undefined) refuseTitles(found, editing.operation);
    changes.splices.push({ start, end: Math.max(end, last?.end ?? end), text: contentStorage(editing, content) });
    return;
  }
  const { blocks } = parseMarkdown(content.content);
  if (section === undefined) {
    const [block] = found.blocks as [PageBlock];
    if (block.kind === "raw")
      changes.splices.push({ start: block.start, end: block.end, text: inlineOrBlocks(editing, content) });
    else reconcileRow(found.blocks, unwrapped(block, blocks), block.end, changes);
    return;
  }
  const withHeading = blocks[0]?.kind === "heading" && Number(blocks[0].key) <= Number(section.heading.key);
  reconcileRow(withHeading ? [section.heading, ...section.body] : section.body, blocks, section.heading.end, changes);
}

/** An inline element (a status, a mention) is replaced by a line's content, not by a paragraph. */
function inlineOrBlocks(editing: Editing, content: Content): string {
  const storage = contentStorage(editing, content);
  return storage.replace(/^<p>((?:(?!<p>)[\s\S])*)<\/p>$/, "$1");
}

/** New content for an item, row or cell comes as the list or table around it. */
function unwrapped(block: PageBlock, blocks: ReturnType<typeof parseMarkdown>["blocks"]): typeof blocks {
  const [only] = blocks;
  if (blocks.length !== 1 || only === undefined) return blocks;
  if (block.kind === "item" && only.kind === "list") return only.children;
  if (block.kind === "row" && only.kind === "table") return only.children.slice(0, 1);
  return blocks;
}

function replaceText(editing: Editing, operation: Operation & { op: "replaceText" }): void {
  const { page, changes, book } = editing;
  const [from, to] =
    operation.within === undefined
      ? [0, page.tree.source.length]
      : rangeOf(resolve(book, operation.within, editing.operation));
  const matches = matchesOf(page.tree, operation.find, from, to);
  const storage = lineStorage(editing, operation);
  const chosen =
    operation.match === "all"
      ? matches
      : [
          choose(matches, operation.match, `the text "${operation.find}"`, editing.operation, (match) =>
            textCandidate(book, match),
          ),
        ];
  for (const match of chosen) {
    const block = operation.replace === "" && match.whole ? innermost(book, match.start, match.end) : undefined;
    if (block !== undefined && holdsOnlyWords(editing, block)) remove(editing, { blocks: [block] });
    else changes.splices.push(...match.replace(operation.replace, storage));
  }
}

/** What `replaceText` puts in, as storage format without a paragraph around it; undefined = its words as they are. */
function lineStorage(
  editing: Editing,
  { replace: content, format }: Operation & { op: "replaceText" },
): string | undefined {
  if (format === undefined || format === "text" || content.trim() === "") return undefined;
  const [, before = "", after = ""] = /^(\s*)[\s\S]*?(\s*)$/.exec(content) ?? [];
  const written = contentStorage(editing, { content: content.trim(), format });
  const inner = /^<p>((?:(?!<\/?p\b)[\s\S])*)<\/p>$/.exec(written)?.[1];
  if (inner !== undefined) return before + inner + after;
  if (format === "storage" && !written.startsWith("<p")) return content;
  // A line such as "1. May" is Markdown for a list, but was not meant as one.
  if (!content.trim().includes("\n")) return undefined;
  throw new PageEditError(
    "invalid_operation",
    "Words can be replaced by one line only: replace the block or section, or insert beside it",
    editing.operation,
  );
}

/** Whether a block would be empty without its words: no image, macro or link in it. */
function holdsOnlyWords({ page }: Editing, block: PageBlock): boolean {
  if (block.kind !== "paragraph" && block.kind !== "heading") return false;
  const inner = page.tree.source.slice(block.innerStart, block.innerEnd);
  return !inner
    .replace(/<\/?(?:strong|b|em|i|u|s|del|code|sub|sup|span|ac:inline-comment-marker)\b[^>]*>/g, "")
    .includes("<");
}

/** Removes a target, and the item of a list that would be left without anything in it. */
function remove(editing: Editing, found: Found): void {
  const [block] = found.blocks as [PageBlock];
  const parent = editing.book.parents.get(block);
  const whole =
    found.section === undefined && parent?.kind === "item" && parent.children.length === 1
      ? { blocks: [parent] }
      : found;
  for (const [start, end] of removal(editing, whole)) editing.changes.splices.push({ start, end, text: "" });
}
