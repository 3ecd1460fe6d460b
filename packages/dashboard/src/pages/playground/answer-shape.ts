/** A list to show as a table: its columns, and how many rows it has. */
export type TableShape = { columns: string[]; rows: Record<string, unknown>[] };

const mostColumns = 6;
/** What people look for first. */
const order = [
  "title",
  "name",
  "key",
  "type",
  "kind",
  "status",
  "id",
  "spaceName",
  "spaceKey",
  "modifiedAt",
  "createdAt",
];
/** Too long for a cell, or shown with another one. */
const left = new Set(["url", "excerpt", "text", "body", "description", "webUrl"]);

/** How a list of objects is shown as a table; undefined when it is no such list. Columns hold plain values only. */
export function tableShape(list: unknown): TableShape | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const rows = list.filter(isRecord);
  if (rows.length !== list.length) return undefined;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => !left.has(name) && rows.every((row) => isPlain(row[name])) && rows.some((row) => row[name] != null),
  );
  const rank = (name: string) => order.indexOf(name) + 1 || order.length + 1;
  const columns = names.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostColumns);
  return columns.length === 0 ? undefined : { columns, rows };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPlain = (value: unknown) => value === undefined || value === null || typeof value !== "object";

/** A parameter's or field's name in words: "modifiedAt" is "Modified at". */
export function nameInWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/_/g, " ")
    .toLowerCase()
    .replace(/\b(id|url|cql|json)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a text of an answer is Markdown: the field says so, or the answer's own `format` does. */
export function isMarkdown(name: string, holder: Record<string, unknown>): boolean {
  if (name === "markdown") return true;
  return (name === "body" || name === "text") && (holder.format === undefined || holder.format === "markdown");
}
