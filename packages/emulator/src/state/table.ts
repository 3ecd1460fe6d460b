import { createOrderedIndex, type Identified, type OrderedIndex, type OrderedIndexSpec } from "./ordered-index.ts";

export type Row = Identified;
export type TableListener<T> = (before: T | undefined, after: T | undefined) => void;

/** The rows of a table at one moment. Rows are immutable, so keeping the map is keeping the state. */
export type TableCapture = ReadonlyMap<string | number, unknown>;

/**
 * Rows of one kind, in memory. A row is never changed in place: a write puts a new object under the same id, and every
 * index, the search included, follows through `onChange`. Restoring a capture goes the same way, row by row, which is
 * why nothing else has to know about snapshots.
 */
export type Table<T extends Row> = {
  readonly name: string;
  readonly size: number;
  get(id: T["id"]): T | undefined;
  values(): Iterable<T>;
  put(row: T): void;
  delete(id: T["id"]): void;
  ordered(spec: OrderedIndexSpec<T>): OrderedIndex<T>;
  onChange(listener: TableListener<T>): void;
  capture(): TableCapture;
  restore(capture: TableCapture): void;
};

export function createTable<T extends Row>(name: string): Table<T> {
  const rows = new Map<T["id"], T>();
  const listeners: TableListener<T>[] = [];
  const announce = (before: T | undefined, after: T | undefined) => {
    for (const listener of listeners) listener(before, after);
  };

  const table: Table<T> = {
    name,
    get size() {
      return rows.size;
    },
    get: (id) => rows.get(id),
    values: () => rows.values(),
    put(row) {
      const before = rows.get(row.id);
      rows.set(row.id, row);
      announce(before, row);
    },
    delete(id) {
      const before = rows.get(id);
      if (before === undefined) return;
      rows.delete(id);
      announce(before, undefined);
    },
    ordered(spec) {
      const { index, follow } = createOrderedIndex(spec, () => rows.values());
      listeners.push(follow);
      return index;
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    capture: () => new Map(rows),
    restore(capture) {
      const wanted = capture as ReadonlyMap<T["id"], T>;
      for (const id of [...rows.keys()]) if (!wanted.has(id)) table.delete(id);
      for (const [id, row] of wanted) if (rows.get(id) !== row) table.put(row);
    },
  };
  return table;
}
