import type { Clock } from "../clock.ts";
import type { Row, Table } from "../state/table.ts";

/** Writes on their way into the index: each shows when the lag has passed on the emulator's clock, in the order written. */
export type ChangeQueue<T extends Row> = {
  /** Takes out what shows by now: the newest such row of each id, `undefined` for a row that was deleted. */
  due(): ReadonlyMap<T["id"], T | undefined>;
  /** The ids of rows whose newest write does not show yet. */
  waiting(): ReadonlySet<T["id"]>;
};

type Change<T extends Row> = { readonly id: T["id"]; readonly row: T | undefined; readonly due: number };

export function followTable<T extends Row>(table: Table<T>, clock: Clock, lagMs: () => number): ChangeQueue<T> {
  let changes: Change<T>[] = [];
  let begin = 0;
  table.onChange((before, after) => {
    const id = (after ?? before)?.id;
    if (id === undefined) return;
    const lag = lagMs();
    // Without a lag a write shows at once, also when a test then turns the clock back.
    changes.push({ id, row: after, due: lag === 0 ? Number.NEGATIVE_INFINITY : clock.now() + lag });
  });
  return {
    due() {
      const found = new Map<T["id"], T | undefined>();
      if (begin === changes.length) return found;
      const now = clock.now();
      const all = lagMs() === 0;
      for (let change = changes[begin]; change && (all || change.due <= now); change = changes[begin]) {
        found.set(change.id, change.row);
        begin += 1;
      }
      if (begin > changes.length / 2) {
        changes = changes.slice(begin);
        begin = 0;
      }
      return found;
    },
    waiting: () => new Set(changes.slice(begin).map(({ id }) => id)),
  };
}
