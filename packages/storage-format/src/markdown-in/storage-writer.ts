import type { Token } from "markdown-it";
import { parse } from "../tree/parse.ts";
import { validateStorage } from "../validate/validate-storage.ts";
import type { MarkdownBlock } from "./blocks.ts";
import { cellWithLists } from "./cell-lists.ts";
import type { StorageContext } from "./context.ts";
import { handleStorage, inlineStorage } from "./inline-storage.ts";
import { redescribed } from "./known-element.ts";
import { alertStorage, codeMacro, expandStorage, imageStorage } from "./macro-storage.ts";

/** Blocks that the page already has go in as they are: answers their bytes, or undefined to have them written. */
export type Reuse = (block: MarkdownBlock) => string | undefined;

const never: Reuse = () => undefined;

/** Markdown blocks as storage format, well-formed whatever they hold. Depth is bounded by the Markdown parser's. */
export function blocksStorage(blocks: readonly MarkdownBlock[], context: StorageContext, reuse: Reuse = never): string {
  let out = "";
  for (const block of blocks) out += blockStorage(block, context, reuse);
  return out;
}

export function blockStorage(block: MarkdownBlock, context: StorageContext, reuse: Reuse = never): string {
  const known = reuse(block);
  if (known !== undefined) return known;
  switch (block.kind) {
    case "paragraph":
      return paragraph(block, context);
    case "heading":
      return `<h${block.key}>${inlineStorage(block.inline, context, block.line)}</h${block.key}>`;
    case "code": {
      const [language = "", title = ""] = block.key.split("\n");
      return codeMacro(title !== "" && language === "text" ? "" : language, title, block.content);
    }
    case "rule":
      return "<hr />";
    case "list":
      return list(block, context, reuse);
    case "item":
      return item(block, context, reuse);
    case "quote":
      return `<blockquote>${blocksStorage(block.children, context, reuse) || "<p />"}</blockquote>`;
    case "alert":
      return alertStorage(block.key, block.content, blocksStorage(block.children, context, reuse));
    case "expand":
      return expandStorage(block.content, blocksStorage(block.children, context, reuse));
    case "table":
      return `<table><tbody>${blocksStorage(block.children, context, reuse)}</tbody></table>`;
    case "row":
      return `<tr>${blocksStorage(block.children, context, reuse)}</tr>`;
    case "cell": {
      const name = block.key === "head" ? "th" : "td";
      return `<${name}>${cellContent(block, context)}</${name}>`;
    }
    case "raw":
      return raw(block, context);
  }
}

export function cellContent(cell: MarkdownBlock, context: StorageContext): string {
  const lists = cellWithLists(cell.inline, (line) => inlineStorage(line, context, cell.line));
  if (lists !== undefined) return lists;
  const inside = inlineStorage(cell.inline, context, cell.line);
  if (inside === "") return "<p />";
  if (inside.includes("• ")) return bulletedCell(inside) ?? `<p>${inside}</p>`;
  return cell.align === "" ? `<p>${inside}</p>` : `<p style="text-align: ${cell.align};">${inside}</p>`;
}

/** A cell's lines with `•` are the list they stand for, unless a mark runs over the line breaks. */
function bulletedCell(inside: string): string | undefined {
  const lines = inside.split("<br />").map((line) => line.trim());
  if (lines.some((line) => parse(line).problems.length > 0)) return undefined;
  let out = "";
  let items = "";
  const endList = (): void => {
    if (items !== "") out += `<ul>${items}</ul>`;
    items = "";
  };
  for (const line of lines) {
    if (line.startsWith("• ")) items += `<li><p>${line.slice(2)}</p></li>`;
    else {
      endList();
      if (line !== "") out += `<p>${line}</p>`;
    }
  }
  endList();
  return out;
}

function paragraph(block: MarkdownBlock, context: StorageContext): string {
  const { inline } = block;
  const only = inline.length === 1 ? (inline[0] as Token) : undefined;
  if (only?.type === "handle") {
    const bytes = handleStorage(only, context, block.line);
    return bytes.startsWith("<") && !inlineMacros.has(only.info) ? bytes : `<p>${bytes}</p>`;
  }
  if (inline[0]?.type === "image") {
    const figure = only === undefined ? captioned(inline, context, block.line) : undefined;
    if (figure !== undefined) return figure;
    if (only !== undefined) {
      const bytes = inlineStorage(inline, context, block.line);
      return bytes.startsWith("<ac:image") ? bytes : `<p>${bytes}</p>`;
    }
  }
  const inside = inlineStorage(inline, context, block.line);
  return inside === "" ? "" : `<p>${inside}</p>`;
}

/** Macros that live in a line of text and need a paragraph around them when they stand alone. */
const inlineMacros = new Set(["status", "jira", "anchor", "profile", "mathinline"]);

/** An image, a break and a line all in emphasis: an image with its caption. */
function captioned(inline: readonly Token[], context: StorageContext, line: number): string | undefined {
  const [image, lineBreak, open] = inline;
  const close = inline[inline.length - 1];
  if (
    image?.type !== "image" ||
    lineBreak?.type !== "hardbreak" ||
    open?.type !== "em_open" ||
    close?.type !== "em_close"
  )
    return undefined;
  if (inline.filter((token) => token.type === "em_open").length !== 1) return undefined;
  const alt = (image.children ?? []).map((child) => child.content).join("");
  const caption = inlineStorage(inline.slice(3, -1), context, line);
  const src = String(image.attrGet("src") ?? "");
  const known = context.atom("image", `${src}\n${alt}\n`) ?? context.sameTarget("image", src);
  const described = known && redescribed(known, alt, caption);
  if (described !== undefined) return described;
  return imageStorage(src, alt, String(image.attrGet("title") ?? ""), caption);
}

function list(block: MarkdownBlock, context: StorageContext, reuse: Reuse): string {
  const items = blocksStorage(block.children, context, reuse);
  if (block.key === "task") return `<ac:task-list>${items}</ac:task-list>`;
  if (block.key === "bullet") return `<ul>${items}</ul>`;
  return block.content === "1" ? `<ol>${items}</ol>` : `<ol start="${block.content}">${items}</ol>`;
}

function item(block: MarkdownBlock, context: StorageContext, reuse: Reuse): string {
  if (block.key === "") return `<li>${blocksStorage(block.children, context, reuse) || "<p />"}</li>`;
  const [first, ...rest] = block.children;
  const nested = rest.filter((child) => child.kind === "list" && child.key === "task");
  const others = rest.filter((child) => !nested.includes(child));
  const simple = first?.kind === "paragraph" && others.length === 0;
  let body = "";
  if (simple) body = inlineStorage(first.inline, context, first.line);
  else if (first !== undefined) {
    if (first.kind === "list" && first.key === "task") nested.unshift(first);
    else others.unshift(first);
    body = blocksStorage(others, context, reuse);
  }
  const status = block.key === "done" ? "complete" : "incomplete";
  return (
    `<ac:task><ac:task-id>${context.nextTaskId()}</ac:task-id><ac:task-status>${status}</ac:task-status>` +
    `<ac:task-body>${body}</ac:task-body>${blocksStorage(nested, context, reuse)}</ac:task>`
  );
}

function raw(block: MarkdownBlock, context: StorageContext): string {
  if (block.key === "html") return context.html(block.content);
  const problem = validateStorage(block.content, context)[0];
  if (problem === undefined) return block.content;
  context.report(
    "error",
    "raw-storage",
    `The storage format in this fence would be refused and is kept as code: ${problem.message}`,
    block.line,
  );
  return codeMacro("xml", "", block.content);
}
