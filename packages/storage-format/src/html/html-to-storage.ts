import { codeMacro, expandStorage, imageStorage, linkStorage } from "../markdown-in/macro-storage.ts";
import type { StorageResult } from "../markdown-in/markdown-to-storage.ts";
import { xmlText } from "../markdown-in/xml.ts";
import { parse } from "../tree/parse.ts";
import {
  attribute,
  CDATA,
  childNamed,
  ELEMENT,
  nameOf,
  nodeText,
  sourceOf,
  TEXT,
  type Tree,
  textOf,
} from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";
import { marksOf } from "./marks.ts";

/** One element of the output. `flow` holds blocks, `line` holds text, `rows` holds only its own parts. */
interface Holder {
  name: string;
  hold: "flow" | "line" | "rows";
  /** Made because the input left it out; ends by itself. */
  implied: boolean;
  node: number;
  from: number;
  depth: number;
}

interface HtmlWriter {
  tree: Tree;
  /** The output in pieces: joining them once is what keeps deep pages linear. */
  out: string[];
  holders: Holder[];
  /** Whether text stands in a `<p>` of our own making. */
  paragraph: boolean;
  /** The marks around the text, in the order they were opened, with how often each is open. */
  wanted: Map<string, number>;
  /** Which holder each element opened. */
  holderOf: Map<number, Holder>;
  written: string[];
  links: { href: string; from: number; node: number }[];
  titles: Map<number, string>;
}

const lines = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6"]);
const rows: Readonly<Record<string, readonly string[]>> = { li: ["ul", "ol"], tr: ["table"], td: ["tr"], th: ["tr"] };
const impliedParent: Readonly<Record<string, string>> = { li: "ul", tr: "table", td: "tr", th: "tr" };
const impliedChild: Readonly<Record<string, string>> = { ul: "li", ol: "li", table: "tr", tr: "td" };
const dropped = new Set(
  "script style head template noscript iframe object embed svg math select button textarea colgroup col caption input map area audio video canvas link meta base title param source track wbr".split(
    " ",
  ),
);
const transparentBlocks = new Set(
  "div section article header footer main nav aside figure figcaption address center dl dt dd form fieldset body html legend".split(
    " ",
  ),
);

/**
 * HTML as storage format: what a browser would show, in elements Confluence keeps. Anything may come in; the output
 * is well-formed. Storage elements inside (macros, links, images) are kept when they are well-formed themselves.
 */
export function htmlToStorage(html: string): StorageResult {
  const tree = parse(html, { html: true });
  const w: HtmlWriter = {
    tree,
    out: [],
    holders: [{ name: "", hold: "flow", implied: false, node: 0, from: 0, depth: 0 }],
    paragraph: false,
    wanted: new Map(),
    holderOf: new Map(),
    written: [],
    links: [],
    titles: new Map(),
  };
  walk(tree, 0, { enter: (node) => enter(w, node), leave: (node) => leave(w, node) });
  while (w.holders.length > 1) closeHolder(w);
  endLine(w);
  return { storage: w.out.join(""), diagnostics: [] };
}

function top(w: HtmlWriter): Holder {
  return w.holders[w.holders.length - 1] as Holder;
}

