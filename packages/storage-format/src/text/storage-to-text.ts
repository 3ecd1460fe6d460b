import { emoticonText } from "../model/emoticon.ts";
import { macroBody, macroName, macroShape, parameter, parameterNode } from "../model/macro.ts";
import { firstResource, type Resolvers, resourceText, resourceWithin } from "../model/resource.ts";
import { parse } from "../tree/parse.ts";
import {
  attribute,
  CDATA,
  childNamed,
  descendantNamed,
  ELEMENT,
  nameOf,
  nodeText,
  TEXT,
  type Tree,
  textOf,
} from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";

export interface TextOptions extends Resolvers {
  /** Passages longer than this many characters are split between blocks. Default 2000. */
  maxPassage?: number;
}

/** One heading's worth of a page, for the search index. */
export interface Passage {
  /** The headings above the text, outermost first, ending with its own. */
  headings: string[];
  /** The fragment that leads to the heading on the page, without `#`; empty before the first heading. */
  anchor: string;
  text: string;
}

export interface TextResult {
  text: string;
  passages: Passage[];
}

const blocks = new Set(
  "p div ul ol li dl dt dd table tr blockquote pre section article header footer h1 h2 h3 h4 h5 h6 hr caption center ac:task-list ac:task ac:layout ac:layout-section ac:layout-cell ac:rich-text-body ac:task-body ac:adf-content ac:adf-extension ac:caption".split(
    " ",
  ),
);
const hidden = new Set(
  "script style head template ac:parameter ac:default-parameter ac:placeholder ac:task-id ac:task-uuid ac:task-status ac:adf-attribute ac:adf-fallback ac:adf-mark ac:adf-leaf ac:adf-fragment-mark at:declarations".split(
    " ",
  ),
);

interface TextWriter {
  tree: Tree;
  options: TextOptions;
  /** Finished lines of the passage being collected. */
  lines: string[];
  line: string;
  /** Whether the line takes no space now: at its start and behind one. */
  spaced: boolean;
  size: number;
  headings: { level: number; text: string }[];
  passages: Passage[];
  anchors: Map<string, number>;
  anchor: string;
  inHeading: number;
  cells: number;
  /** The node behind the link that is open. */
  linkEnd: number;
}

/** A page as plain text for people and search: every word a reader sees, in order, and nothing else. */
export function storageToText(storage: string, options: TextOptions = {}): TextResult {
  const tree = parse(storage);
  const w: TextWriter = {
    tree,
    options,
    lines: [],
    line: "",
    spaced: true,
    size: 0,
    headings: [],
    passages: [],
    anchors: new Map(),
    anchor: "",
    inHeading: 0,
    cells: 0,
    linkEnd: 0,
  };
  const all: string[] = [];
  const limit = options.maxPassage ?? 2000;
  const passage = (): void => {
    endLine(w);
    const text = w.lines.join("\n").trim();
    if (text !== "") {
      w.passages.push({ headings: w.headings.map((heading) => heading.text), anchor: w.anchor, text });
      all.push(text);
    }
    w.lines = [];
    w.size = 0;
  };
  walk(tree, 0, {
    enter(node) {
      const kind = tree.kind[node];
      if (kind === TEXT || kind === CDATA) {
        addWords(w, nodeText(tree, node));
        return false;
      }
      if (kind !== ELEMENT) return false;
      const name = nameOf(tree, node);
      if (hidden.has(name)) return false;
      const level = headingLevel(name);
      if (level > 0 && w.inHeading === 0) {
        passage();
        w.inHeading = node;
        while ((w.headings[w.headings.length - 1]?.level ?? 0) >= level) w.headings.pop();
        return true;
      }
      if (name === "td" || name === "th") w.cells++;
      // A row of a table stays one line: its cells' paragraphs do not part it.
      if (name === "p" && w.cells > 0) addWords(w, " ");
      else if (blocks.has(name)) {
        endLine(w);
        if (w.size > limit && w.inHeading === 0) passage();
      }
      return enterElement(w, node, name);
    },
    leave(node) {
      const name = nameOf(tree, node);
      if (w.inHeading === node) {
        endLine(w);
        const text = w.lines.join(" ").trim();
        if (text !== "") {
          w.headings.push({ level: headingLevel(name), text });
          w.anchor = anchorOf(w, text);
          w.lines = [text];
        }
        w.inHeading = 0;
        return;
      }
      if (name === "td" || name === "th") {
        w.cells--;
        addSeparator(w);
      } else if (name === "p" && w.cells > 0) addWords(w, " ");
      else if (blocks.has(name)) endLine(w);
    },
  });
  passage();
  return { text: all.join("\n"), passages: w.passages };
}

function headingLevel(name: string): number {
  return name.length === 2 && name.charCodeAt(0) === 0x68 && name >= "h1" && name <= "h6" ? Number(name[1]) : 0;
}

/** Confluence Cloud's fragment for a heading: spaces become hyphens, a repeated one gets a number. */
function anchorOf(w: TextWriter, text: string): string {
  const base = text.replace(/\s+/g, "-");
  const seen = w.anchors.get(base) ?? 0;
  w.anchors.set(base, seen + 1);
  return seen === 0 ? base : `${base}.${seen}`;
}

