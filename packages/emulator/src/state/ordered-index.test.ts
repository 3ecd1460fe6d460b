import fc from "fast-check";
import { expect, test } from "vitest";
import { createTable } from "./table.ts";

type Row = { id: number; group: string; value: number };
const row = fc.record({ id: fc.nat(30), group: fc.constantFrom("a", "b"), value: fc.nat(5) });
const step = fc.oneof(
  row.map((one) => ({ kind: "put" as const, row: one })),
  fc.nat(30).map((id) => ({ kind: "delete" as const, id })),
  fc.constant({ kind: "read" as const }),
  fc.constant({ kind: "restore" as const }),
);

test("an index shows, at any moment, exactly the rows of a group in order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const table = createTable<Row>("rows");
      const index = table.ordered({
        group: ({ group }) => (group === "b" ? undefined : group),
        value: ({ value }) => value,
      });
      const start = table.capture();
      for (const one of steps) {
        if (one.kind === "put") table.put(one.row);
        if (one.kind === "delete") table.delete(one.id);
        if (one.kind === "restore") table.restore(start);
        if (one.kind !== "read") continue;
        const expected = [...table.values()]
          .filter(({ group }) => group === "a")
          .sort((a, b) => a.value - b.value || a.id - b.id);
        expect(index.in("a")).toEqual(expected);
        expect(index.in("b")).toEqual([]);
      }
    }),
  );
});

test("restoring a capture brings back the very rows, and tells those who listen", () => {
  const table = createTable<Row>("rows");
  const first = { id: 1, group: "a", value: 1 };
  table.put(first);
  const capture = table.capture();
  const told: unknown[] = [];
  table.put({ ...first, value: 2 });
  table.put({ id: 2, group: "a", value: 0 });
  table.onChange((before, after) => told.push([before?.value, after?.value]));
  table.restore(capture);
  expect([...table.values()]).toEqual([first]);
  expect(told).toEqual([
    [0, undefined],
    [2, 1],
  ]);
});
