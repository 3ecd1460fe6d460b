const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text made safe for HTML, attributes included. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Markup that is already safe; the `html` tag escapes everything else. */
export type Markup = { readonly markup: string };

export const raw = (markup: string): Markup => ({ markup });

type Piece = string | number | Markup | readonly Markup[] | undefined | false;

/** `html` for templates: strings are escaped, Markup and lists of it are not, undefined and false vanish. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return raw(strings.reduce((text, part, at) => text + part + (at < values.length ? write(values[at]) : ""), ""));
}

function write(value: Piece): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map((one) => one.markup).join("");
}
