import { withoutElement } from "../without-element.ts";

/** The names a text asks values for: `<at:var at:name="x"/>` of Confluence's templates, and `{{x}}`. */
const variable = /<at:var\b([^<>]*)(?:\/>|>\s*<\/at:var>)/g;
const braces = /\{\{([\p{L}\p{N}_.\s-]+)\}\}/gu;
/** Pieces of storage format: code, a tag, or text. */
const piece = /<!\[CDATA\[([\s\S]*?)\]\]>|<[^<>]*>|[^<]+/g;

export type Filled = {
  storage: string;
  /** Variables of the template that have no value: the page would be broken. */
  missing: string[];
  /** `{{names}}` that have no value and were left as they stood. */
  left: string[];
  /** Values that nothing asked for. */
  unused: string[];
};

/**
 * A body in storage format with its placeholders filled: Confluence's own template variables, and names in double
 * braces in texts, attributes and code. Values are plain text; line breaks in them stay.
 */
export function fillPlaceholders(body: string, values: Readonly<Record<string, string>>): Filled {
  const known = new Map(Object.entries(values));
  const used = new Set<string>();
  const missing = new Set<string>();
  const left = new Set<string>();
  const fill = (text: string, write: (value: string) => string) =>
    text.replace(braces, (whole, inside: string) => {
      const name = inside.trim();
      if (name === "" || /[^\S ]/.test(name)) return whole;
      const value = known.get(name);
      if (value === undefined) {
        left.add(name);
        return whole;
      }
      used.add(name);
      return write(value);
    });
  const withVariables = withoutElement(body, "at:declarations").replace(variable, (whole, attributes: string) => {
    const name = /\bat:name="([^"]*)"/.exec(attributes)?.[1];
    if (name === undefined) return whole;
    const value = known.get(name);
    if (value === undefined) missing.add(name);
    else used.add(name);
    return asText(value ?? "");
  });
  const storage = withVariables.replace(piece, (part, code: string | undefined) => {
    if (code !== undefined) return `<![CDATA[${fill(code, (value) => value.replaceAll("]]>", "]]]]><![CDATA[>"))}]]>`;
    return fill(part, part.startsWith("<") ? asAttribute : asText);
  });
  return {
    storage,
    missing: [...missing],
    left: [...left],
    unused: [...known.keys()].filter((name) => !used.has(name)),
  };
}

const escaped = (value: string) =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const asText = (value: string) => escaped(value).replace(/\r?\n/g, "<br />");
const asAttribute = (value: string) => escaped(value).replace(/(?<!\s)\s*\n\s*/g, " ");
