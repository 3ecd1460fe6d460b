import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inlineMarkdown } from "./inline-markdown.ts";
import { lineBlock, tableCells } from "./line-block.ts";

const read = (line: string) =>
  inlineMarkdown(line).map(({ text, look }) =>
    [text, Object.keys(look).join(" ") || "text", look.chip].filter(Boolean),
  );

describe("inlineMarkdown", () => {
  test.each([
    ["plain text, 3 * 4 < 13", [["plain text, 3 * 4 < 13", "text"]]],
    [
      "**bold** and *slanted*",
      [
        ["bold", "bold"],
        [" and ", "text"],
        ["slanted", "italic"],
      ],
    ],
    [
      "run `a | b` now",
      [
        ["run ", "text"],
        ["a | b", "code"],
        [" now", "text"],
      ],
    ],
    [
      "see [the page](page:Data%20model)",
      [
        ["see ", "text"],
        ["the page", "link"],
      ],
    ],
    [
      "ask [@Ada](user:712020)",
      [
        ["ask ", "text"],
        ["Ada", "chip", "@"],
      ],
    ],
    [
      "state {{status: DONE #k3f9a}}",
      [
        ["state ", "text"],
        ["DONE", "chip", "status"],
      ],
    ],
    ["{{toc #ab12c}}", [["", "chip", "toc"]].map((row) => row.filter(Boolean))],
    ["![A chart](chart.png)", [["A chart", "chip", "image"]]],
    ["snake_case_stays", [["snake_case_stays", "text"]]],
    [
      "a\\*b",
      [
        ["a", "text"],
        ["*", "text"],
        ["b", "text"],
      ],
    ],
  ])("reads %s", (line, segments) => {
    expect(read(line)).toEqual(segments);
  });

  test("cuts where a mark begins and ends, and marks a chip as a whole", () => {
    const marked = inlineMarkdown("for **five** minutes {{status: OK #k3f9a}}", 0, [
      [6, 8],
      [32, 34],
    ]);
    expect(marked.map(({ text, marked }) => (marked ? `[${text}]` : text))).toEqual([
      "for ",
      "[fi]",
      "ve",
      " minutes ",
      "[OK]",
    ]);
  });
});

describe("lineBlock", () => {
  test.each([
    ["## Title", { kind: "heading", level: 2, start: 3 }],
    ["  - [x] done", { kind: "item", level: 1, done: true, label: "•" }],
    ["3. third", { kind: "item", label: "3.", start: 3 }],
    ["> [!NOTE] Mind", { kind: "panel", label: "note" }],
    ["> quoted", { kind: "quote", start: 2 }],
    ["| a | b |", { kind: "table" }],
    ["| --- | --- |", { kind: "tableRule" }],
    ["```js", { kind: "fence", label: "js" }],
    ["</details>", { kind: "tag", label: "end of details" }],
    ["just text", { kind: "text", start: 0 }],
  ])("reads %s", (line, block) => {
    expect(lineBlock(line, false)).toMatchObject(block);
  });

  test("takes nothing for a heading inside of code", () => {
    expect(lineBlock("# comment", true)).toMatchObject({ kind: "code" });
  });
});

test("tableCells finds the cells, escaped bars aside", () => {
  const line = "| a \\| b | c |";
  expect(tableCells(line).map(([start, end]) => line.slice(start, end).trim())).toEqual(["a \\| b", "c"]);
});

test("the rule under a table's header is any line of its signs alone, with three dashes and a bar", () => {
  const before = (line: string) => /^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$/.test(line) && line.includes("|");
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("|", "-", "---", ":", " ", "x"), maxLength: 12 }), (line) => {
      expect(lineBlock(`|${line}`, false).kind === "tableRule").toBe(before(`|${line}`));
    }),
  );
});

// What takes the square of its length takes minutes for the longer of these; all of them together take a second.
test("lines of any length are read in a time that grows with it", () => {
  const started = process.cpuUsage();
  for (const [unit, end] of [
    ["-", "x"],
    [" ", "x"],
    ["--- ", "x|"],
    ["a:", ""],
  ] as const)
    for (const start of ["", "|", "<"]) lineBlock(start + unit.repeat(200_000) + end, false);
  for (const unit of ["{{", "[", "![", "`", "_a ", "<p", "{{a: x #"]) inlineMarkdown(unit.repeat(60_000 / unit.length));
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000_000).toBeLessThan(20);
});