function enter(w: HtmlWriter, node: number): boolean {
  const { tree } = w;
  const kind = tree.kind[node];
  if (kind === TEXT || kind === CDATA) {
    addText(w, nodeText(tree, node));
    return false;
  }
  if (kind !== ELEMENT) return false;
  const name = nameOf(tree, node);
  if (dropped.has(name)) return name === "noscript" || name === "caption";
  if (name.startsWith("ac:") || name.startsWith("ri:")) return storageElement(w, node, name);
  for (const mark of marksOf(tree, node)) w.wanted.set(mark, (w.wanted.get(mark) ?? 0) + 1);
  switch (name) {
    case "br":
      ensureLine(w);
      w.out.push("<br />");
      return false;
    case "hr":
      startBlock(w);
      w.out.push("<hr />");
      return false;
    case "img": {
      const image = imageStorage(attribute(tree, node, "src") ?? "", attribute(tree, node, "alt") ?? "", "");
      ensureLine(w);
      w.out.push(image ?? xmlText(attribute(tree, node, "alt") ?? ""));
      return false;
    }
    case "time": {
      const date = /^\d{4}-\d{2}-\d{2}/.exec(attribute(tree, node, "datetime") ?? "")?.[0];
      if (date === undefined) return true;
      ensureLine(w);
      w.out.push(`<time datetime="${date}" />`);
      return false;
    }
    case "a": {
      const href = attribute(tree, node, "href") ?? "";
      if (href === "" || /^\s*(?:javascript|vbscript|data):/i.test(href) || w.links.length > 0) return true;
      ensureLine(w);
      closeMarks(w);
      w.links.push({ href, from: w.out.length, node });
      return true;
    }
    case "pre": {
      startBlock(w);
      const inner = childNamed(tree, node, "code");
      const language =
        /(?:language|lang)-([\w+#.-]+)/.exec(attribute(tree, inner === -1 ? node : inner, "class") ?? "")?.[1] ?? "";
      w.out.push(codeMacro(language, "", textOf(tree, node).replace(/^\n/, "").replace(/\n$/, "")));
      return false;
    }
    case "details": {
      startBlock(w);
      const summary = childNamed(tree, node, "summary");
      w.titles.set(node, summary === -1 ? "" : textOf(tree, summary).replace(/\s+/g, " ").trim());
      pushHolder(w, "details", "flow", false, node);
      return true;
    }
    case "summary":
      return nameOf(tree, tree.parent[node] as number) !== "details";
    case "ul":
    case "ol":
    case "table":
    case "blockquote": {
      startBlock(w);
      const start = name === "ol" ? Number.parseInt(attribute(tree, node, "start") ?? "1", 10) : 1;
      const attributes = Number.isInteger(start) && start > 1 ? ` start="${start}"` : "";
      openHolder(w, name, name === "blockquote" ? "flow" : "rows", false, node, attributes);
      return true;
    }
    case "li":
    case "tr":
    case "td":
    case "th":
      openRow(w, name, node);
      return true;
    case "thead":
    case "tbody":
    case "tfoot":
      return true;
  }
  if (lines.has(name)) {
    if (name === "p" && top(w).hold === "line") return true;
    startBlock(w);
    if (top(w).hold === "line") return true;
    openHolder(w, name, "line", false, node, alignment(tree, node));
    return true;
  }
  if (transparentBlocks.has(name)) {
    endLine(w);
    return true;
  }
  return true;
}

function alignment(tree: Tree, node: number): string {
  const found =
    /text-align:\s*(center|right)/.exec(attribute(tree, node, "style") ?? "")?.[1] ?? attribute(tree, node, "align");
  return found === "center" || found === "right" ? ` style="text-align: ${found};"` : "";
}

function leave(w: HtmlWriter, node: number): void {
  const name = nameOf(w.tree, node);
  for (const mark of marksOf(w.tree, node)) {
    const depth = (w.wanted.get(mark) ?? 1) - 1;
    if (depth === 0) w.wanted.delete(mark);
    else w.wanted.set(mark, depth);
  }
  if (name === "a") {
    if (w.links[w.links.length - 1]?.node === node) closeLink(w);
    return;
  }
  if (transparentBlocks.has(name)) {
    endLine(w);
    return;
  }
  const holder = w.holderOf.get(node);
  if (holder === undefined) return;
  w.holderOf.delete(node);
  if (holder.depth >= w.holders.length || w.holders[holder.depth] !== holder) return;
  while (w.holders.length > holder.depth) closeHolder(w);
}

function storageElement(w: HtmlWriter, node: number, name: string): boolean {
  const bytes = sourceOf(w.tree, node);
  const standsAlone = /^ac:(structured-macro|link|image|emoticon|task-list|layout|adf-extension)$/.test(name);
  if (!standsAlone || parse(bytes).problems.length > 0) return true;
  if (name === "ac:link" || name === "ac:emoticon" || name === "ac:image") ensureLine(w);
  else startBlock(w);
  w.out.push(bytes);
  return false;
}

function addText(w: HtmlWriter, text: string): void {
  if (text.trim() === "" && top(w).hold !== "line" && !w.paragraph) return;
  ensureLine(w);
  syncMarks(w);
  w.out.push(xmlText(text));
}

/** Makes sure text may stand here: fills in the list item or cell the input left out, and a paragraph. */
function ensureLine(w: HtmlWriter): void {
  while (top(w).hold === "rows") {
    const child = impliedChild[top(w).name] as string;
    openHolder(w, child, child === "tr" ? "rows" : "flow", true, -1);
  }
  if (top(w).hold === "flow" && !w.paragraph) {
    w.out.push("<p>");
    w.paragraph = true;
  }
  syncMarks(w);
}

function syncMarks(w: HtmlWriter): void {
  const wanted = [...w.wanted.keys()];
  let same = 0;
  while (same < w.written.length && w.written[same] === wanted[same]) same++;
  while (w.written.length > same) w.out.push(`</${w.written.pop()}>`);
  for (const mark of wanted.slice(same)) {
    w.out.push(`<${mark}>`);
    w.written.push(mark);
  }
}

function closeMarks(w: HtmlWriter): void {
  while (w.written.length > 0) w.out.push(`</${w.written.pop()}>`);
}

function closeLink(w: HtmlWriter): void {
  const link = w.links.pop();
  if (link === undefined) return;
  closeMarks(w);
  const body = w.out.splice(link.from).join("");
  if (body !== "") w.out.push(linkStorage(link.href, body));
}

/** Ends the line of text that is open, so that a block can follow. */
function endLine(w: HtmlWriter): void {
  while (w.links.length > 0) closeLink(w);
  closeMarks(w);
  if (w.paragraph) {
    w.out.push("</p>");
    w.paragraph = false;
  }
}

/** Prepares for a block: in a heading or paragraph of the input the block ends that line first. */
function startBlock(w: HtmlWriter): void {
  endLine(w);
  while (top(w).hold === "line") closeHolder(w);
  while (top(w).hold === "rows") {
    const child = impliedChild[top(w).name] as string;
    openHolder(w, child, child === "tr" ? "rows" : "flow", true, -1);
  }
}

function pushHolder(w: HtmlWriter, name: string, hold: Holder["hold"], implied: boolean, node: number): void {
  const holder = { name, hold, implied, node, from: w.out.length, depth: w.holders.length };
  w.holders.push(holder);
  if (!implied) w.holderOf.set(node, holder);
}

function openHolder(
  w: HtmlWriter,
  name: string,
  hold: Holder["hold"],
  implied: boolean,
  node: number,
  attributes = "",
): void {
  pushHolder(w, name, hold, implied, node);
  w.out.push(`<${name}${attributes}>${name === "table" ? "<tbody>" : ""}`);
}

function openRow(w: HtmlWriter, name: string, node: number): void {
  endLine(w);
  while (top(w).hold === "line") closeHolder(w);
  const parents = rows[name] as readonly string[];
  while (top(w).implied && !parents.includes(top(w).name)) closeHolder(w);
  if (!parents.includes(top(w).name)) openParents(w, impliedParent[name] as string);
  const span = (attributeName: string): string => {
    const value = Number.parseInt(attribute(w.tree, node, attributeName) ?? "1", 10);
    return value > 1 && value <= 1000 ? ` ${attributeName}="${value}"` : "";
  };
  const spans = name === "td" || name === "th" ? span("colspan") + span("rowspan") : "";
  openHolder(w, name, name === "tr" ? "rows" : "flow", false, node, spans);
}

function openParents(w: HtmlWriter, name: string): void {
  if (name === "tr" && top(w).name !== "table") openParents(w, "table");
  if (name === "ul" || name === "table") startBlock(w);
  openHolder(w, name, "rows", true, -1);
}

function closeHolder(w: HtmlWriter): void {
  endLine(w);
  const holder = w.holders.pop() as Holder;
  if (holder.name === "details") {
    const inside = w.out.splice(holder.from).join("");
    w.out.push(expandStorage(w.titles.get(holder.node) ?? "", inside));
    return;
  }
  const empty = w.out.length === holder.from + 1;
  if (empty && (holder.hold === "rows" || holder.hold === "line" || holder.name === "blockquote")) {
    w.out.length = holder.from;
    return;
  }
  if (empty) w.out.push("<p />");
  w.out.push(holder.name === "table" ? "</tbody></table>" : `</${holder.name}>`);
}
