import { emoticonText } from "../model/emoticon.ts";
import { macroBody, macroName, macroShape, parameter } from "../model/macro.ts";
import { firstResource, type Resolvers, resourceHref, resourceText, resourceWithin } from "../model/resource.ts";
import { parse } from "../tree/parse.ts";
import {
  attribute,
  CDATA,
  childNamed,
  childrenOf,
  descendantNamed,
  ELEMENT,
  isElement,
  nameOf,
  nodeText,
  TEXT,
  type Tree,
  textOf,
} from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";
import { type AdfDocument, type AdfMark, type AdfNode, macroExtensionType } from "./adf-node.ts";
import { hexColour, statusToAdf } from "./colours.ts";
import { fit, isInline } from "./fit.ts";

/** Nesting beyond this gives way to its content: editors and JSON writers recurse. */
const MAX_DEPTH = 60;

export interface AdfOptions extends Resolvers {
  /** The media id and collection of an attachment; without it the file name stands for the id. */
  resolveMedia?: (filename: string) => { id: string; collection: string } | undefined;
}

interface Holder {
  node: AdfNode;
  children: AdfNode[];
  /** The storage element it stands for; the holder ends when the element does. */
  element: number;
}

interface AdfWriter {
  tree: Tree;
  options: AdfOptions;
  holders: Holder[];
  /** The marks around the text, by type, innermost last. */
  marks: Map<string, AdfMark[]>;
  /** The types each open inline element added. */
  added: Map<number, string[]>;
  spaced: boolean;
}

const markNames: Readonly<Record<string, AdfMark>> = {
  strong: { type: "strong" },
  b: { type: "strong" },
  em: { type: "em" },
  i: { type: "em" },
  u: { type: "underline" },
  ins: { type: "underline" },
  s: { type: "strike" },
  del: { type: "strike" },
  strike: { type: "strike" },
  code: { type: "code" },
  tt: { type: "code" },
  kbd: { type: "code" },
  sub: { type: "subsup", attrs: { type: "sub" } },
  sup: { type: "subsup", attrs: { type: "sup" } },
};
const panelTypes: Readonly<Record<string, string>> = {
  info: "info",
  tip: "success",
  note: "warning",
  warning: "error",
  panel: "custom",
};
const hidden = new Set(
  "script style head template colgroup ac:parameter ac:default-parameter ac:task-id ac:task-uuid ac:task-status ac:adf-attribute ac:adf-fallback ac:adf-mark ac:adf-leaf ac:adf-fragment-mark at:declarations".split(
    " ",
  ),
);
const pauses = new Set(
  "div section article header footer dl dd dt caption center ac:layout ac:rich-text-body ac:adf-content ac:task-body".split(
    " ",
  ),
);

/** A page in the Atlassian Document Format, within the published schema. */
export function storageToAdf(storage: string, options: AdfOptions = {}): AdfDocument {
  const tree = parse(storage);
  const document: AdfDocument = { type: "doc", version: 1, content: [] };
  const w: AdfWriter = {
    tree,
    options,
    holders: [{ node: document, children: [], element: 0 }],
    marks: new Map(),
    added: new Map(),
    spaced: true,
  };
  walk(tree, 0, {
    enter(node) {
      const kind = tree.kind[node];
      if (kind === TEXT || kind === CDATA) {
        addText(w, nodeText(tree, node));
        return false;
      }
      return kind === ELEMENT && enter(w, node, nameOf(tree, node));
    },
    leave: (node) => leave(w, node),
  });
  while (w.holders.length > 1) closeHolder(w);
  document.content = fit("doc", (w.holders[0] as Holder).children);
  return document;
}

function top(w: AdfWriter): Holder {
  return w.holders[w.holders.length - 1] as Holder;
}

function addText(w: AdfWriter, raw: string): void {
  let text = raw.replace(/[ \t\r\n]+/g, " ");
  const code = w.marks.has("code");
  if (w.spaced && !code) text = text.trimStart();
  if (text === "") return;
  w.spaced = text.endsWith(" ");
  const marks: AdfMark[] = [];
  for (const [type, open] of w.marks) {
    if (!code || type === "code" || type === "link" || type === "annotation")
      marks.push(open[open.length - 1] as AdfMark);
  }
  const children = top(w).children;
  const last = children[children.length - 1];
  if (last?.type === "text" && JSON.stringify(last.marks ?? []) === JSON.stringify(marks))
    last.text = (last.text as string) + text;
  else children.push(marks.length === 0 ? { type: "text", text } : { type: "text", text, marks });
}

