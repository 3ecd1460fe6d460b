import { CDATA, ELEMENT, nodeText, TEXT } from "../tree/tree.ts";
import type { Visitor } from "../tree/walk.ts";
import { container, heading, paragraph, preformatted, quote, rule } from "./block-elements.ts";
import type { Handler } from "./handler.ts";
import { addCode, addText, EMPHASIS, STRIKE, STRONG, SUB, SUP, UNDERLINE } from "./inline.ts";
import { anchorLink, caption, confluenceLink, image, linkBody } from "./link-elements.ts";
import { item, list, task } from "./list-elements.ts";
import { adfContent, enterExtension, enterMacro, leaveMacro } from "./macros.ts";
import { cell, head, row, table } from "./table-elements.ts";
import { bold, code, emoticon, lineBreak, mark, span, templateVariable, time, user } from "./text-elements.ts";
import { currentMask, touch, type Writer } from "./writer.ts";

const skip: Handler = { enter: () => false };

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
  ["b", bold],
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
  ["ac:adf-content", adfContent],
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
