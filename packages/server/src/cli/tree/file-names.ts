const mostCharacters = 80;

/**
 * A title as a file name that every system takes: no separators, no signs with a meaning, no dots at the ends, none of
 * Windows' reserved names, no ending that means something in the tree. `taken` holds the names of the same folder in
 * lower case, and is added to: two titles that differ only in what a name cannot hold get different names.
 */
export function fileNameOf(title: string, taken: Set<string>): string {
  const base =
    title
      .normalize("NFC")
      .replace(/: /g, " - ")
      .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]+/g, "-")
      .replace(/\s+/g, " ")
      .slice(0, mostCharacters)
      // A sign of two halves is not cut in the middle: half of one can be no file name, nor stand in a link.
      .replace(/[\ud800-\udbff]$/, "")
      .replace(/^[. ]+|[. ]+$/g, "") || "page";
  const reserved = base.replace(/^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i, "$1-");
  const safe = reserved.replace(/\.(files|md|part)$/i, "$&-");
  let name = safe;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${safe} (${n})`;
  taken.add(name.toLowerCase());
  return name;
}

/** The folder of a page's attachments, and the one of its children, beside `Page.md`. */
export const filesFolder = (pageFile: string) => pageFile.replace(/\.md$/, ".files");
export const childrenFolder = (pageFile: string) => pageFile.replace(/\.md$/, "");