function addInline(w: AdfWriter, node: AdfNode): void {
  top(w).children.push(node);
  w.spaced = node.type === "hardBreak";
}

function addBlock(w: AdfWriter, node: AdfNode): void {
  while (lineTypes.has(top(w).node.type)) splitLine(w);
  trimLine(top(w).children);
  top(w).children.push(node);
  w.spaced = true;
}

const lineTypes = new Set(["paragraph", "heading", "caption", "taskItem", "decisionItem"]);

/** A block inside a line of text ends the line for good: what follows starts a new paragraph. */
function splitLine(w: AdfWriter): void {
  closeHolder(w);
}

function openHolder(w: AdfWriter, element: number, node: AdfNode): true {
  if (!lineTypes.has(node.type) || node.type === "paragraph" || node.type === "heading") {
    while (lineTypes.has(top(w).node.type) && !(node.type === "paragraph")) splitLine(w);
  }
  if (w.holders.length > MAX_DEPTH) return true;
  if (node.type === "paragraph" && lineTypes.has(top(w).node.type)) return true;
  w.holders.push({ node, children: [], element });
  w.spaced = true;
  return true;
}

function trimLine(children: AdfNode[]): void {
  for (;;) {
    const last = children[children.length - 1];
    if (last?.type === "text" && !last.marks?.some((mark) => mark.type === "code")) {
      last.text = (last.text as string).trimEnd();
      if (last.text !== "") return;
    } else if (last?.type !== "hardBreak") return;
    children.pop();
  }
}

function closeHolder(w: AdfWriter): void {
  const { node, children } = w.holders.pop() as Holder;
  trimLine(children);
  w.spaced = true;
  const parent = top(w);
  if (lineTypes.has(node.type)) {
    if (children.length > 0 || node.type === "taskItem" || node.type === "decisionItem" || node.type === "heading") {
      parent.children.push({ ...node, content: children.filter(isInline) });
    }
    return;
  }
  switch (node.type) {
    case "bulletList":
    case "orderedList":
    case "table":
    case "taskList":
    case "decisionList":
    case "layoutSection": {
      const rows = rowsOf(node.type, children);
      if (rows.length > 0) parent.children.push({ ...node, content: rows });
      return;
    }
    case "tableRow":
      parent.children.push({
        ...node,
        content: children.filter((child) => child.type === "tableCell" || child.type === "tableHeader"),
      });
      return;
    default:
      parent.children.push({ ...node, content: fit(node.type, children) });
  }
}

const rowTypes: Readonly<Record<string, string>> = {
  bulletList: "listItem",
  orderedList: "listItem",
  table: "tableRow",
  taskList: "taskItem",
  decisionList: "decisionItem",
  layoutSection: "layoutColumn",
};

/** The rows of a list, table or layout; what strayed between them becomes a row of its own. */
function rowsOf(type: string, children: readonly AdfNode[]): AdfNode[] {
  const row = rowTypes[type] as string;
  const out: AdfNode[] = [];
  for (const child of children) {
    if (child.type === row || (type === "taskList" && child.type === "taskList")) out.push(child);
    else if (row === "listItem") out.push({ type: row, content: fit(row, [child]) });
    else if (row === "taskItem" || row === "decisionItem")
      out.push({ type: row, attrs: itemAttributes(row, `${out.length}`, ""), content: inlineLeaves(child) });
    else if (row === "tableRow" && child.type !== "tableRow")
      out.push({ type: row, content: [{ type: "tableCell", content: fit("tableCell", [child]) }] });
  }
  return type === "layoutSection" ? columns(out) : out;
}

/** What a task may hold of a block that stands between tasks: its text, and its pictures as inline ones. */
function inlineLeaves(block: AdfNode): AdfNode[] {
  const found: AdfNode[] = [];
  const queue = [block];
  while (queue.length > 0) {
    const node = queue.pop() as AdfNode;
    if (isInline(node)) found.push(node.marks === undefined || node.type === "text" ? node : { ...node, marks: [] });
    else if (node.type === "media" && node.attrs?.type === "file") {
      const { id, collection, alt } = node.attrs;
      found.push({
        type: "mediaInline",
        attrs: { type: "image", id, collection, ...(alt === undefined ? {} : { alt }) },
      });
    } else if (node.type === "media") found.push({ type: "inlineCard", attrs: { url: node.attrs?.url ?? "" } });
    else if (node.attrs?.title) found.push({ type: "text", text: String(node.attrs.title) });
    for (let at = (node.content?.length ?? 0) - 1; at >= 0; at--) queue.push(node.content?.[at] as AdfNode);
  }
  return found;
}

