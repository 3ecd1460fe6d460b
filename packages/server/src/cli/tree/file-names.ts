const mostCharacters = 80;

/**
 * A title as a file name that every system takes: no separators, no signs with a meaning, no dots at the ends, none of
 * Windows' reserved names, no ending that means something in the tree. `taken` holds the names of the same folder in
 * lower case, and is added to: two titles that differ only in what a name cannot hold get different names.
 */
export function fileNameOf(title: string, taken: Set<string>): string {
  return distinct(safeName(title, "page"), "", taken);
}

/**
 * The file of each attachment of a page, by its name at the site. `kept` holds the names of a run before: one that was
 * given stays, whatever comes beside it.
 */
export function attachmentFileNames(
  titles: readonly string[],
  kept: Readonly<Record<string, string>>,
): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const keep = (title: string, name: string) => {
    if (names.has(title) || taken.has(name.toLowerCase())) return;
    names.set(title, name);
    taken.add(name.toLowerCase());
  };
  const sorted = [...titles].sort();
  const isSafe = (name: string) => attachmentFileName(name, new Set()) === name;
  for (const title of sorted) {
    const name = Object.hasOwn(kept, title) ? kept[title] : undefined;
    if (name !== undefined && isSafe(name)) keep(title, name);
  }
  for (const title of sorted) if (isSafe(title)) keep(title, title);
  for (const title of sorted) if (!names.has(title)) names.set(title, attachmentFileName(title, taken));
  return names;
}

function attachmentFileName(title: string, taken: Set<string>): string {
  const [, stem = title, extension = ""] = /^(.+)(\.(?!part$)[A-Za-z0-9]{1,10})$/is.exec(title) ?? [];
  return distinct(safeName(stem, "file"), extension, taken);
}

function distinct(safe: string, extension: string, taken: Set<string>): string {
  let name = safe + extension;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${safe} (${n})${extension}`;
  taken.add(name.toLowerCase());
  return name;
}

function safeName(title: string, otherwise: string): string {
  const base =
    title
      .normalize("NFC")
      .replace(/: /g, " - ")
      .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]+/g, "-")
      .replace(/\s+/g, " ")
      .slice(0, mostCharacters)
      // A sign of two halves is not cut in the middle: half of one can be no file name, nor stand in a link.
      .replace(/[\ud800-\udbff]$/, "")
      .replace(/^[. ]+|[. ]+$/g, "") || otherwise;
  const reserved = base.replace(/^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i, "$1-");
  return reserved.replace(/\.(files|md|part)$/i, "$&-");
}

/** The folder of a page's attachments, and the one of its children, beside `Page.md`. */
export const filesFolder = (pageFile: string) => pageFile.replace(/\.md$/, ".files");
export const childrenFolder = (pageFile: string) => pageFile.replace(/\.md$/, "");
