import { createHash } from "node:crypto";

/** A macro as it stands in a storage body. */
export type Macro = {
  readonly id: string | undefined;
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Storage format between the tags of a rich body; the plain text of a plain one; empty for a macro without a body. */
  readonly body: string;
  readonly plain: boolean;
};

type Open = { element: string; attributes: string; contentStart: number; macro?: Building };
type Building = {
  id: string | undefined;
  name: string;
  parameters: Record<string, string>;
  body: string;
  plain: boolean;
};

const tags =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)ac:(structured-macro|parameter|rich-text-body|plain-text-body)\b((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const decode = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "");

const attribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decode(value);
};

/** Text without markup; sections of CDATA stand for themselves. */
const textOf = (source: string): string =>
  source.replace(
    /<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)|<[^>]*>/g,
    (_, raw?: string, text?: string) => raw ?? (text === undefined ? "" : decode(text)),
  );

/** All macros of a body, nested ones included, in the order they end. */
export function macrosIn(storage: string): Macro[] {
  const found: Macro[] = [];
  const open: Open[] = [];
  for (const match of storage.matchAll(tags)) {
    const [whole, closes, element, attributes = "", selfCloses] = match;
    if (element === undefined) continue;
    if (closes !== "/") {
      const entry: Open = { element, attributes, contentStart: match.index + whole.length };
      if (element === "structured-macro") {
        entry.macro = {
          id: attribute(attributes, "ac:macro-id"),
          name: attribute(attributes, "ac:name") ?? "",
          parameters: {},
          body: "",
          plain: false,
        };
        if (selfCloses === "/") found.push(entry.macro);
      }
      if (selfCloses !== "/") open.push(entry);
      continue;
    }
    const at = open.findLastIndex((entry) => entry.element === element);
    const entry = open[at];
    if (!entry) continue;
    open.length = at;
    if (entry.macro) found.push(entry.macro);
    else fill(open.at(-1)?.macro, entry, storage.slice(entry.contentStart, match.index));
  }
  return found;
}

/** Hands what stood between two tags to the macro right around it. */
function fill(macro: Building | undefined, { element, attributes }: Open, content: string): void {
  if (!macro) return;
  if (element === "parameter") macro.parameters[attribute(attributes, "ac:name") ?? ""] = textOf(content);
  else {
    macro.plain = element === "plain-text-body";
    macro.body = macro.plain ? textOf(content) : content;
  }
}

/** The macro with this id, or with this hash of its body, which is how macros were named before they had ids. */
export function findMacro(storage: string, wanted: string): Macro | undefined {
  const macros = macrosIn(storage);
  return (
    macros.find(({ id }) => id === wanted) ??
    macros.find(({ body }) => createHash("md5").update(body).digest("hex") === wanted.toLowerCase())
  );
}