/** The schema knows sections of two or three columns; more are folded into the third. */
function columns(found: AdfNode[]): AdfNode[] {
  const three = found.slice(0, 3);
  const last = three[2];
  if (last !== undefined)
    last.content = [...(last.content ?? []), ...found.slice(3).flatMap((column) => column.content ?? [])];
  return three;
}

function itemAttributes(type: string, localId: string, state: string): Record<string, unknown> {
  return { localId, state: state || (type === "taskItem" ? "TODO" : "DECIDED") };
}

function localIdOf(tree: Tree, node: number): string {
  return attribute(tree, node, "ac:local-id") ?? attribute(tree, node, "local-id") ?? "";
}

function ids(tree: Tree, node: number): Record<string, unknown> {
  const localId = localIdOf(tree, node);
  return localId === "" ? {} : { localId };
}

function withAttributes(type: string, attrs: Record<string, unknown>): AdfNode {
  return Object.keys(attrs).length === 0 ? { type } : { type, attrs };
}

function enter(w: AdfWriter, node: number, name: string): boolean {
  const { tree } = w;
  if (hidden.has(name)) return false;
  const mark = markNames[name];
  if (mark !== undefined) return addMarks(w, node, [mark]);
  if (pauses.has(name)) {
    if (top(w).node.type === "taskItem" || top(w).node.type === "decisionItem") return true;
    while (lineTypes.has(top(w).node.type)) splitLine(w);
    return openHolder(w, node, { type: "fragment" });
  }
  switch (name) {
    case "p":
      return openHolder(w, node, { ...withAttributes("paragraph", ids(tree, node)), ...blockMarks(tree, node) });
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return openHolder(w, node, {
        type: "heading",
        attrs: { level: Number(name[1]), ...ids(tree, node) },
        ...blockMarks(tree, node),
      });
    case "ul":
      return openHolder(w, node, withAttributes("bulletList", ids(tree, node)));
    case "ol": {
      const order = Number.parseInt(attribute(tree, node, "start") ?? "1", 10);
      return openHolder(w, node, { type: "orderedList", attrs: { order: order >= 0 ? order : 1, ...ids(tree, node) } });
    }
    case "li":
      return openHolder(w, node, withAttributes("listItem", ids(tree, node)));
    case "blockquote":
      return openHolder(w, node, withAttributes("blockquote", ids(tree, node)));
    case "hr":
      addBlock(w, { type: "rule" });
      return false;
    case "br":
      addInline(w, { type: "hardBreak" });
      return false;
    case "pre":
      addBlock(w, codeBlock("", textOf(tree, node)));
      return false;
    case "table":
      return openHolder(w, node, { type: "table", attrs: tableAttributes(tree, node) });
    case "tr":
      return openHolder(w, node, withAttributes("tableRow", ids(tree, node)));
    case "td":
    case "th":
      return openHolder(w, node, {
        type: name === "th" ? "tableHeader" : "tableCell",
        attrs: cellAttributes(tree, node),
      });
    case "time": {
      const date = Date.parse(attribute(tree, node, "datetime") ?? "");
      if (Number.isNaN(date)) return true;
      addInline(w, { type: "date", attrs: { timestamp: String(date) } });
      return false;
    }
    case "ac:emoticon":
      addInline(w, emoji(tree, node));
      return false;
    case "ac:placeholder": {
      const text = textOf(tree, node).trim();
      if (text !== "") addInline(w, { type: "placeholder", attrs: { text } });
      return false;
    }
    case "a":
      return enterAnchor(w, node);
    case "span":
      return addMarks(w, node, spanMarks(attribute(tree, node, "style") ?? ""));
    case "ac:inline-comment-marker": {
      const id = attribute(tree, node, "ac:ref");
      return addMarks(
        w,
        node,
        id === undefined ? [] : [{ type: "annotation", attrs: { id, annotationType: "inlineComment" } }],
      );
    }
    case "ac:link":
      return enterLink(w, node);
    case "ac:image":
    case "img":
      return enterImage(w, node, name);
    case "ac:task-list":
      return openHolder(w, node, { type: "taskList", attrs: { localId: localIdOf(tree, node) || `tasks-${node}` } });
    case "ac:task": {
      const done = textOf(tree, childNamed(tree, node, "ac:task-status")).trim() === "complete";
      const localId =
        localIdOf(tree, node) ||
        textOf(tree, childNamed(tree, node, "ac:task-uuid")).trim() ||
        textOf(tree, childNamed(tree, node, "ac:task-id")).trim();
      return openHolder(w, node, {
        type: "taskItem",
        attrs: itemAttributes("taskItem", localId || `task-${node}`, done ? "DONE" : "TODO"),
      });
    }
    case "ac:layout-section": {
      const cells = childrenOf(tree, node).filter((child) => isElement(tree, child, "ac:layout-cell")).length;
      return openHolder(w, node, cells < 2 ? { type: "fragment" } : withAttributes("layoutSection", ids(tree, node)));
    }
    case "ac:layout-cell": {
      if (top(w).node.type !== "layoutSection") return openHolder(w, node, { type: "fragment" });
      const section = tree.parent[node] as number;
      const place = childrenOf(tree, section)
        .filter((child) => isElement(tree, child, "ac:layout-cell"))
        .indexOf(node);
      return openHolder(w, node, {
        type: "layoutColumn",
        attrs: { width: columnWidth(attribute(tree, section, "ac:type") ?? "", place) },
      });
    }
    case "ac:structured-macro":
    case "ac:macro":
      return enterMacro(w, node);
    case "ac:adf-extension":
      return enterExtension(w, node);
    case "ac:adf-node":
      return enterAdfNode(w, node);
    default:
      return true;
  }
}

