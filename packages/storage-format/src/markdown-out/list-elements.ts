import { attribute, childNamed, textOf } from "../tree/tree.ts";
import { flush } from "./flush.ts";
import type { Handler } from "./handler.ts";
import { MAX_DEPTH, popFrame, pushFrame, startBlock, topFrame } from "./lines.ts";
import { closeBlock, elementBlock, type ListState, openBlock, openCell, type Writer } from "./writer.ts";

export function list(ordered: boolean, task: boolean): Handler {
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

export const item: Handler = {
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

export const task: Handler = {
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
