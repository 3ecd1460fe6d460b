import type { Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

// A Markdown parser that shares nothing with ours: micromark with GFM. The tests read the converter's output with it.

export function parseMdast(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Words of a text, for comparing two texts in order. */
export function tokens(text: string): string[] {
  return text.normalize("NFC").match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

/** Everything a reader of the rendered Markdown sees, in order. */
export function mdastText(root: Root): string {
  const parts: string[] = [];
  const visit = (node: Nodes): void => {
    switch (node.type) {
      case "text":
      case "inlineCode":
        parts.push(node.value);
        return;
      case "code":
        parts.push(` ${node.meta ?? ""} \n${node.value}\n`);
        return;
      case "html":
        if (node.value === "<br>") parts.push("\n");
        if (/^<\/?details/.test(node.value)) parts.push("\n");
        parts.push(
          node.value
            .replace(/<[^>]*>/g, "")
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&amp;", "&"),
        );
        if (/^<\/?details/.test(node.value)) parts.push("\n");
        return;
      case "image":
        parts.push(` ${node.alt ?? ""} ${node.title ?? ""} `);
        return;
      case "break":
        parts.push("\n");
        return;
    }
    if ("children" in node) for (const child of node.children) visit(child as Nodes);
    if (!["strong", "emphasis", "delete", "link"].includes(node.type)) parts.push("\n");
  };
  visit(root);
  return parts.join("");
}

export interface Shape {
  headings: string[];
  /** `depth:marker` of every list item, marker a bullet, a number or a task's state. */
  items: string[];
  code: string[];
  /** Each table as rows of cells' words. */
  tables: string[][][];
  quotes: number;
}

/** A document's structure, for comparing with what the page has. */
export function mdastShape(root: Root): Shape {
  const shape: Shape = { headings: [], items: [], code: [], tables: [], quotes: 0 };
  const text = (node: Nodes): string =>
    mdastText({ type: "root", children: [node as RootContent] })
      .replace(/\s+/g, " ")
      .trim();
  const visit = (node: Nodes, depth: number): void => {
    if (node.type === "heading") shape.headings.push(`${node.depth} ${text(node)}`);
    if (node.type === "code") shape.code.push(`${node.lang ?? ""}\n${node.value}`);
    if (node.type === "blockquote") shape.quotes++;
    if (node.type === "table") shape.tables.push(node.children.map((row) => row.children.map((cell) => text(cell))));
    if (node.type === "list") {
      node.children.forEach((item, at) => {
        const number = node.ordered ? String((node.start ?? 1) + at) : "-";
        const mark = item.checked === null || item.checked === undefined ? number : item.checked ? "x" : "o";
        shape.items.push(`${depth}:${mark}`);
        for (const child of item.children) visit(child, depth + 1);
      });
      return;
    }
    if ("children" in node) for (const child of node.children) visit(child as Nodes, depth);
  };
  visit(root, 0);
  return shape;
}