function leave(w: AdfWriter, node: number): void {
  for (const type of w.added.get(node) ?? []) {
    const open = w.marks.get(type) as AdfMark[];
    open.pop();
    if (open.length === 0) w.marks.delete(type);
  }
  w.added.delete(node);
  const depth = w.holders.findLastIndex((holder) => holder.element === node);
  if (depth <= 0) return;
  while (w.holders.length > depth) {
    if (top(w).node.type === "fragment") {
      const { children } = w.holders.pop() as Holder;
      trimLine(children);
      top(w).children.push(...fit("fragment", paragraphs(children)));
      w.spaced = true;
    } else closeHolder(w);
  }
}

/** Loose text of a transparent element as paragraphs, so that it does not run into its neighbours. */
function paragraphs(children: readonly AdfNode[]): AdfNode[] {
  const out: AdfNode[] = [];
  for (const child of children) {
    const last = out[out.length - 1];
    if (!isInline(child)) out.push(child);
    else if (last?.type === "paragraph" && (last as { loose?: true }).loose) last.content?.push(child);
    else out.push(Object.defineProperty({ type: "paragraph", content: [child] }, "loose", { value: true }));
  }
  return out;
}

function addMarks(w: AdfWriter, node: number, marks: readonly AdfMark[]): true {
  for (const mark of marks) {
    const open = w.marks.get(mark.type);
    if (open === undefined) w.marks.set(mark.type, [mark]);
    else open.push(mark);
  }
  w.added.set(
    node,
    marks.map((mark) => mark.type),
  );
  return true;
}

function blockMarks(tree: Tree, node: number): { marks?: AdfMark[] } {
  const style = attribute(tree, node, "style") ?? "";
  const align = /text-align:\s*(center|right)/.exec(style)?.[1];
  if (align !== undefined)
    return { marks: [{ type: "alignment", attrs: { align: align === "right" ? "end" : "center" } }] };
  const indent = Math.round(Number(/margin-left:\s*([\d.]+)px/.exec(style)?.[1] ?? 0) / 30);
  return indent > 0 ? { marks: [{ type: "indentation", attrs: { level: Math.min(6, indent) } }] } : {};
}

function spanMarks(style: string): AdfMark[] {
  const marks: AdfMark[] = [];
  const colour = hexColour(/(?:^|;)\s*color:\s*([^;]+)/.exec(style)?.[1] ?? "");
  const background = hexColour(/background-color:\s*([^;]+)/.exec(style)?.[1] ?? "");
  if (colour !== undefined) marks.push({ type: "textColor", attrs: { color: colour } });
  if (background !== undefined) marks.push({ type: "backgroundColor", attrs: { color: background } });
  if (/text-decoration:\s*line-through/.test(style)) marks.push({ type: "strike" });
  return marks;
}

