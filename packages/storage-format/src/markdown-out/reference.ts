import { fingerprint } from "../model/hash.ts";
import { assembleOptions } from "./flush.ts";
import { addAtom, addText, assemble, newInline } from "./inline.ts";
import { currentMask, touch, type Writer } from "./writer.ts";

/** A macro or extension without text as `{{name: shown #handle}}`; without handles, what it shows. */
export function reference(w: Writer, node: number, name: string, shown: string): void {
  const options = assembleOptions(w);
  const inner = newInline();
  addText(inner, shown, 0);
  const text = assemble(inner, { ...options, guardLines: false, link: w.links.length > 0 });
  touch(w, node);
  if (w.options.handles === false) {
    addAtom(w.inline, text, currentMask(w));
    return;
  }
  const label = name.replace(/[^\p{L}\p{N}.-]+/gu, "-");
  const safe = text.replaceAll("}}", "}\\}").replace(/#(?=[0-9a-z]{5,11}$)/, "\\#");
  const handle = handleOf(w, node, name, safe);
  addAtom(w.inline, `{{${label}${safe === "" ? "" : `: ${safe}`} #${handle}}}`, currentMask(w));
}

/** The handle is made from the macro's own bytes, so it means the same macro in every version that still has it. */
function handleOf(w: Writer, node: number, name: string, shown: string): string {
  const start = w.tree.start[node] as number;
  const end = w.tree.end[node] as number;
  const source = w.tree.source.slice(start, end);
  let length = 5;
  for (;;) {
    const handle = fingerprint(source, length);
    const holder = w.handles.get(handle);
    if (holder === undefined) {
      w.handles.set(handle, { handle, name, shown, start, end });
      return handle;
    }
    if (length === 11 || w.tree.source.slice(holder.start, holder.end) === source) return handle;
    length = Math.min(11, length + 3);
  }
}
