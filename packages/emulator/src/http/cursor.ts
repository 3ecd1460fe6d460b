import { badRequest } from "./refusal.ts";

/** Where a list goes on: after the row with this id, whose value in the order of the list was `value`. */
export type Cursor = { readonly id: string | number; readonly order: string; readonly value: string | number };

/** Cursors look like those of real sites: base64 of JSON. Clients must treat them as opaque. */
export function encodeCursor(cursor: Cursor): string {
  const json = JSON.stringify({
    id: String(cursor.id),
    contentOrder: cursor.order,
    contentOrderValue: cursor.value,
    n: typeof cursor.id === "number",
  });
  return Buffer.from(json).toString("base64");
}

export function decodeCursor(text: string): Cursor {
  const unknown = () => badRequest(`Provided value {${text}} for 'cursor' is not a cursor of this list.`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  } catch {
    throw unknown();
  }
  if (typeof value !== "object" || value === null) throw unknown();
  const { id, contentOrder, contentOrderValue, n } = value as Record<string, unknown>;
  if (typeof id !== "string" || typeof contentOrder !== "string") throw unknown();
  if (typeof contentOrderValue !== "string" && typeof contentOrderValue !== "number") throw unknown();
  const number = Number(id);
  if (n === true && !Number.isSafeInteger(number)) throw unknown();
  return { id: n === true ? number : id, order: contentOrder, value: contentOrderValue };
}
