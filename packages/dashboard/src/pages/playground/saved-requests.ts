import { type ApiRequest, emptyRequest, methods, type Pair } from "./api-request.ts";

export type SavedRequest = { name: string; request: ApiRequest };

const key = "tributary:api-requests";

/** What the person saved in this browser, by name. What cannot be read is left out. */
export function readSaved(storage: Pick<Storage, "getItem">): SavedRequest[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.flatMap(savedOf) : [];
  } catch {
    return [];
  }
}

/** Keeps a request under a name, in place of one that had it. */
export const withSaved = (saved: readonly SavedRequest[], one: SavedRequest): SavedRequest[] =>
  [...saved.filter(({ name }) => name !== one.name), one].sort((a, b) => a.name.localeCompare(b.name));

/** Writes the list; false where the browser keeps nothing. */
export function writeSaved(storage: Pick<Storage, "setItem">, saved: readonly SavedRequest[]): boolean {
  try {
    storage.setItem(key, JSON.stringify(saved));
    return true;
  } catch {
    return false;
  }
}

function savedOf(value: unknown): SavedRequest[] {
  const { name, request } = record(value);
  const { method, path, pathParams, query, headers, body } = record(request);
  const known = methods.find((one) => one === method);
  if (typeof name !== "string" || typeof path !== "string" || known === undefined) return [];
  return [
    {
      name,
      request: {
        ...emptyRequest,
        method: known,
        path,
        pathParams: Object.fromEntries(Object.entries(record(pathParams)).map(([one, text]) => [one, String(text)])),
        query: pairsOf(query),
        headers: pairsOf(headers),
        body: typeof body === "string" ? body : "",
      },
    },
  ];
}

const pairsOf = (value: unknown): Pair[] =>
  (Array.isArray(value) ? value : []).map((pair, id) => {
    const { name, value: text } = record(pair);
    return { id, name: String(name ?? ""), value: String(text ?? "") };
  });

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
