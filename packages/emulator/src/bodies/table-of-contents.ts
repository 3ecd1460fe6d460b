import { storageToText } from "@tributary/storage-format";
import { escapeHtml } from "../site-pages/html.ts";

const headings = /<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>/g;

const levelOf = (text: string | undefined, fallback: number): number => {
  const level = Number(text);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : fallback;
};

/** The headings of a body as links to them, for the `toc` macro. `minLevel` and `maxLevel` bound their levels. */
export function tableOfContents(storage: string, parameters: ReadonlyMap<string, string>): string {
  const [from, to] = [levelOf(parameters.get("minLevel"), 1), levelOf(parameters.get("maxLevel"), 6)];
  let out = "";
  let depth = 0;
  for (const [, level = "1", inside = ""] of storage.matchAll(headings)) {
    const at = Number(level);
    const text = storageToText(inside).text.trim();
    if (at < from || at > to || text === "") continue;
    // A heading may jump down several levels; every list it opens is closed again below.
    for (const wanted = at - from + 1; depth < wanted; depth += 1) out += '<ul class="toc-indentation"><li>';
    for (const wanted = at - from + 1; depth > wanted; depth -= 1) out += "</li></ul>";
    if (!out.endsWith("<li>")) out += "</li><li>";
    out += `<a href="#${escapeHtml(text.replace(/\s+/g, "-"))}">${escapeHtml(text)}</a>`;
  }
  return `<div class="toc-macro">${out}${"</li></ul>".repeat(depth)}</div>`;
}
