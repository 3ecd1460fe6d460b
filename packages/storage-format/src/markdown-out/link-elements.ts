import { firstResource, resourceHref, resourceText } from "../model/resource.ts";
import { attribute, childNamed, nameOf } from "../tree/tree.ts";
import { destination } from "./escape.ts";
import { flush, isFlow } from "./flush.ts";
import type { Handler } from "./handler.ts";
import { addBreak, addText, EMPHASIS } from "./inline.ts";
import { closeLink, noteAtom, openLink } from "./links.ts";
import { addAtomAt, addMark, currentMask, openCell, touch } from "./writer.ts";

export const image: Handler = {
  enter(w, node) {
    const { tree } = w;
    const html = nameOf(tree, node) === "img";
    const resource = html ? undefined : firstResource(tree, node);
    const href = html
      ? (attribute(tree, node, "src") ?? "")
      : resource === undefined
        ? (attribute(tree, node, "ac:src") ?? "")
        : resourceHref(resource, w.options);
    const alt = attribute(tree, node, html ? "alt" : "ac:alt") ?? "";
    const title = attribute(tree, node, html ? "title" : "ac:title") ?? "";
    const caption = html ? -1 : childNamed(tree, node, "ac:caption");
    const alone = !html && w.firstLeaf === -1 && isFlow(w, node);
    const cell = openCell(w) !== undefined;
    if (href !== "") {
      if (alone) flush(w);
      const quoted =
        title === "" || title === alt ? "" : ` "${title.replace(/\s+/g, " ").replace(/["\\`|]/g, (c) => `\\${c}`)}"`;
      const label = alt.replace(/\s+/g, " ").replace(/[\\[\]`*_<|&~!{]/g, (c) => `\\${c}`);
      noteAtom(w, "image", `${destination(href)}\n${alt.replace(/\s+/g, " ")}${caption === -1 ? "" : "\n"}`, node);
      addAtomAt(w, node, `![${label}](${destination(href, cell)}${quoted})`);
    } else if (alt !== "") {
      touch(w, node);
      addText(w.inline, alt, currentMask(w));
    }
    if (caption !== -1) {
      w.exits.push(alone ? "block" : "plain");
      addBreak(w.inline);
      addMark(w, EMPHASIS, 1);
      return true;
    }
    if (alone) flush(w, node);
    return false;
  },
  leave(w, node) {
    addMark(w, EMPHASIS, -1);
    if (w.exits.pop() === "block") flush(w, node);
  },
};

export const caption: Handler = { enter: () => true };

export const anchorLink: Handler = {
  enter(w, node) {
    const href = attribute(w.tree, node, "href") ?? "";
    if (href === "" || w.links.length > 0) return true;
    openLink(w, node, href, "");
    return true;
  },
  leave(w, node) {
    if (w.links[w.links.length - 1]?.node === node) closeLink(w);
  },
};

export const confluenceLink: Handler = {
  enter(w, node) {
    const { tree } = w;
    const resource = firstResource(tree, node);
    const anchor = attribute(tree, node, "ac:anchor");
    if (w.links.length > 0) return true;
    const href = resource !== undefined ? resourceHref(resource, w.options, anchor) : anchor ? `#${anchor}` : "";
    const text = resource !== undefined ? resourceText(resource, w.options) || (anchor ?? "") : (anchor ?? "");
    openLink(w, node, href, text);
    return true;
  },
  leave(w, node) {
    if (w.links[w.links.length - 1]?.node === node) closeLink(w);
  },
};

/** A plain-text link body holds no white space of the source's own layout. */
export const linkBody: Handler = { enter: () => true };
