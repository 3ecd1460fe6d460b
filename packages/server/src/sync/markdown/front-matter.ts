export type FrontMatter = { fields: Record<string, string | string[]>; body: string };

const fence = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/;

/**
 * The lines between `---` at the beginning of a file, and what follows them. Of YAML it knows what front matter is made
 * of: words, quoted text, and lists in both forms. What it does not know is left out.
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = fence.exec(text);
  if (match === null) return { fields: {}, body: text };
  const fields: Record<string, string | string[]> = {};
  let list: string[] | undefined;
  for (const line of (match[1] ?? "").split(/\r?\n|\r/)) {
    const [, item] = /^\s*-\s+(.+)$/s.exec(line) ?? [];
    if (item !== undefined) {
      list?.push(plain(item));
      continue;
    }
    const [, name, value = ""] = /^([A-Za-z_][\w-]*):(?:\s+(.*))?$/s.exec(line) ?? [];
    if (name === undefined) {
      if (line.trim() !== "" && !/^\s/.test(line)) list = undefined;
      continue;
    }
    list = undefined;
    const inline = /^\[(.*)\]$/.exec(value.trim())?.[1];
    if (inline !== undefined)
      fields[name.toLowerCase()] = inline
        .split(",")
        .map(plain)
        .filter((one) => one !== "");
    else if (value.trim() === "") {
      list = [];
      fields[name.toLowerCase()] = list;
    } else fields[name.toLowerCase()] = plain(value);
  }
  return { fields, body: text.slice(match[0].length) };
}

/** A scalar without its quotes or comment. */
function plain(value: string): string {
  const text = value.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/.exec(text);
  if (quoted?.[1] !== undefined) return quoted[1].replace(/\\(.)/g, "$1");
  if (quoted?.[2] !== undefined) return quoted[2].replaceAll("''", "'");
  return text.replace(/(?<!\s)\s+#.*$/s, "");
}

/** A field as a list: tags are written as lists, or with commas between. */
export function listField(fields: FrontMatter["fields"], ...names: string[]): string[] {
  for (const name of names) {
    const value = fields[name];
    if (Array.isArray(value)) return value;
    if (value !== undefined)
      return value
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== "");
  }
  return [];
}

export function textField(fields: FrontMatter["fields"], ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string" && value !== "") return value;
    if (Array.isArray(value) && value[0] !== undefined) return value.join(", ");
  }
  return undefined;
}
