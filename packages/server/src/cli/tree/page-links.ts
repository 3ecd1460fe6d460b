import { dirname, posix } from "node:path";

/** The address of one file of the tree from another, as Markdown writes it. */
export const relativeLink = (from: string, to: string): string =>
  posix
    .relative(dirname(from), to)
    .split("/")
    .map((part) => encodeURIComponent(part).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
    .join("/");

/** As the converter writes names in its own addresses: only what would end them is escaped. */
const escaped = (text: string): string =>
  text.replace(/[%/#?\s<>()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

/**
 * Links to other files of the tree as the converter's own: to a page by its title, to an attachment by its name. Links
 * in code, to elsewhere, and to files that are not there stay as they are.
 */
export function linksInward(
  markdown: string,
  from: string,
  look: { titleOf(file: string): string | undefined; attachmentOf(file: string): string | undefined },
): string {
  let fence: string | undefined;
  const lines = markdown.split("\n").map((line) => {
    const [, mark] = /^\s{0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      return line;
    }
    return fence === undefined ? line.replace(/(`+)[^`]*\1|\]\(([^()\s]+)([)\s])/g, rewrite) : line;
  });
  return lines.join("\n");

  function rewrite(whole: string, _code: string | undefined, target: string | undefined, end: string): string {
    if (target === undefined || /^[a-z][a-z+.-]*:|^[#/]/i.test(target)) return whole;
    const [path = "", hash] = target.split("#");
    let file: string;
    try {
      file = posix.join(dirname(from), decodeURIComponent(path));
    } catch {
      return whole;
    }
    const title = look.titleOf(file);
    if (title !== undefined) return `](page:${escaped(title)}${hash === undefined ? "" : `#${hash}`}${end}`;
    const attachment = look.attachmentOf(file);
    return attachment === undefined ? whole : `](attachment:${escaped(attachment)}${end}`;
  }
}
