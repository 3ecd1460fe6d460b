/**
 * JSON to be read by people: what fits on a line stands on one, lists show their first two items, long texts their
 * beginning. Stays valid JSON.
 */
export const shortJson = (value: unknown): string => print(shorten(value), 0);

const width = 110;
const mostText = 200;

function shorten(value: unknown): unknown {
  if (typeof value === "string" && value.length > mostText) return `${value.slice(0, mostText)}…`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 2).map(shorten);
    return value.length > 2 ? [...shown, `… ${value.length - 2} more`] : shown;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorten(inner)]));
}

function print(value: unknown, indent: number): string {
  const line = onOneLine(value);
  if (indent + line.length <= width || typeof value !== "object" || value === null) return line;
  const inner = " ".repeat(indent + 2);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? value.map((item) => print(item, indent + 2))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${print(item, indent + 2)}`);
  return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${" ".repeat(indent)}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${onOneLine(inner)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}
