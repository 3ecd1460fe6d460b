import { macroBody, macroName, macroShape, parameter, parameterNode } from "../model/macro.ts";
import { resourceHref, resourceText, resourceWithin } from "../model/resource.ts";
import { attribute, childNamed, childrenOf, descendantNamed, isElement, type Tree, textOf } from "../tree/tree.ts";
import { container } from "./block-elements.ts";
import { writeCode } from "./code.ts";
import { flush, isFlow } from "./flush.ts";
import type { Handler } from "./handler.ts";
import { addText, STRONG } from "./inline.ts";
import { MAX_DEPTH, popFrame, pushFrame, startBlock, topFrame, writeLine } from "./lines.ts";
import { closeLink, openLink } from "./links.ts";
import { reference } from "./reference.ts";
import { closeBlock, currentMask, type Exit, elementBlock, openBlock, openCell, touch, type Writer } from "./writer.ts";

function exitLater(w: Writer, exit: Exit): true {
  w.exits.push(exit);
  return true;
}

export function enterMacro(w: Writer, node: number): boolean {
  const { tree } = w;
  const shape = macroShape(tree, node);
  switch (shape.kind) {
    case "code": {
      const language =
        parameter(tree, node, "language") ?? (macroName(tree, node) === "code" ? undefined : shape.language);
      const body = macroBody(tree, node);
      writeCode(
        w,
        node,
        language ?? "",
        parameter(tree, node, "title") ?? "",
        textOf(tree, body),
        body === -1 ? node : body,
      );
      return false;
    }
    case "panel":
      return enterAlert(w, node, shape.alert, panelTitle(tree, node), macroBody(tree, node));
    case "expand":
      return enterExpand(w, node, parameter(tree, node, "title") ?? "", macroBody(tree, node));
    case "unwrap": {
      flush(w);
      w.flow.push(node);
      const title = shape.title === undefined ? undefined : parameter(tree, node, shape.title);
      if (title !== undefined) writeTitle(w, node, shape.title as string, title);
      return exitLater(w, "plain");
    }
    case "status":
      reference(w, node, "status", parameter(tree, node, "title") ?? "");
      return false;
    case "mention": {
      const resource = resourceWithin(tree, node);
      if (resource === undefined) reference(w, node, macroName(tree, node), "");
      else {
        openLink(w, node, resourceHref(resource, w.options), resourceText(resource, w.options));
        closeLink(w);
      }
      return false;
    }
    case "reference": {
      // An anchor in a line shows nothing, and a heading should read as its words. Edits keep it in place.
      if (macroName(tree, node) === "anchor" && !isFlow(w, node)) return false;
      const block = w.inline.kinds.length === 0 && !shape.inline && isFlow(w, node);
      if (block) flush(w);
      reference(w, node, macroName(tree, node), shownBy(w, node, shape.show));
      if (block) flush(w, node);
      return false;
    }
  }
}

/** A title as a bold line. What is put before it belongs before the macro, what is put behind it into its body. */
function writeTitle(w: Writer, node: number, parameter: string, title: string): void {
  const siblings = w.blocks?.[w.blocks.length - 1]?.children ?? [];
  const before = siblings.length;
  touch(w, node + 1);
  addText(w.inline, title, STRONG);
  flush(w);
  const block = siblings[before];
  const body = macroBody(w.tree, node);
  if (block === undefined || body === -1) return;
  block.title = { macro: node, parameter };
  block.start = w.tree.start[node] as number;
  block.end = w.tree.openEnd[body] as number;
}

/** What stands for a macro's content. The space or people a report looks at are its settings. */
const shownResources = new Set(["page", "blog", "attachment", "url"]);

/** What a macro without a body shows: chosen parameters, else the name of what it points at. */
function shownBy(w: Writer, node: number, show: readonly string[]): string {
  const { tree } = w;
  const parts: string[] = [];
  for (const name of show) {
    const element = parameterNode(tree, node, name);
    if (element === -1) continue;
    const resource = resourceWithin(tree, element);
    const text = resource === undefined ? textOf(tree, element).trim() : resourceText(resource, w.options);
    if (text !== "") parts.push(text);
  }
  if (parts.length > 0) return parts.join(" ");
  const resource = resourceWithin(tree, node);
  if (resource === undefined || !shownResources.has(resource.kind)) return "";
  return resource.kind === "page" && /^@\w+$/.test(resource.title) ? "" : resourceText(resource, w.options);
}

function panelTitle(tree: Tree, node: number): string {
  const emoji = parameter(tree, node, "panelIconText") ?? "";
  const title = parameter(tree, node, "title") ?? "";
  return emoji !== "" && title !== "" ? `${emoji} ${title}` : emoji + title;
}

