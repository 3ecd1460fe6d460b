import { emoticonText } from "../model/emoticon.ts";
import { firstResource, resourceHref, resourceText } from "../model/resource.ts";
import { attribute, childNamed, descendantNamed, type Tree, textOf } from "../tree/tree.ts";
import type { AdfNode } from "./adf-node.ts";
import { inlineLeaves } from "./adf-rows.ts";
import { type AdfWriter, addBlock, addInline, addMarks, addText } from "./adf-writer.ts";
import { storageToAdf } from "./storage-to-adf.ts";

export function emoji(tree: Tree, node: number): AdfNode {
  const text = emoticonText(tree, node);
  const id = attribute(tree, node, "ac:emoji-id");
  const shortName = attribute(tree, node, "ac:emoji-shortname") ?? `:${attribute(tree, node, "ac:name") ?? "emoji"}:`;
  return { type: "emoji", attrs: { shortName, ...(id === undefined ? {} : { id }), ...(text === "" ? {} : { text }) } };
}

export function enterAnchor(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const href = attribute(tree, node, "href") ?? "";
  const card = attribute(tree, node, "data-card-appearance");
  if (href === "") return true;
  if (card === "inline") {
    addInline(w, { type: "inlineCard", attrs: { url: href } });
    return false;
  }
  if (card === "block") addBlock(w, { type: "blockCard", attrs: { url: href } });
  else if (card === "embed") addBlock(w, { type: "embedCard", attrs: { url: href, layout: cardLayout(tree, node) } });
  else return addMarks(w, node, [{ type: "link", attrs: { href } }]);
  return false;
}

function cardLayout(tree: Tree, node: number): string {
  const layout = attribute(tree, node, "data-layout") ?? "center";
  return imageLayouts.has(layout) ? layout : "center";
}

/** Whether a link has a body to show. A large one is taken to have; only a small one can be blank. */
function showsItself(tree: Tree, node: number): boolean {
  const rich = childNamed(tree, node, "ac:link-body");
  const body = rich === -1 ? childNamed(tree, node, "ac:plain-text-link-body") : rich;
  if (body === -1) return false;
  if ((tree.after[body] as number) > body + 20 || textOf(tree, body).trim() !== "") return true;
  return ["ac:image", "ac:emoticon", "time", "ac:structured-macro"].some(
    (name) => descendantNamed(tree, body, name) !== -1,
  );
}

export function enterLink(w: AdfWriter, node: number): boolean {
  const { tree, options } = w;
  const resource = firstResource(tree, node);
  const anchor = attribute(tree, node, "ac:anchor");
  if (resource?.kind === "user") {
    addInline(w, { type: "mention", attrs: { id: resource.id, text: resourceText(resource, options) } });
    return false;
  }
  const href =
    resource === undefined ? (anchor === undefined ? "" : `#${anchor}`) : resourceHref(resource, options, anchor);
  addMarks(w, node, href === "" ? [] : [{ type: "link", attrs: { href } }]);
  if (!showsItself(tree, node)) addText(w, resource === undefined ? (anchor ?? "") : resourceText(resource, options));
  return true;
}

/** A caption holds no pictures and macros: a picture's alternative text stands for it. */
function captionLeaf(node: AdfNode): AdfNode[] {
  if (node.type !== "mediaInline" && node.type !== "inlineExtension") return [node];
  const alt = node.attrs?.alt;
  return typeof alt === "string" && alt !== "" ? [{ type: "text", text: alt }] : [];
}

const imageLayouts = new Set(["wide", "full-width", "center", "wrap-right", "wrap-left", "align-end", "align-start"]);

export function enterImage(w: AdfWriter, node: number, name: string): boolean {
  const { tree, options } = w;
  const resource =
    name === "img" ? ({ kind: "url", url: attribute(tree, node, "src") ?? "" } as const) : firstResource(tree, node);
  const alt = attribute(tree, node, name === "img" ? "alt" : "ac:alt") ?? "";
  const shown = alt === "" ? {} : { alt };
  if (resource === undefined || (resource.kind === "url" && resource.url === "")) {
    addText(w, alt);
    return false;
  }
  const media: AdfNode =
    resource.kind === "attachment"
      ? {
          type: "media",
          attrs: {
            type: "file",
            ...(options.resolveMedia?.(resource.filename) ?? {
              id: resource.filename || "attachment",
              collection: "attachments",
            }),
            ...shown,
          },
        }
      : {
          type: "media",
          attrs: {
            type: "external",
            url: resource.kind === "url" ? resource.url : resourceHref(resource, options),
            ...shown,
          },
        };
  const layout = attribute(tree, node, "ac:layout") ?? "center";
  const content = [media];
  const caption = name === "img" ? -1 : childNamed(tree, node, "ac:caption");
  if (caption !== -1) {
    const inner = tree.source.slice(tree.openEnd[caption] as number, tree.closeStart[caption] as number);
    // A caption that holds captions is nobody's page; its words are enough, and they cannot recurse.
    const blocks =
      descendantNamed(tree, caption, "ac:caption") === -1
        ? storageToAdf(inner, options).content
        : [{ type: "paragraph", content: [{ type: "text", text: textOf(tree, caption) || " " }] }];
    content.push({ type: "caption", content: blocks.flatMap(inlineLeaves).flatMap(captionLeaf) });
  }
  addBlock(w, { type: "mediaSingle", attrs: { layout: imageLayouts.has(layout) ? layout : "center" }, content });
  return false;
}
