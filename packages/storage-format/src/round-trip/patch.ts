import { boldLine, type MarkdownBlock, parseInline } from "../markdown-in/blocks.ts";
import type { StorageContext } from "../markdown-in/context.ts";
import { inlineStorage } from "../markdown-in/inline-storage.ts";
import { alertMacros } from "../markdown-in/macro-storage.ts";
import { blockStorage, cellContent } from "../markdown-in/storage-writer.ts";
import { cdata, xmlText } from "../markdown-in/xml.ts";
import { recordMarkdown } from "../markdown-out/storage-to-markdown.ts";
import type { MarkdownOptions } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import { isMacro, macroBody, macroName } from "../model/macro.ts";
import { childNamed, isElement, nameOf, nodeFrom, sourceOf, type Tree } from "../tree/tree.ts";
import { editCode } from "./code-edit.ts";
import { anchorComments, type CommentMarker, commentsIn } from "./comments.ts";
import { closesItself, renameElement, setAttribute, setContent, setParameter } from "./element-edits.ts";
import type { Splice } from "./splice.ts";
import { editText } from "./text-edit.ts";

/** What patching a page's blocks needs to know about the page. */
export interface PatchContext extends StorageContext {
  tree: Tree;
  options: MarkdownOptions;
  /** The context with the base's elements of one block first, for rewriting that block's line. */
  within(start: number, end: number): StorageContext;
  /** Notes a comment whose text was removed from a block, or moved out of it. */
  lose(comment: CommentMarker, from: PageBlock, line: number): void;
  /** The context for a block that is new to the page. */
  anywhere: StorageContext;
}

/** Whether one block can become the other by changes inside it. */
export function compatible(old: PageBlock, now: MarkdownBlock): boolean {
  if (old.torn) return false;
  if (old.kind === "list" && now.kind === "list") return (old.key === "task") === (now.key === "task");
  if (old.kind === "item" && now.kind === "item") return (old.key === "") === (now.key === "");
  if (old.kind === now.kind) return true;
  const line = (kind: string): boolean => kind === "paragraph" || kind === "heading";
  return line(old.kind) && line(now.kind) && old.node !== -1;
}

/** The changes that turn a leaf, or a container's own title and kind, into the new block; undefined: write it anew. */
export function patchBlock(old: PageBlock, now: MarkdownBlock, context: PatchContext): Splice[] | undefined {
  const { tree } = context;
  const { node } = old;
  switch (old.kind) {
    case "paragraph":
    case "heading":
      return patchLine(old, now, context);
    case "cell":
      return node === -1 ? [] : patchLine(old, now, context);
    case "code":
      return patchCode(old, now, context);
    case "list":
      if (old.key === "task") return [];
      return [
        ...(old.key === now.key ? [] : renameElement(tree, node, now.key === "ordered" ? "ol" : "ul")),
        ...(now.key === "ordered" && old.key === "ordered" && old.content !== now.content
          ? setAttribute(tree, node, "start", now.content)
          : []),
      ];
    case "item": {
      const status = old.key === now.key ? -1 : childNamed(tree, node, "ac:task-status");
      return status === -1 ? [] : setContent(tree, status, now.key === "done" ? "complete" : "incomplete");
    }
    case "alert":
      return patchAlert(old, now, tree);
    case "expand":
      return old.content === now.content
        ? []
        : isMacro(tree, node)
          ? setParameter(tree, node, "title", now.content)
          : undefined;
    case "raw":
      return undefined;
    default:
      return [];
  }
}

function patchAlert(old: PageBlock, now: MarkdownBlock, tree: Tree): Splice[] | undefined {
  if (old.key === now.key && old.content === now.content) return [];
  if (!isMacro(tree, old.node)) return undefined;
  const splices: Splice[] = [];
  if (old.key !== now.key) {
    const name = alertMacros[now.key];
    if (name === undefined) return undefined;
    splices.push(...setAttribute(tree, old.node, "ac:name", name));
  }
  if (old.content !== now.content) {
    // The emoji before a custom panel's title is a parameter of its own.
    if (/\p{Extended_Pictographic}/u.test(old.content.slice(0, 2))) return undefined;
    splices.push(...setParameter(tree, old.node, "title", now.content));
  }
  return splices;
}

function patchCode(old: PageBlock, now: MarkdownBlock, context: PatchContext): Splice[] | undefined {
  const { tree } = context;
  const splices: Splice[] = [];
  if (isElement(tree, old.node, "pre")) {
    if (old.key !== now.key) return undefined;
    return (
      editCode(tree, old.innerStart, old.innerEnd, old.content, now.content) ?? [
        { start: old.innerStart, end: old.innerEnd, text: xmlText(now.content) },
      ]
    );
  }
  if (!isMacro(tree, old.node)) return undefined;
  if (old.key !== now.key) {
    if (macroName(tree, old.node) !== "code") return undefined;
    const [oldLanguage = "", oldTitle = ""] = old.key.split("\n");
    const [language = "", title = ""] = now.key.split("\n");
    if (oldLanguage !== language) splices.push(...setParameter(tree, old.node, "language", language));
    if (oldTitle !== title) splices.push(...setParameter(tree, old.node, "title", title));
  }
  if (old.content !== now.content) {
    const body = macroBody(tree, old.node);
    if (body === -1) return undefined;
    const inner = [tree.openEnd[body] as number, tree.closeStart[body] as number] as const;
    const edited = editCode(tree, ...inner, old.content, now.content);
    splices.push(...(edited ?? setContent(tree, body, cdata(now.content))));
  }
  return splices;
}

