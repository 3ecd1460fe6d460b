import { emoticonText } from "../model/emoticon.ts";
import { firstResource, resourceHref, resourceOf, resourceText } from "../model/resource.ts";
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
import type { Visitor } from "../tree/walk.ts";
import { destination } from "./escape.ts";
import { addBreak, addCode, addLozenge, addText, EMPHASIS, STRIKE, STRONG, SUB, SUP, UNDERLINE } from "./inline.ts";
import { MAX_DEPTH, popFrame, pushFrame, startBlock, topFrame, writeLine } from "./lines.ts";
import { enterExtension, enterMacro, leaveMacro } from "./macros.ts";
import { closeTable, closeTableCell, openRow, openTable, openTableCell } from "./table.ts";
import {
  addAtomAt,
  addMark,
  closeBlock,
  closeLink,
  currentMask,
  elementBlock,
  flush,
  isFlow,
  type ListState,
  noteAtom,
  openBlock,
  openCell,
  openLink,
  record,
  reference,
  touch,
  type Writer,
} from "./writer.ts";

interface Handler {
  /** Whether to go into the element. */
  enter(w: Writer, node: number): boolean;
  leave?(w: Writer, node: number): void;
}

const skip: Handler = { enter: () => false };

const mark = (bit: number): Handler => ({
  enter(w) {
    addMark(w, bit, 1);
    return true;
  },
  leave(w) {
    addMark(w, bit, -1);
  },
});

/** Content shown in place: a layout's parts, a div, a body. */
const container: Handler = {
  enter(w, node) {
    flush(w);
    w.flow.push(node);
    return true;
  },
  leave(w) {
    flush(w);
    w.flow.pop();
  },
};

const paragraph: Handler = {
  enter(w, node) {
    // A caption's paragraph stays on the image's own lines.
    if (nameOf(w.tree, w.tree.parent[node] as number) === "ac:caption") return true;
    flush(w);
    w.flow.push(node);
    return true;
  },
  leave(w, node) {
    if (nameOf(w.tree, w.tree.parent[node] as number) === "ac:caption") return;
    const whole = w.firstLeaf !== -1 && isWhole(w, node);
    flush(w, whole ? node : -1);
    w.flow.pop();
  },
};

/** Whether nothing of the element was written before the chunk that is now collected. */
function isWhole(w: Writer, node: number): boolean {
  if (w.blocks === undefined) return false;
  const siblings = w.blocks[w.blocks.length - 1]?.children;
  const before = siblings?.[siblings.length - 1];
  return before === undefined || before.end <= (w.tree.start[node] as number);
}

const heading = (level: number): Handler => ({
  enter(w, node) {
    flush(w);
    w.flow.push(node);
    if (openCell(w) === undefined) w.heading = level;
    else addMark(w, STRONG, 1);
    return true;
  },
  leave(w, node) {
    flush(w, w.firstLeaf !== -1 && isWhole(w, node) ? node : -1);
    w.flow.pop();
    if (openCell(w) === undefined) w.heading = 0;
    else addMark(w, STRONG, -1);
  },
});

function list(ordered: boolean, task: boolean): Handler {
  return {
    enter(w, node) {
      flush(w);
      w.heading = 0;
      // A list directly in a list, as old editors wrote for indentation, is an item that holds a list.
      const parent = w.lists[w.lists.length - 1];
      const direct = parent !== undefined && w.flow[w.flow.length - 1] === parent.node && openCell(w) === undefined;
      if (direct) openItem(w, node, "", "bullet");
      const number = ordered ? Number.parseInt(attribute(w.tree, node, "start") ?? "1", 10) : 0;
      const start = Number.isFinite(number) && number >= 0 ? Math.min(number, 999_999_999) : 1;
      w.lists.push({ node, ordered, number: start, marker: "", started: false, pseudo: direct });
      w.flow.push(node);
      const key = task ? "task" : ordered ? "ordered" : "bullet";
      const recorded = w.lines.frames.length < MAX_DEPTH && openCell(w) === undefined;
      if (recorded) openBlock(w, elementBlock(w, "list", key, ordered ? String(start) : "", node));
      w.exits.push(recorded ? "block" : "plain");
      return true;
    },
    leave(w) {
      flush(w);
      if (w.exits.pop() === "block") closeBlock(w);
      w.flow.pop();
      const state = w.lists.pop() as ListState;
      if (state.pseudo && openCell(w) === undefined) closeItem(w);
    },
  };
}

