const mostCharacters = 80;

/**
 * A title as a file name that every system takes: no separators, no signs with a meaning, no dots at the ends, none of
 * Windows' reserved names, no ending that means something in the tree. `taken` holds the names of the same folder in lower case, and is added to: two titles that
 * differ only in what a name cannot hold get different names.
 */
export function fileNameOf(title: string, taken: Set<string>): string {
  const base =
    title
      .normalize("NFC")
      .replace(/: /g, " - ")
      .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]+/g, "-")
      .replace(/\s+/g, " ")
      .replace(/^[. ]+|[. ]+$/g, "")
      .slice(0, mostCharacters)
      .trim() || "page";
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)$|\.(files|md|part)$/i.test(base) ? `${base}-` : base;
  let name = safe;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${safe} (${n})`;
  taken.add(name.toLowerCase());
  return name;
}

/** The folder of a page's attachments, and the one of its children, beside `Page.md`. */
export const filesFolder = (pageFile: string) => pageFile.replace(/\.md$/, ".files");
export const childrenFolder = (pageFile: string) => pageFile.replace(/\.md$/, "");