/** A line of text: its words changed in place, else its content written anew inside the same element. */
function patchLine(signed: PageBlock, shown: MarkdownBlock, context: PatchContext): Splice[] | undefined {
  const { tree, options } = context;
  const [old, now] = withoutSign(signed, shown);
  if (old.title !== undefined) {
    const title = now.kind === "paragraph" ? boldLine(now.inline) : undefined;
    return title === undefined ? undefined : setParameter(tree, old.title.macro, old.title.parameter, title);
  }
  const splices: Splice[] = [];
  // A macro or image that makes up a line by itself is no line of text to rewrite.
  if (old.node !== -1 && old.kind !== "cell" && !/^(?:p|h[1-6]|dt)$/.test(nameOf(tree, old.node))) {
    if (old.kind === now.kind && old.content === now.content) return [];
    if (!isElement(tree, old.node, "ac:image") || now.inline[0]?.type !== "image") return undefined;
    const image = blockStorage(now, context.within(old.start, old.end));
    return image.startsWith("<ac:image") ? [{ start: old.start, end: old.end, text: image }] : undefined;
  }
  const level = now.kind === "heading" ? `h${now.key}` : "p";
  if (old.kind !== "cell" && (old.kind !== now.kind || old.key !== now.key)) {
    if (old.node === -1 || isElement(tree, old.node, "dt")) return undefined;
    splices.push(...renameElement(tree, old.node, level));
  }
  const before = old.content;
  const after = now.content;
  if (before === after) return splices;
  const [from, to] = old.kind === "cell" ? cellLine(tree, old) : [old.innerStart, old.innerEnd];
  const wrap = old.kind === "cell" ? ["<table><tr><td>", "</td></tr></table>"] : [`<${level}>`, `</${level}>`];
  const reads = (inner: string): boolean => {
    const [block, ...others] = recordMarkdown(wrap[0] + inner + wrap[1], options).blocks;
    const read = old.kind === "cell" ? block?.children[0]?.children[0] : block;
    return read !== undefined && others.length === 0 && read.content === after;
  };
  if (!closesItself(tree, old)) {
    let sound = true;
    const report = (): void => {
      sound = false;
    };
    const trial = { ...context.within(old.start, old.end), report };
    const write = (markdown: string): string => {
      // Lines of a cell may stand for a list.
      if (old.kind === "cell" && /•|<br/.test(markdown)) sound = false;
      return inlineStorage(parseInline(markdown), trial, now.line);
    };
    const words = editText(tree, old.innerStart, old.innerEnd, before, after, reads, write);
    if (words !== undefined && sound) return [...splices, ...words];
  }
  const local = context.within(old.start, old.end);
  const written =
    old.kind === "cell" && from === old.innerStart
      ? cellContent(now, local)
      : inlineStorage(now.inline, local, now.line);
  const { storage: commented, lost } = anchorComments(written, commentsIn(tree, from, to));
  if (
    old.kind === "cell" &&
    from === old.innerStart &&
    /<(?:ac:structured-macro|ol|table|pre)\b/.test(tree.source.slice(from, to))
  ) {
    context.report(
      "warning",
      "cell-rewritten",
      "The cell held more than lines of text; it is written anew from its Markdown",
      now.line,
    );
  }
  const storage = anchorsIn(tree, from, to) + commented;
  for (const comment of lost) context.lose(comment, old, now.line);
  if (old.node !== -1 && closesItself(tree, old)) return [...splices, ...setContent(tree, old.node, storage)];
  return [...splices, { start: from, end: to, text: storage }];
}

/** Both without the sign that only the Markdown has. */
function withoutSign(old: PageBlock, now: MarkdownBlock): [PageBlock, MarkdownBlock] {
  const { sign } = old;
  const [first, ...rest] = now.inline;
  if (sign === undefined || !now.content.startsWith(sign) || !first?.content.startsWith(sign)) return [old, now];
  const text = Object.assign(Object.create(Object.getPrototypeOf(first)), first, {
    content: first.content.slice(sign.length),
  });
  return [
    { ...old, content: old.content.slice(sign.length) },
    { ...now, content: now.content.slice(sign.length), inline: [text, ...rest] },
  ];
}

/** The anchors of a line. Its Markdown does not show them, so a line written anew must not lose them. */
function anchorsIn(tree: Tree, from: number, to: number): string {
  let found = "";
  for (let node = nodeFrom(tree, from); node < tree.count && (tree.start[node] as number) < to; node++) {
    if (isMacro(tree, node) && macroName(tree, node) === "anchor") found += sourceOf(tree, node);
  }
  return found;
}

/** Where a cell's line stands: inside its paragraph when that is all it has, else all of the cell. */
function cellLine(tree: Tree, cell: PageBlock): [number, number] {
  const inner = tree.source.slice(cell.innerStart, cell.innerEnd);
  const child = cell.node + 1;
  const alone =
    tree.after[cell.node] === tree.after[child] &&
    isElement(tree, child, "p") &&
    tree.source.startsWith("</", tree.closeStart[child] as number);
  if (alone && inner.startsWith("<p")) return [tree.openEnd[child] as number, tree.closeStart[child] as number];
  return [cell.innerStart, cell.innerEnd];
}
