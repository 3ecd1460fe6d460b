import { parse } from "../tree/parse.ts";
import {
  attribute,
  CDATA,
  childNamed,
  childrenOf,
  ELEMENT,
  isElement,
  nameOf,
  nodeText,
  TEXT,
  textOf,
} from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";
import {
  blockMarks,
  cellAttributes,
  columnWidth,
  ids,
  localIdOf,
  spanMarks,
  tableAttributes,
  withAttributes,
} from "./adf-attributes.ts";
import { emoji, enterAnchor, enterImage, enterLink } from "./adf-links.ts";
import { codeBlock, enterAdfNode, enterExtension, enterMacro } from "./adf-macros.ts";
import type { AdfDocument, AdfMark, AdfNode } from "./adf-node.ts";
import { itemAttributes } from "./adf-rows.ts";
import {
  type AdfOptions,
  type AdfWriter,
  addBlock,
  addInline,
  addMarks,
  addText,
  closeHolder,
  type Holder,
  lineTypes,
  openHolder,
  splitLine,
  top,
  trimLine,
} from "./adf-writer.ts";
import { fit, isInline } from "./fit.ts";

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
