import { htmlToStorage } from "../html/html-to-storage.ts";
import { parseMarkdown } from "../markdown-in/blocks.ts";
import { freshContext } from "../markdown-in/markdown-to-storage.ts";
import { blocksStorage } from "../markdown-in/storage-writer.ts";
import { type RecordedMarkdown, recordMarkdown } from "../markdown-out/storage-to-markdown.ts";
import type { MarkdownOptions } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import { commentsIn } from "../round-trip/comments.ts";
import { type Changes, finish, reconcileRow, startChanges } from "../round-trip/reconcile.ts";
import type { Splice } from "../round-trip/splice.ts";
import { textToStorage } from "../text/text-to-storage.ts";
import { parse } from "../tree/parse.ts";
import type { Diagnostic } from "../tree/tree.ts";
import { validateStorage } from "../validate/validate-storage.ts";
import { type AddressBook, choose, type Found, nearest, resolve } from "./address.ts";
import { attributeSplices, fits } from "./attributes.ts";
import { lineDiff } from "./diff.ts";
import type { Content, Operation, Target } from "./operations.ts";
import { PageEditError } from "./page-edit-error.ts";
import { findText } from "./text-matches.ts";

export interface EditResult {
  storage: string;
  /** The change as lines of Markdown: `-` gone, `+` new. Empty when nothing changed for a reader. */
  diff: string;
  diagnostics: Diagnostic[];
}

interface Editing {
  page: RecordedMarkdown;
  book: AddressBook;
  options: MarkdownOptions;
  changes: Changes;
  operation: number;
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
    case "insertAfter": {
      const [start, end] = rangeOf(find(operation.target));
      insert(editing, operation.op === "insertBefore" ? start : end, operation);
      return;
    }
    case "append":
    case "prepend":
      addInside(
        editing,
        operation.target === undefined ? undefined : find(operation.target),
        operation,
        operation.op === "append",
      );
      return;
    case "delete":
      for (const [start, end] of removal(editing, find(operation.target)))
        changes.splices.push({ start, end, text: "" });
      return;
    case "move": {
      const moved = find(operation.target);
      const [start, end] = "before" in operation ? rangeOf(find(operation.before)) : rangeOf(find(operation.after));
      const place = "before" in operation ? start : end;
      const ranges = removal(editing, moved);
      if (ranges.some(([from, to]) => place > from && place < to))
        throw new PageEditError("invalid_operation", "A block cannot be moved into itself", at);
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

/** The source a target covers: a block, or a heading with its whole section. */
function rangeOf(found: Found): [number, number] {
  const [first] = found.blocks as [PageBlock];
  const last = found.section?.body[found.section.body.length - 1];
  return [first.start, last === undefined ? first.end : Math.max(first.end, last.end)];
}

/**
 * What to cut out to remove a target. A section that reaches into or out of a wrapper (a page-properties macro, a
 * div) is cut block by block, so that no tag is left alone.
 */
function removal(editing: Editing, found: Found): [number, number][] {
  const { tree } = editing.page;
  const [start, end] = rangeOf(found);
  if (parse(tree.source.slice(start, end)).problems.length === 0 || tree.problems.length > 0) return [[start, end]];
  return [found.blocks[0] as PageBlock, ...(found.section?.body ?? [])].map((block) => [block.start, block.end]);
}

function contentStorage(editing: Editing, { content, format = "markdown" }: Content): string {
  const { changes, operation } = editing;
  switch (format) {
    case "markdown":
      return blocksStorage(parseMarkdown(content).blocks, changes.context.anywhere);
    case "html":
      return htmlToStorage(content).storage;
    case "text":
      return textToStorage(content).storage;
    case "storage": {
      const problem = validateStorage(content)[0];
      if (problem !== undefined)
        throw new PageEditError(
          "invalid_operation",
          `The storage format of this operation is not valid: ${problem.message}`,
          operation,
        );
      return content;
    }
  }
}

function insert(editing: Editing, at: number, content: Content): void {
  editing.changes.splices.push({ start: at, end: at, text: contentStorage(editing, content) });
}

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

function addInside(editing: Editing, found: Found | undefined, content: Content, atEnd: boolean): void {
  const { page, changes } = editing;
  const rows = page.blocks;
  if (found === undefined) {
    const edge = atEnd ? rows[rows.length - 1] : rows[0];
    const outside = atEnd ? page.tree.source.length : 0;
    // A page that is one layout takes new content inside its first or last cell: next to the layout it would be lost.
    const inLayout = page.tree.source.includes("<ac:layout>") && edge !== undefined;
    insert(editing, inLayout ? (atEnd ? edge.end : edge.start) : outside, content);
    return;
  }
  const [block] = found.blocks as [PageBlock];
  if (found.section !== undefined) {
    insert(editing, atEnd ? rangeOf(found)[1] : block.end, content);
    return;
  }
  if (block.node <= 0 || block.children.length === 0) {
    if (!["alert", "expand", "quote", "cell", "item"].includes(block.kind)) {
      throw new PageEditError(
        "invalid_operation",
        `Nothing can be added inside a block of the kind ${block.kind}: insert before or after it`,
        editing.operation,
      );
    }
    insert(editing, atEnd ? block.innerEnd : block.innerStart, content);
    return;
  }
  const edge = (atEnd ? block.children[block.children.length - 1] : block.children[0]) as PageBlock;
  const place = atEnd ? edge.end : edge.start;
  if (block.kind !== "list" && block.kind !== "table") {
    insert(editing, place, content);
    return;
  }
  const { blocks } = parseMarkdown(content.content);
  const parts = blocks.flatMap((part) => (part.kind === block.kind ? part.children : []));
  if (parts.length === 0)
    throw new PageEditError(
      "invalid_operation",
      `A ${block.kind} takes a Markdown ${block.kind} with the parts to add`,
      editing.operation,
    );
  changes.splices.push({ start: place, end: place, text: blocksStorage(parts, changes.context.anywhere) });
}

function replaceText(editing: Editing, operation: Operation & { op: "replaceText" }): void {
  const { page, changes, book } = editing;
  const [from, to] =
    operation.within === undefined
      ? [0, page.tree.source.length]
      : rangeOf(resolve(book, operation.within, editing.operation));
  const matches = findText(page.tree, operation.find, from, to);
  const chosen =
    operation.match === "all"
      ? matches
      : [choose(matches, operation.match, `the text "${operation.find}"`, editing.operation)];
  for (const match of chosen) changes.splices.push(...match.replace(operation.replace));
}

function insertRow(editing: Editing, found: Found, operation: Operation & { op: "insertRow" }): void {
  const { changes } = editing;
  const [block] = found.blocks as [PageBlock];
  const inside = nearest(editing.book, block, ({ kind }) => kind === "row" || kind === "table");
  const row = inside?.kind === "table" ? inside.children[inside.children.length - 1] : inside;
  if (row === undefined) {
    throw new PageEditError(
      "invalid_operation",
      "A row is inserted into a table or next to one of its rows",
      editing.operation,
    );
  }
  const width = row.children.length;
  if (operation.cells.length > width)
    throw new PageEditError(
      "invalid_operation",
      `The table has ${width} columns, the row ${operation.cells.length} cells`,
      editing.operation,
    );
  let cells = "";
  for (let at = 0; at < width; at++) {
    const { blocks } = parseMarkdown(operation.cells[at] ?? "");
    cells += `<td>${blocksStorage(blocks, changes.context.anywhere) || "<p />"}</td>`;
  }
  const place = operation.position === "before" ? row.start : row.end;
  changes.splices.push({ start: place, end: place, text: `<tr>${cells}</tr>` });
}
