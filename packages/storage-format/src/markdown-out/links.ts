import { destination as linkDestination } from "./escape.ts";
import { addAtom, addText, assemble, cellBreak, newInline } from "./inline.ts";
import { type Atom, type LinkState, openCell, touch, type Writer } from "./writer.ts";

export function openLink(w: Writer, node: number, href: string, fallback: string): void {
  w.links.push({ href, outer: w.inline, outerMask: w.mask, node, fallback });
  const spaced = w.inline.spaced;
  w.inline = newInline();
  w.inline.spaced = spaced;
}

/** Ends the innermost link: `[text](href)`, `<href>` where they are the same, the text alone without a target. */
export function closeLink(w: Writer): void {
  const link = w.links.pop() as LinkState;
  const inner = w.inline;
  const trailing = inner.spaced && inner.texts.length > 0;
  const cell = openCell(w) !== undefined;
  if (link.fallback !== "" && inner.texts.every((text) => text.trim() === "")) {
    Object.assign(inner, newInline());
    addText(inner, link.fallback, 0);
  }
  const plain =
    inner.texts.length === 1 && inner.masks[0] === 0 && inner.kinds[0] === 0 ? (inner.texts[0] as string) : undefined;
  const text = assemble(inner, { lineBreak: cell ? cellBreak : " ", guardLines: false, cell, link: true });
  w.inline = link.outer;
  if (text === "") return;
  touch(w, link.node);
  const markdown = printLink(text, plain, link.href, cell);
  addAtom(w.inline, markdown, link.outerMask & w.mask);
  if (w.blocks !== undefined) noteAtom(w, "link", `${linkDestination(link.href)}\n${plainText(text)}`, link.node);
  if (trailing) addText(w.inline, " ", w.mask);
}

function plainText(markdown: string): string {
  return markdown.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
}

export function noteAtom(w: Writer, kind: Atom["kind"], key: string, node: number): void {
  // A date or emoji without anything to show leaves no text to find it by.
  if (w.blocks === undefined || (kind === "text" && key === "")) return;
  w.atoms.push({ kind, key, start: w.tree.start[node] as number, end: w.tree.end[node] as number });
}

function printLink(text: string, plain: string | undefined, href: string, cell: boolean): string {
  if (href === "") return text;
  const autolink = plain === href && /^[a-z][a-z0-9+.-]{1,31}:[^\s<>|\\]+$/i.test(href) && !cell;
  return autolink ? `<${href}>` : `[${text}](${linkDestination(href, cell)})`;
}

/** A block inside a link ends it for now; the link goes on behind the block. */
export function suspendLinks(w: Writer): LinkState[] {
  if (w.links.length === 0) return [];
  const suspended = [...w.links];
  while (w.links.length > 0) {
    (w.links[w.links.length - 1] as LinkState).fallback = "";
    closeLink(w);
  }
  return suspended;
}
