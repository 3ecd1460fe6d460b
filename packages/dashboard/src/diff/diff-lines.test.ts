import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordedChanges } from "../changes/recorded-changes.ts";
import { diffLines } from "./diff-lines.ts";
import { parseDiff } from "./parse-diff.ts";

describe("diffLines", () => {
  test("shows what goes and comes with two lines around it, and leaves the rest out", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h"];
    expect(diffLines(before, ["a", "b", "c", "d", "E", "f", "g", "h"])).toBe("  c\n  d\n- e\n+ E\n  f\n  g");
    expect(diffLines(before, ["A", ...before.slice(1, 7), "H"])).toBe("- a\n+ A\n  b\n  c\n…\n  f\n  g\n- h\n+ H");
    expect(diffLines(before, before)).toBe("");
  });

  test("what it calls gone and new makes the one text of the other", () => {
    const lines = fc.array(fc.constantFrom("x", "y", "z", "two words"), { maxLength: 4 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const rows = parseDiff(diffLines(before, after));
        if (rows.length === 0) {
          expect(before).toEqual(after);
          return;
        }
        // So few lines are all within the context of a change, unless the texts begin or end alike.
        const gone = rows.flatMap((row) => (row.kind === "gone" || row.kind === "same" ? [row.text] : []));
        const added = rows.flatMap((row) => (row.kind === "new" || row.kind === "same" ? [row.text] : []));
        expect(before.join("\n")).toContain(gone.join("\n"));
        expect(after.join("\n")).toContain(added.join("\n"));
      }),
    );
  });
});

describe("recordedChanges", () => {
  test("compares the texts on record block by block, and says where they are cut", () => {
    const body = (excerpt: string) => ({ body: { excerpt, length: 900, sha256: "…" } });
    const [change] = recordedChanges([
      {
        kind: "page",
        id: "1",
        before: body("<p>one</p><p>two</p><p>thr"),
        after: { ...body("<p>one</p><p>2</p><p>three"), title: "T" },
      },
    ]);
    expect(change).toMatchObject({ after: { title: "T" }, sourceDiff: "  <p>one</p>\n- <p>two</p>\n+ <p>2</p>\n…" });
  });

  test("leaves changes without texts as they are", () => {
    const change = { kind: "page", id: "1", before: { title: "A" }, after: { title: "B" } };
    expect(recordedChanges([change])).toEqual([change]);
  });
});