function enterAlert(w: Writer, node: number, kind: string, written: string, body: number): boolean {
  const title = oneLine(written);
  flush(w);
  w.heading = 0;
  w.flow.push(node);
  if (openCell(w) !== undefined || w.lines.frames.length >= MAX_DEPTH) {
    if (title !== "") writeTitle(w, node, "title", title);
    return exitLater(w, "plain");
  }
  startBlock(w.lines, "quote");
  openBlock(w, elementBlock(w, "alert", kind, title, node, body === -1 ? node : body));
  pushFrame(w.lines, "> ", "> ", false);
  writeLine(w.lines, `[!${kind}]`);
  topFrame(w.lines).last = "alert";
  if (title !== "") {
    addText(w.inline, title, STRONG);
    // The title is the alert's own line, not a block of its content.
    const held = w.blocks;
    w.blocks = undefined;
    w.titling = true;
    flush(w);
    w.titling = false;
    w.blocks = held;
    topFrame(w.lines).blocks = 1;
  }
  return exitLater(w, "quote");
}

function enterExpand(w: Writer, node: number, written: string, body: number): boolean {
  const title = oneLine(written);
  flush(w);
  w.heading = 0;
  w.flow.push(node);
  if (openCell(w) !== undefined || w.expands >= MAX_DEPTH) {
    if (title !== "") writeTitle(w, node, "title", title);
    return exitLater(w, "plain");
  }
  w.expands++;
  startBlock(w.lines, "expand");
  openBlock(w, elementBlock(w, "expand", "", title, node, body === -1 ? node : body));
  writeLine(w.lines, title === "" ? "<details>" : `<details><summary>${escapeHtml(title)}</summary>`);
  return exitLater(w, "expand");
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function leaveMacro(w: Writer): void {
  const exit = w.exits.pop();
  flush(w);
  w.flow.pop();
  if (exit === "quote") {
    closeBlock(w);
    popFrame(w.lines);
  } else if (exit === "expand") {
    w.expands--;
    startBlock(w.lines, "expand-end");
    writeLine(w.lines, "</details>");
    closeBlock(w);
    const frame = w.lines.frames[w.lines.frames.length - 1];
    if (frame !== undefined) frame.last = "expand";
  }
}

const adfAlerts: Readonly<Record<string, string>> = {
  info: "NOTE",
  note: "IMPORTANT",
  success: "TIP",
  warning: "WARNING",
  error: "CAUTION",
  custom: "NOTE",
};

/**
 * Cloud's own nodes without a storage form. Their text stands in `ac:adf-content`; the fallback repeats it and is
 * never read.
 */
export function enterExtension(w: Writer, node: number): boolean {
  const { tree } = w;
  if (isElement(tree, node, "ac:adf-extension")) {
    if (descendantNamed(tree, node, "ac:adf-content") === -1) {
      const inner = childNamed(tree, node, "ac:adf-node");
      reference(w, node, (inner === -1 ? undefined : attribute(tree, inner, "type")) ?? "extension", "");
      return false;
    }
    flush(w);
    w.flow.push(node);
    return exitLater(w, "plain");
  }
  const type = attribute(tree, node, "type");
  if (type === "panel")
    return enterAlert(
      w,
      node,
      adfAlerts[adfAttribute(tree, node, "panel-type")] ?? "NOTE",
      "",
      childNamed(tree, node, "ac:adf-content"),
    );
  flush(w);
  w.flow.push(node);
  return exitLater(w, "plain");
}

const decisionSign = "◇ ";

/** The content of one of Cloud's own nodes; a decision's starts with its sign. */
export const adfContent: Handler = {
  enter(w, node) {
    const { tree } = w;
    container.enter(w, node);
    if (attribute(tree, tree.parent[node] as number, "type") !== "decision-item") return true;
    if (openCell(w) === undefined && w.lines.frames.length < MAX_DEPTH) addText(w.inline, decisionSign, currentMask(w));
    return true;
  },
  leave(w, node) {
    const row = w.blocks?.[w.blocks.length - 1]?.children;
    const before = row?.length ?? 0;
    container.leave?.(w, node);
    const block = row?.[before];
    if (block?.content.startsWith(decisionSign)) block.sign = decisionSign;
  },
};

function adfAttribute(tree: Tree, node: number, key: string): string {
  for (const child of childrenOf(tree, node)) {
    if (isElement(tree, child, "ac:adf-attribute") && attribute(tree, child, "key") === key)
      return textOf(tree, child).trim();
  }
  return "";
}