function openItem(w: Writer, node: number, prefix: string, key: string): void {
  const state = w.lists[w.lists.length - 1];
  const frames = w.lines.frames;
  if (state !== undefined && !state.started) {
    state.started = true;
    const last = topFrame(w.lines).last;
    // Two lists in a row are one to Markdown unless their markers differ.
    state.marker = state.ordered ? (last === "list." ? ")" : ".") : last === "list-" ? "*" : "-";
    const interrupts = !state.ordered || state.number === 1;
    startBlock(w.lines, interrupts ? `list${state.marker}` : `numbered${state.marker}`);
    topFrame(w.lines).last = `list${state.marker}`;
  }
  const marker = state?.ordered ? `${state.number}${state.marker}` : (state?.marker ?? "-");
  if (state?.ordered) state.number = Math.min(state.number + 1, 999_999_999);
  w.flow.push(node);
  // Deeper than the writer nests, items write their content without a marker of their own.
  const framed = frames.length < MAX_DEPTH;
  if (framed) openBlock(w, elementBlock(w, "item", key, "", node));
  if (framed) pushFrame(w.lines, `${marker} ${prefix}`, " ".repeat(marker.length + 1), true);
  w.exits.push(framed ? "frame" : "plain");
}

function closeItem(w: Writer): void {
  flush(w);
  w.flow.pop();
  if (w.exits.pop() !== "frame") return;
  popFrame(w.lines);
  closeBlock(w);
}

const item: Handler = {
  enter(w, node) {
    flush(w);
    w.heading = 0;
    if (openCell(w) !== undefined) {
      const state = w.lists[w.lists.length - 1];
      if (state !== undefined) {
        state.pseudo = true;
        state.marker = state.ordered ? `${state.number++}.` : "•";
      }
      w.flow.push(node);
      return true;
    }
    if (w.lists.length === 0)
      w.lists.push({ node: -1, ordered: false, number: 0, marker: "", started: false, pseudo: false });
    openItem(w, node, "", "");
    return true;
  },
  leave(w) {
    if (openCell(w) !== undefined) {
      flush(w);
      w.flow.pop();
      return;
    }
    closeItem(w);
    if (w.lists[w.lists.length - 1]?.node === -1) w.lists.pop();
  },
};

const task: Handler = {
  enter(w, node) {
    flush(w);
    const done = textOf(w.tree, childNamed(w.tree, node, "ac:task-status")).trim() === "complete";
    if (openCell(w) !== undefined) {
      const state = w.lists[w.lists.length - 1];
      if (state !== undefined) {
        state.pseudo = true;
        state.marker = done ? "☑" : "☐";
      }
      w.flow.push(node);
      return true;
    }
    if (w.lists.length === 0)
      w.lists.push({ node: -1, ordered: false, number: 0, marker: "", started: false, pseudo: false });
    openItem(w, node, done ? "[x] " : "[ ] ", done ? "done" : "open");
    return true;
  },
  leave: item.leave as (w: Writer, node: number) => void,
};

const quote: Handler = {
  enter(w, node) {
    flush(w);
    w.heading = 0;
    w.flow.push(node);
    if (openCell(w) === undefined && w.lines.frames.length < MAX_DEPTH) {
      startBlock(w.lines, "quote");
      openBlock(w, elementBlock(w, "quote", "", "", node));
      pushFrame(w.lines, "> ", "> ", false);
      w.exits.push("frame");
    } else w.exits.push("plain");
    return true;
  },
  leave(w) {
    flush(w);
    w.flow.pop();
    if (w.exits.pop() !== "frame") return;
    popFrame(w.lines);
    closeBlock(w);
  },
};

const preformatted: Handler = {
  enter(w, node) {
    const text = preText(w.tree, node);
    writeCode(w, node, "", "", text.replace(/^\n/, ""), node);
    return false;
  },
};

function preText(tree: Tree, node: number): string {
  if (descendantNamed(tree, node, "br") === -1) return textOf(tree, node);
  let text = "";
  for (let inner = node; inner < (tree.after[node] as number); inner++) {
    text += tree.kind[inner] === ELEMENT && nameOf(tree, inner) === "br" ? "\n" : nodeText(tree, inner);
  }
  return text;
}

