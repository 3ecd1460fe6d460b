import { descendantNamed, ELEMENT, nameOf, nodeText, type Tree, textOf } from "../tree/tree.ts";
import { writeCode } from "./code.ts";
import { flush } from "./flush.ts";
import type { Handler } from "./handler.ts";
import { STRONG } from "./inline.ts";
import { MAX_DEPTH, popFrame, pushFrame, startBlock, writeLine } from "./lines.ts";
import { addMark, closeBlock, elementBlock, openBlock, openCell, record, type Writer } from "./writer.ts";

/** Content shown in place: a layout's parts, a div, a body. */
export const container: Handler = {
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

export const paragraph: Handler = {
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

export const heading = (level: number): Handler => ({
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

export const quote: Handler = {
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

export const preformatted: Handler = {
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

export const rule: Handler = {
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
