/** An `include` or `excerpt-include` macro: which page it shows, or which excerpt of it. */
export type Include = {
  /** Where it stands in the storage format: [start, end). */
  start: number;
  end: number;
  title: string;
  /** Absent = the including page's own. */
  spaceKey?: string;
  /** Absent = the whole page. Empty = its first excerpt. */
  excerpt?: string;
};

type Macro = { name: string; start: number; inner: string; end: number };

const token =
  /<!\[CDATA\[(?:[\s\S]*?\]\]>|[\s\S]*)|<ac:structured-macro\b(?:[^<>"]|"[^<"]*")*>|<\/ac:structured-macro>/g;

/** The macros of a body, outermost last; what stands in CDATA is text. */
function macrosOf(storage: string): Macro[] {
  const macros: Macro[] = [];
  const open: { name: string; start: number; innerStart: number }[] = [];
  for (const match of storage.matchAll(token)) {
    const [text] = match;
    const start = match.index;
    const end = start + text.length;
    if (text.startsWith("<!")) continue;
    const name = /\bac:name="([^"]*)"/.exec(text)?.[1] ?? "";
    if (text.endsWith("/>")) macros.push({ name, start, inner: "", end });
    else if (text.startsWith("</")) {
      const begun = open.pop();
      if (begun !== undefined)
        macros.push({ name: begun.name, start: begun.start, inner: storage.slice(begun.innerStart, start), end });
    } else open.push({ name, start, innerStart: end });
  }
  return macros;
}

export function includesOf(storage: string): Include[] {
  // Most pages include nothing: one quick look saves them the walk.
  if (!/ac:name="(?:excerpt-)?include"/.test(storage)) return [];
  return macrosOf(storage).flatMap(({ name, start, inner, end }): Include[] => {
    if (name !== "include" && name !== "excerpt-include") return [];
    const page = /<ri:(?:page|blog-post)\b(?:[^<>"]|"[^<"]*")*>/.exec(inner)?.[0] ?? "";
    const title = attribute(page, "ri:content-title");
    if (title === undefined) return [];
    const spaceKey = attribute(page, "ri:space-key");
    return [
      {
        start,
        end,
        title,
        ...(spaceKey !== undefined && { spaceKey }),
        ...(name === "excerpt-include" && { excerpt: parameter(inner, "name") ?? "" }),
      },
    ];
  });
}

/** The body with what `resolve` gives in the place of its includes; those it knows nothing of stay as they are. */
export function fillIncludes(storage: string, resolve: (include: Include) => string | undefined): string {
  let filled = "";
  let at = 0;
  for (const include of includesOf(storage)) {
    const { start, end } = include;
    const text = start < at ? undefined : resolve(include);
    if (text === undefined) continue;
    filled += storage.slice(at, start) + text;
    at = end;
  }
  return filled + storage.slice(at);
}

/** What a page gives to an include: itself, or the body of the excerpt of that name ("" = of the first). */
export function includedPart(storage: string, { excerpt }: Pick<Include, "excerpt">): string | undefined {
  if (excerpt === undefined) return storage;
  const excerpts = macrosOf(storage)
    .filter(({ name }) => name === "excerpt")
    .sort((a, b) => a.start - b.start);
  const wanted = excerpts.find(({ inner }) => excerpt === "" || parameter(inner, "name") === excerpt);
  const [, body] = /<ac:rich-text-body>([\s\S]*)<\/ac:rich-text-body>/.exec(wanted?.inner ?? "") ?? [];
  return body;
}

function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\b${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined || value === "" ? undefined : decoded(value);
}

/** The macro's own parameter: those of macros within stand behind its body's beginning. */
function parameter(inner: string, name: string): string | undefined {
  const own = inner.split("<ac:rich-text-body>")[0] ?? "";
  const [, value] = new RegExp(`<ac:parameter ac:name="${name}">([^<]*)</ac:parameter>`).exec(own) ?? [];
  return value === undefined ? undefined : decoded(value);
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (name !== undefined) return entities[name] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