/** Writes code as a fence longer than any run of backticks in it; in a table cell as one code span a line. */
export function writeCode(w: Writer, node: number, language: string, title: string, body: string, inner: number): void {
  flush(w);
  const text = body.replace(/\r\n?/g, "\n");
  if (openCell(w) !== undefined) {
    if (title !== "") {
      addText(w.inline, title, STRONG);
      flush(w);
    }
    for (const line of text.split("\n")) {
      if (line.trim() === "") continue;
      addCode(w.inline, line, 0);
      flush(w);
    }
    return;
  }
  let longest = 2;
  for (const run of text.match(/`{3,}/g) ?? []) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  const word = language.trim().replace(/[\s`"]+/g, "-");
  const quoted =
    title === ""
      ? ""
      : ` title="${title.replace(/\s+/g, " ").replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("`", "&#96;").replaceAll("\\", "&#92;")}"`;
  startBlock(w.lines, "code");
  const block = elementBlock(
    w,
    "code",
    `${word === "" && quoted !== "" ? "text" : word}\n${title.replace(/\s+/g, " ")}`,
    text,
    node,
    inner,
  );
  writeLine(w.lines, `${fence}${word === "" && quoted !== "" ? "text" : word}${quoted}`);
  if (text !== "") for (const line of text.split("\n")) writeCodeLine(w, line);
  writeLine(w.lines, fence);
  record(w, block);
}

function writeCodeLine(w: Writer, line: string): void {
  writeLine(w.lines, line);
}

const image: Handler = {
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

const caption: Handler = { enter: () => true };

const anchorLink: Handler = {
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

const confluenceLink: Handler = {
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
const linkBody: Handler = { enter: () => true };

const time: Handler = {
  enter(w, node) {
    const date = attribute(w.tree, node, "datetime") ?? "";
    const text = textOf(w.tree, node).trim();
    const shown = text === "" || text === date ? date : date === "" ? text : `${date} (${text})`;
    noteAtom(w, "text", shown, node);
    touch(w, node);
    addLozenge(w.inline, shown, currentMask(w));
    return false;
  },
};

const emoticon: Handler = {
  enter(w, node) {
    const text = emoticonText(w.tree, node);
    noteAtom(w, "text", text, node);
    touch(w, node);
    addText(w.inline, text, currentMask(w));
    return false;
  },
};

const lineBreak: Handler = {
  enter(w, node) {
    touch(w, node);
    addBreak(w.inline);
    return false;
  },
};

const rule: Handler = {
  enter(w, node) {
    flush(w);
    if (openCell(w) !== undefined) return false;
    startBlock(w.lines, "rule");
    const block = elementBlock(w, "rule", "", "", node);
    writeLine(w.lines, w.lines.frames.length > 1 ? "___" : "---");
    record(w, block);
    return false;
  },
};

const span: Handler = {
  enter(w, node) {
    if (struck(w.tree, node)) addMark(w, STRIKE, 1);
    return true;
  },
  leave(w, node) {
    if (struck(w.tree, node)) addMark(w, STRIKE, -1);
  },
};

function struck(tree: Tree, node: number): boolean {
  const style = attribute(tree, node, "style");
  return style !== undefined && /text-decoration:\s*line-through/.test(style);
}

const code: Handler = {
  enter(w) {
    w.code++;
    return true;
  },
  leave(w) {
    w.code--;
  },
};

const MAX_TABLES = 6;

const table: Handler = {
  enter(w, node) {
    flush(w);
    w.heading = 0;
    w.flow.push(node);
    // Tables in tables in tables are shown as the text of the cell they stand in.
    const shown = w.tables.length < MAX_TABLES;
    if (shown) openTable(w, node);
    w.exits.push(shown ? "block" : "plain");
    return true;
  },
  leave(w) {
    flush(w);
    w.flow.pop();
    if (w.exits.pop() === "block") closeTable(w);
  },
};

const row: Handler = {
  enter(w, node) {
    const state = w.tables[w.tables.length - 1];
    if (state !== undefined && !state.inCell) {
      flush(w);
      openRow(state, node);
    }
    return true;
  },
};

const cell = (header: boolean): Handler => ({
  enter(w, node) {
    const state = w.tables[w.tables.length - 1];
    flush(w);
    w.flow.push(node);
    if (state !== undefined && !state.inCell) {
      openTableCell(w, state, node, header);
      w.exits.push("cell");
    } else w.exits.push("plain");
    return true;
  },
  leave(w) {
    flush(w);
    w.flow.pop();
    const state = w.tables[w.tables.length - 1];
    if (w.exits.pop() === "cell" && state !== undefined) closeTableCell(state);
  },
});

const head: Handler = {
  enter(w) {
    const state = w.tables[w.tables.length - 1];
    if (state !== undefined) state.inHead = true;
    return true;
  },
  leave(w) {
    const state = w.tables[w.tables.length - 1];
    if (state !== undefined) state.inHead = false;
  },
};

const user: Handler = {
  // Outside a link only old macros and broken pages have it; a mention is a link around it.
  enter(w, node) {
    const parent = w.tree.parent[node] as number;
    if (nameOf(w.tree, parent).startsWith("ac:")) return false;
    const resource = resourceOf(w.tree, node);
    if (resource !== undefined) {
      touch(w, node);
      addText(w.inline, resourceText(resource, w.options), currentMask(w));
    }
    return false;
  },
};

const templateVariable: Handler = {
  enter(w, node) {
    reference(w, node, "var", attribute(w.tree, node, "at:name") ?? "");
    return false;
  },
};

const macro: Handler = { enter: enterMacro, leave: leaveMacro };

const definitions: [string, Handler][] = [
  ...[
    "script",
    "style",
    "head",
    "template",
    "colgroup",
    "ac:parameter",
    "ac:default-parameter",
    "ac:placeholder",
    "ac:task-id",
    "ac:task-uuid",
    "ac:task-status",
    "ac:adf-attribute",
    "ac:adf-fallback",
    "ac:adf-mark",
    "ac:adf-leaf",
    "ac:adf-fragment-mark",
    "ac:adf-fragment-mark-detail",
    "at:declarations",
  ].map((name): [string, Handler] => [name, skip]),
  ...[
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "figure",
    "figcaption",
    "address",
    "center",
    "dl",
    "dd",
    "form",
    "fieldset",
    "body",
    "html",
    "caption",
    "summary",
    "details",
    "ac:layout",
    "ac:layout-section",
    "ac:layout-cell",
    "ac:rich-text-body",
    "ac:adf-content",
    "ac:task-body",
    "at:template",
  ].map((name): [string, Handler] => [name, container]),
  ["p", paragraph],
  ["dt", paragraph],
  ["h1", heading(1)],
  ["h2", heading(2)],
  ["h3", heading(3)],
  ["h4", heading(4)],
  ["h5", heading(5)],
  ["h6", heading(6)],
  ["ul", list(false, false)],
  ["ol", list(true, false)],
  ["ac:task-list", list(false, true)],
  ["li", item],
  ["ac:task", task],
  ["blockquote", quote],
  ["pre", preformatted],
  ["hr", rule],
  ["br", lineBreak],
  ["table", table],
  ["thead", head],
  ["tr", row],
  ["td", cell(false)],
  ["th", cell(true)],
  ["strong", mark(STRONG)],
  ["b", mark(STRONG)],
  ["em", mark(EMPHASIS)],
  ["i", mark(EMPHASIS)],
  ["cite", mark(EMPHASIS)],
  ["dfn", mark(EMPHASIS)],
  ["s", mark(STRIKE)],
  ["del", mark(STRIKE)],
  ["strike", mark(STRIKE)],
  ["u", mark(UNDERLINE)],
  ["ins", mark(UNDERLINE)],
  ["sub", mark(SUB)],
  ["sup", mark(SUP)],
  ["span", span],
  ["code", code],
  ["tt", code],
  ["kbd", code],
  ["samp", code],
  ["a", anchorLink],
  ["img", image],
  ["time", time],
  ["ac:link", confluenceLink],
  ["ac:link-body", linkBody],
  ["ac:plain-text-link-body", linkBody],
  ["ac:image", image],
  ["ac:caption", caption],
  ["ac:emoticon", emoticon],
  ["ac:structured-macro", macro],
  ["ac:macro", macro],
  ["ac:adf-extension", { enter: enterExtension, leave: leaveMacro }],
  ["ac:adf-node", { enter: enterExtension, leave: leaveMacro }],
  ["ri:user", user],
  ["at:var", templateVariable],
];

const handlers = new Map(definitions);

/** The handlers as a visitor of one page. */
export function elementVisitor(w: Writer): Visitor {
  const { tree } = w;
  const byName = tree.nameList.map((name) => handlers.get(name));
  const limit = w.options.maxLength ?? Number.POSITIVE_INFINITY;
  return {
    enter(node) {
      const kind = tree.kind[node];
      if (kind === TEXT || kind === CDATA) {
        enterText(w, node);
        return false;
      }
      if (kind !== ELEMENT) return false;
      if (w.lines.size > limit && stops(w, node)) return false;
      const handler = byName[tree.nameId[node] as number];
      return handler === undefined ? true : handler.enter(w, node);
    },
    leave(node) {
      byName[tree.nameId[node] as number]?.leave?.(w, node);
    },
  };
}

/** Past the size limit nothing more is entered; what is open is still closed properly. */
function stops(w: Writer, node: number): boolean {
  if (w.inline.kinds.length > 0) return false;
  if (w.truncatedAt === -1) w.truncatedAt = w.tree.start[node] as number;
  w.stopped = true;
  return true;
}

function enterText(w: Writer, node: number): void {
  if (w.stopped) return;
  const text = nodeText(w.tree, node);
  const blank = isBlank(text);
  if (blank && w.inline.spaced) return;
  if (!blank) touch(w, node);
  if (w.code > 0) {
    if (text === "") return;
    addCode(w.inline, text, currentMask(w));
    if (w.firstLeaf === -1) touch(w, node);
  } else addText(w.inline, text, currentMask(w));
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32 && code !== 0xa0) return false;
  }
  return true;
}
