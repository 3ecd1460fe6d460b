import { linkStorage, macro, resourceStorage } from "../markdown-in/macro-storage.ts";
import { xmlAttribute, xmlText } from "../markdown-in/xml.ts";
import type { AdfMark, AdfNode } from "./adf-node.ts";
import { rgbColour, statusToStorage } from "./colours.ts";
import { extension } from "./extension-to-storage.ts";

export function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

const inlineTypes = new Set([
  "text",
  "hardBreak",
  "mention",
  "emoji",
  "date",
  "status",
  "inlineCard",
  "inlineExtension",
  "mediaInline",
  "placeholder",
]);

export function isInline(node: AdfNode): boolean {
  return inlineTypes.has(node.type);
}

/** The order in which marks wrap: links outermost, code innermost, so that neighbours look alike. */
const markOrder = [
  "annotation",
  "link",
  "textColor",
  "backgroundColor",
  "strong",
  "em",
  "underline",
  "strike",
  "subsup",
  "code",
];

export function inline(nodes: readonly AdfNode[] | undefined): string {
  return (nodes ?? []).map(inlineNode).join("");
}

function inlineNode(node: AdfNode): string {
  const { attrs } = node;
  switch (node.type) {
    case "text": {
      const marks = [...(node.marks ?? [])].sort((a, b) => markOrder.indexOf(b.type) - markOrder.indexOf(a.type));
      return marks.reduce(wrap, xmlText(node.text ?? ""));
    }
    case "hardBreak":
      return "<br />";
    case "mention":
      return `<ac:link>${resourceStorage({ kind: "user", id: text(attrs?.id), idKind: "account-id" })}</ac:link>`;
    case "emoji": {
      const id = text(attrs?.id);
      const fallback = text(attrs?.text);
      const shortName = text(attrs?.shortName);
      return `<ac:emoticon ac:name="blue-star" ac:emoji-shortname="${xmlAttribute(shortName)}"${id === "" ? "" : ` ac:emoji-id="${xmlAttribute(id)}"`} ac:emoji-fallback="${xmlAttribute(fallback || shortName)}" />`;
    }
    case "date": {
      const timestamp = Number(attrs?.timestamp);
      return Number.isFinite(timestamp) && Math.abs(timestamp) < 8e15
        ? `<time datetime="${new Date(timestamp).toISOString().slice(0, 10)}" />`
        : "";
    }
    case "status":
      return macro("status", [
        ["title", xmlText(text(attrs?.text))],
        ["colour", statusToStorage[text(attrs?.color)] ?? "Grey"],
      ]);
    case "inlineCard": {
      const url = text(attrs?.url);
      return `<a href="${xmlAttribute(url)}" data-card-appearance="inline">${xmlText(url)}</a>`;
    }
    case "inlineExtension":
      return extension(node, "");
    case "mediaInline":
      return `<ac:image ac:inline="true"${text(attrs?.alt) === "" ? "" : ` ac:alt="${xmlAttribute(text(attrs?.alt))}"`}>${resourceStorage({ kind: "attachment", filename: text(attrs?.id) })}</ac:image>`;
    case "placeholder":
      return `<ac:placeholder>${xmlText(text(attrs?.text))}</ac:placeholder>`;
    default:
      return xmlText(plainText(node));
  }
}

function wrap(inside: string, mark: AdfMark): string {
  switch (mark.type) {
    case "strong":
    case "em":
    case "code":
      return `<${mark.type}>${inside}</${mark.type}>`;
    case "underline":
      return `<u>${inside}</u>`;
    case "strike":
      return `<s>${inside}</s>`;
    case "subsup": {
      const name = mark.attrs?.type === "sup" ? "sup" : "sub";
      return `<${name}>${inside}</${name}>`;
    }
    case "link":
      return linkStorage(text(mark.attrs?.href), inside);
    case "annotation":
      return `<ac:inline-comment-marker ac:ref="${xmlAttribute(text(mark.attrs?.id))}">${inside}</ac:inline-comment-marker>`;
    case "textColor":
    case "backgroundColor": {
      const colour = text(mark.attrs?.color);
      if (!/^#[0-9a-f]{6}$/i.test(colour)) return inside;
      return `<span style="${mark.type === "textColor" ? "color" : "background-color"}: ${rgbColour(colour)};">${inside}</span>`;
    }
    default:
      return inside;
  }
}

export function plainText(node: AdfNode): string {
  const parts: string[] = [];
  const queue = [node];
  while (queue.length > 0) {
    const next = queue.pop() as AdfNode;
    if (next.text !== undefined) parts.push(next.text);
    if (next.content !== undefined)
      for (let at = next.content.length - 1; at >= 0; at--) queue.push(next.content[at] as AdfNode);
  }
  return parts.join("");
}
