import { isPlainBold } from "../html/marks.ts";
import { emoticonText } from "../model/emoticon.ts";
import { resourceOf, resourceText } from "../model/resource.ts";
import { attribute, nameOf, type Tree, textOf } from "../tree/tree.ts";
import type { Handler } from "./handler.ts";
import { addBreak, addLozenge, addText, STRIKE, STRONG } from "./inline.ts";
import { noteAtom } from "./links.ts";
import { reference } from "./reference.ts";
import { addMark, currentMask, touch } from "./writer.ts";

export const mark = (bit: number): Handler => ({
  enter(w) {
    addMark(w, bit, 1);
    return true;
  },
  leave(w) {
    addMark(w, bit, -1);
  },
});

/** `<b style="font-weight: normal">` is what Google Docs puts around all it copies. */
export const bold: Handler = {
  enter(w, node) {
    if (!isPlainBold(w.tree, node)) addMark(w, STRONG, 1);
    return true;
  },
  leave(w, node) {
    if (!isPlainBold(w.tree, node)) addMark(w, STRONG, -1);
  },
};

export const time: Handler = {
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

export const emoticon: Handler = {
  enter(w, node) {
    const text = emoticonText(w.tree, node);
    noteAtom(w, "text", text, node);
    touch(w, node);
    addText(w.inline, text, currentMask(w));
    return false;
  },
};

export const lineBreak: Handler = {
  enter(w, node) {
    touch(w, node);
    addBreak(w.inline);
    return false;
  },
};

export const span: Handler = {
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

export const code: Handler = {
  enter(w) {
    w.code++;
    return true;
  },
  leave(w) {
    w.code--;
  },
};

export const user: Handler = {
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

export const templateVariable: Handler = {
  enter(w, node) {
    reference(w, node, "var", attribute(w.tree, node, "at:name") ?? "");
    return false;
  },
};