function tableAttributes(tree: Tree, node: number): Record<string, unknown> {
  const layout = attribute(tree, node, "data-layout") ?? "default";
  const width = Number.parseFloat(attribute(tree, node, "data-table-width") ?? "");
  const known = ["wide", "full-width", "center", "align-end", "align-start", "default"].includes(layout);
  return { layout: known ? layout : "default", ...(Number.isFinite(width) ? { width } : {}), ...ids(tree, node) };
}

function cellAttributes(tree: Tree, node: number): Record<string, unknown> {
  const attrs: Record<string, unknown> = {};
  for (const name of ["colspan", "rowspan"]) {
    const value = Number.parseInt(attribute(tree, node, name) ?? "1", 10);
    if (value > 1) attrs[name] = Math.min(value, 1000);
  }
  const background = attribute(tree, node, "data-highlight-colour");
  if (background !== undefined) attrs.background = background;
  return { ...attrs, ...ids(tree, node) };
}

const widths: Readonly<Record<string, readonly number[]>> = {
  two_equal: [50, 50],
  two_left_sidebar: [33.33, 66.66],
  two_right_sidebar: [66.66, 33.33],
  three_equal: [33.33, 33.33, 33.33],
  three_with_sidebars: [25, 50, 25],
};

function columnWidth(type: string, place: number): number {
  return widths[type]?.[place] ?? (type.startsWith("three") ? 33.33 : 50);
}

function emoji(tree: Tree, node: number): AdfNode {
  const text = emoticonText(tree, node);
  const id = attribute(tree, node, "ac:emoji-id");
  const shortName = attribute(tree, node, "ac:emoji-shortname") ?? `:${attribute(tree, node, "ac:name") ?? "emoji"}:`;
  return { type: "emoji", attrs: { shortName, ...(id === undefined ? {} : { id }), ...(text === "" ? {} : { text }) } };
}

