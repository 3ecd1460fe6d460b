import { compareKeys, type Identified, lowerBound, type SortValue } from "../state/ordered-index.ts";
import { type Cursor, encodeCursor } from "./cursor.ts";
import { badRequest } from "./refusal.ts";

/** One slice of a list and, when there is more, the cursor that leads on. */
export type Slice<T> = { results: T[]; next: string | undefined };

/** An order of a list: its name stands in the cursor, so a cursor cannot be used under another order. */
export type Order<T> = { name: string; descending: boolean; value: (row: T) => SortValue };

type Request<T> = {
  /** Ascending by (order.value, id), as an `OrderedIndex` gives them. */
  rows: readonly T[];
  order: Order<T>;
  cursor: Cursor | undefined;
  limit: number;
  keep?: (row: T) => boolean;
};

/** Walks sorted rows from the cursor on, keeping what may be shown, until the slice is full and one more is seen. */
export function sliceOf<T extends Identified>({ rows, order, cursor, limit, keep = () => true }: Request<T>): Slice<T> {
  const results: T[] = [];
  const name = orderName(order);
  const step = order.descending ? -1 : 1;
  for (let at = startOf(rows, order, cursor, name); at >= 0 && at < rows.length; at += step) {
    const row = rows[at] as T;
    if (!keep(row)) continue;
    if (results.length === limit) return { results, next: nextCursor(results, order, name) };
    results.push(row);
  }
  return { results, next: undefined };
}

/** The same for rows that come from no index: sorts a copy first. */
export function sliceOfUnsorted<T extends Identified>(request: Request<T>): Slice<T> {
  const { value } = request.order;
  const rows = [...request.rows].sort((a, b) => compareKeys(value(a), a.id, value(b), b.id));
  return sliceOf({ ...request, rows });
}

const orderName = <T>(order: Order<T>) => (order.descending ? `-${order.name}` : order.name);

function startOf<T extends Identified>(
  rows: readonly T[],
  order: Order<T>,
  cursor: Cursor | undefined,
  name: string,
): number {
  if (!cursor) return order.descending ? rows.length - 1 : 0;
  const sample = rows[0];
  const fits =
    sample === undefined ||
    (typeof order.value(sample) === typeof cursor.value && typeof sample.id === typeof cursor.id);
  if (cursor.order !== name || !fits) throw badRequest("The cursor belongs to a list in another order.");
  const at = lowerBound(rows, order.value, cursor.value, cursor.id);
  if (order.descending) return at - 1;
  const row = rows[at];
  const same = row !== undefined && compareKeys(order.value(row), row.id, cursor.value, cursor.id) === 0;
  return same ? at + 1 : at;
}

function nextCursor<T extends Identified>(results: readonly T[], order: Order<T>, name: string): string | undefined {
  const last = results.at(-1);
  return last && encodeCursor({ id: last.id, order: name, value: order.value(last) });
}

/** Splits `-modified-date` into a name and a direction. */
export function sortDirection(sort: string): { name: string; descending: boolean } {
  return sort.startsWith("-") ? { name: sort.slice(1), descending: true } : { name: sort, descending: false };
}