function enterElement(w: TextWriter, node: number, name: string): boolean {
  const { tree, options } = w;
  switch (name) {
    case "br":
      endLine(w);
      return false;
    case "time": {
      const date = attribute(tree, node, "datetime") ?? "";
      const text = textOf(tree, node).trim();
      addApart(w, text === "" || text === date ? date : `${date} ${text}`);
      return false;
    }
    case "ac:emoticon":
      addWords(w, emoticonText(tree, node));
      return false;
    case "img":
      addWords(w, ` ${attribute(tree, node, "alt") ?? ""} `);
      return false;
    case "ac:image":
      addApart(
        w,
        [attribute(tree, node, "ac:alt"), attribute(tree, node, "ac:title")]
          .filter((text, at, both) => text && both.indexOf(text) === at)
          .join(" "),
      );
      return childNamed(tree, node, "ac:caption") !== -1;
    case "ac:link": {
      // A link inside a link is only text: looking into each of many nested ones would cost squares.
      if (node < w.linkEnd) return true;
      w.linkEnd = tree.after[node] as number;
      if (hasLinkText(tree, node)) return true;
      const resource = firstResource(tree, node);
      const text = resource === undefined ? "" : resourceText(resource, options);
      addWords(w, text || (attribute(tree, node, "ac:anchor") ?? ""));
      return false;
    }
    case "ri:user": {
      const resource = resourceWithin(tree, tree.parent[node] as number);
      if (!nameOf(tree, tree.parent[node] as number).startsWith("ac:") && resource !== undefined)
        addWords(w, resourceText(resource, options));
      return false;
    }
    case "pre":
      addCode(w, textOf(tree, node));
      return false;
    case "ac:structured-macro":
    case "ac:macro":
      return enterMacro(w, node);
    default:
      return true;
  }
}

function hasLinkText(tree: Tree, node: number): boolean {
  for (const body of ["ac:link-body", "ac:plain-text-link-body"]) {
    const inner = childNamed(tree, node, body);
    if (
      inner !== -1 &&
      (textOf(tree, inner).trim() !== "" ||
        descendantNamed(tree, inner, "ac:image") !== -1 ||
        descendantNamed(tree, inner, "ac:emoticon") !== -1)
    )
      return true;
  }
  return false;
}

function enterMacro(w: TextWriter, node: number): boolean {
  const { tree, options } = w;
  const shape = macroShape(tree, node);
  switch (shape.kind) {
    case "code":
      endLine(w);
      addWords(w, parameter(tree, node, "title") ?? "");
      addCode(w, textOf(tree, macroBody(tree, node)));
      return false;
    case "panel":
    case "expand":
      endLine(w);
      addWords(w, [parameter(tree, node, "panelIconText"), parameter(tree, node, "title")].filter(Boolean).join(" "));
      endLine(w);
      return true;
    case "status":
      addApart(w, parameter(tree, node, "title") ?? "");
      return false;
    case "mention": {
      const resource = resourceWithin(tree, node);
      if (resource !== undefined) addWords(w, resourceText(resource, options));
      return false;
    }
    case "unwrap":
      endLine(w);
      if (shape.title !== undefined) addWords(w, parameter(tree, node, shape.title) ?? "");
      endLine(w);
      return true;
    case "reference": {
      addWords(w, " ");
      for (const name of shape.show) {
        const element = parameterNode(tree, node, name);
        const resource = element === -1 ? undefined : resourceWithin(tree, element);
        if (element !== -1 && resource === undefined) addWords(w, textOf(tree, element));
      }
      const resource = resourceWithin(tree, node);
      if (
        resource !== undefined &&
        ["page", "blog", "attachment", "url"].includes(resource.kind) &&
        !(resource.kind === "page" && /^@\w+$/.test(resource.title)) &&
        macroName(tree, node) !== ""
      ) {
        addWords(w, resourceText(resource, options));
      }
      addWords(w, " ");
      return false;
    }
  }
}

function addWords(w: TextWriter, raw: string): void {
  const text = raw.replace(/[\s\u00a0]+/g, " ");
  const added = w.spaced ? text.trimStart() : text;
  if (added === "") return;
  w.line += added;
  w.spaced = added.endsWith(" ");
}

function cellLine(line: string): string {
  const cells = line.split(cellEnd).map((cell) => cell.trim());
  while (cells[cells.length - 1] === "") cells.pop();
  return cells.join(" | ");
}

/** Stands between a row's cells until the line is done; no page can hold the character. */
const cellEnd = "\u001f";

/** What shows as a lozenge or picture of its own: never part of the word before or behind it. */
function addApart(w: TextWriter, text: string): void {
  addWords(w, ` ${text} `);
}

function addSeparator(w: TextWriter): void {
  if (w.line === "") return;
  w.line += cellEnd;
  w.spaced = true;
}

function addCode(w: TextWriter, code: string): void {
  endLine(w);
  const text = code.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "");
  if (text === "") return;
  w.lines.push(text);
  w.size += text.length;
}

function endLine(w: TextWriter): void {
  const text = w.line.includes(cellEnd) ? cellLine(w.line) : w.line.trimEnd();
  w.line = "";
  w.spaced = true;
  if (text === "") return;
  w.lines.push(text);
  w.size += text.length;
}