function enterAnchor(w: AdfWriter, node: number): boolean {
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

function enterLink(w: AdfWriter, node: number): boolean {
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
  const body =
    childNamed(tree, node, "ac:link-body") !== -1 || childNamed(tree, node, "ac:plain-text-link-body") !== -1;
  if (!body) addText(w, resource === undefined ? (anchor ?? "") : resourceText(resource, options));
  return true;
}

/** A caption holds no pictures and macros: a picture's alternative text stands for it. */
function captionLeaf(node: AdfNode): AdfNode[] {
  if (node.type !== "mediaInline" && node.type !== "inlineExtension") return [node];
  const alt = node.attrs?.alt;
  return typeof alt === "string" && alt !== "" ? [{ type: "text", text: alt }] : [];
}

const imageLayouts = new Set(["wide", "full-width", "center", "wrap-right", "wrap-left", "align-end", "align-start"]);

function enterImage(w: AdfWriter, node: number, name: string): boolean {
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

function codeBlock(language: string, text: string): AdfNode {
  const node: AdfNode = { type: "codeBlock", attrs: language === "" ? {} : { language } };
  return text === "" ? node : { ...node, content: [{ type: "text", text: text.replace(/\r\n?/g, "\n") }] };
}

function enterMacro(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const name = macroName(tree, node);
  const shape = macroShape(tree, node);
  const title = parameter(tree, node, "title") ?? "";
  switch (shape.kind) {
    case "code":
      if (name === "code" || name === "noformat") {
        addBlock(w, codeBlock(parameter(tree, node, "language") ?? "", textOf(tree, macroBody(tree, node))));
        return false;
      }
      break;
    case "panel": {
      openHolder(w, node, { type: "panel", attrs: panelAttributes(tree, node, name) });
      if (title !== "")
        top(w).children.push({
          type: "paragraph",
          content: [{ type: "text", text: title, marks: [{ type: "strong" }] }],
        });
      return true;
    }
    case "expand":
      return openHolder(w, node, { type: "expand", attrs: { title, ...ids(tree, node) } });
    case "status":
      addInline(w, {
        type: "status",
        attrs: {
          text: title || " ",
          color: statusToAdf[(parameter(tree, node, "colour") ?? "grey").toLowerCase()] ?? "neutral",
        },
      });
      return false;
    case "mention": {
      const resource = resourceWithin(tree, node);
      if (resource?.kind !== "user") break;
      addInline(w, { type: "mention", attrs: { id: resource.id, text: resourceText(resource, w.options) } });
      return false;
    }
    case "unwrap":
      return openHolder(w, node, { type: "bodiedExtension", attrs: extensionAttributes(tree, node, name) });
    case "reference": {
      const line = lineTypes.has(top(w).node.type);
      const extension: AdfNode = {
        type: line ? "inlineExtension" : "extension",
        attrs: extensionAttributes(tree, node, name),
      };
      if (line) addInline(w, extension);
      else addBlock(w, extension);
      return false;
    }
  }
  const attrs = extensionAttributes(tree, node, name);
  const text = textOf(tree, macroBody(tree, node));
  const parameters = attrs.parameters as { macroParams: Record<string, unknown> };
  if (text !== "") parameters.macroParams.__bodyContent = { value: text };
  addBlock(w, { type: "extension", attrs });
  return false;
}

function panelAttributes(tree: Tree, node: number, name: string): Record<string, unknown> {
  const panelType = panelTypes[name] ?? "info";
  if (panelType !== "custom") return { panelType, ...ids(tree, node) };
  const icon = parameter(tree, node, "panelIconText");
  const colour = hexColour(parameter(tree, node, "bgColor") ?? "");
  return {
    panelType,
    ...(icon === undefined ? {} : { panelIconText: icon, panelIcon: parameter(tree, node, "panelIcon") ?? icon }),
    ...(colour === undefined ? {} : { panelColor: colour }),
    ...ids(tree, node),
  };
}

/** A macro's parameters as ADF carries them. One that points at a resource keeps its storage, to come back whole. */
function extensionAttributes(tree: Tree, node: number, name: string): Record<string, unknown> {
  const macroParams: Record<string, { value: string }> = {};
  for (const child of childrenOf(tree, node)) {
    if (!isElement(tree, child, "ac:parameter")) continue;
    const plain = (tree.after[child] as number) <= child + 2 && tree.kind[child + 1] !== ELEMENT;
    const value = plain
      ? textOf(tree, child)
      : tree.source.slice(tree.openEnd[child] as number, tree.closeStart[child] as number);
    macroParams[attribute(tree, child, "ac:name") ?? ""] = { value };
  }
  const macroId = attribute(tree, node, "ac:macro-id");
  const macroMetadata = {
    ...(macroId === undefined ? {} : { macroId: { value: macroId } }),
    schemaVersion: { value: attribute(tree, node, "ac:schema-version") ?? "1" },
    title: name,
  };
  const layout = attribute(tree, node, "data-layout");
  return {
    extensionType: macroExtensionType,
    extensionKey: name || "macro",
    parameters: { macroParams, macroMetadata },
    ...(layout === "wide" || layout === "full-width" ? { layout } : {}),
    ...ids(tree, node),
  };
}

function enterExtension(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const inner = childNamed(tree, node, "ac:adf-node");
  const type = inner === -1 ? "" : (attribute(tree, inner, "type") ?? "");
  if (type === "panel" || type === "decision-list") return true;
  if (descendantNamed(tree, node, "ac:adf-content") !== -1) return openHolder(w, node, { type: "fragment" });
  addBlock(w, {
    type: "extension",
    attrs: {
      extensionType: "com.atlassian.ecosystem",
      extensionKey: type || "extension",
      parameters: { storage: tree.source.slice(tree.start[node] as number, tree.end[node] as number) },
    },
  });
  return false;
}

function enterAdfNode(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const get = (key: string): string => {
    for (const child of childrenOf(tree, node)) {
      if (isElement(tree, child, "ac:adf-attribute") && attribute(tree, child, "key") === key)
        return textOf(tree, child).trim();
    }
    return "";
  };
  switch (attribute(tree, node, "type")) {
    case "panel": {
      const type = get("panel-type");
      return openHolder(w, node, {
        type: "panel",
        attrs: {
          panelType: ["info", "note", "tip", "warning", "error", "success", "custom"].includes(type) ? type : "info",
        },
      });
    }
    case "decision-list":
      return openHolder(w, node, { type: "decisionList", attrs: { localId: get("local-id") || `decisions-${node}` } });
    case "decision-item":
      return openHolder(w, node, {
        type: "decisionItem",
        attrs: itemAttributes("decisionItem", get("local-id") || `decision-${node}`, get("state")),
      });
    default:
      return openHolder(w, node, { type: "fragment" });
  }
}
