import { describe, expect, test } from "vitest";
import { codeLines } from "./code-lines.ts";
import { countLines, parseDiff, sideBySide } from "./parse-diff.ts";

const diff = [
  "- Alarm after five minutes.",
  "+ Alarm after two minutes.",
  "",
  "  - a list item that stays",
  "…",
  "  Last words.",
  "+",
  "+ New words.",
  "",
].join("\n");

describe("parseDiff", () => {
  test("tells new lines, lines that are gone, and context that begins with a dash", () => {
    expect(parseDiff(diff).map((row) => [row.kind, row.kind === "gap" ? "" : row.text])).toEqual([
      ["gone", "Alarm after five minutes."],
      ["new", "Alarm after two minutes."],
      ["same", ""],
      ["same", "- a list item that stays"],
      ["gap", ""],
      ["same", "Last words."],
      ["new", ""],
      ["new", "New words."],
    ]);
  });

  test("marks the words that differ in lines that replace one another", () => {
    const [gone, added] = parseDiff(diff);
    expect(gone).toMatchObject({ marks: [[12, 16]] });
    expect(added).toMatchObject({ marks: [[12, 15]] });
  });

  test("marks nothing in lines that have little in common", () => {
    const [gone] = parseDiff("- One thing entirely.\n+ Quite another matter!");
    expect(gone).toMatchObject({ marks: [] });
  });
});

test("sideBySide puts what replaces a line beside it, and leaves a gap where nothing does", () => {
  expect(
    sideBySide(parseDiff("  a\n- b\n+ c\n+ d")).map(({ left, right }) => [
      left?.kind === "gap" ? "…" : left?.text,
      right?.kind === "gap" ? "…" : right?.text,
    ]),
  ).toEqual([
    ["a", "a"],
    ["b", "c"],
    [undefined, "d"],
  ]);
});

test("countLines counts what comes and what goes", () => {
  expect(countLines(parseDiff(diff))).toEqual({ added: 3, gone: 1 });
});

test("codeLines knows what stands in a code block, before and after the change", () => {
  const rows = parseDiff("  ```js\n- # one\n+ # two\n  ```\n  # Title");
  expect([...codeLines(rows)].map(({ text }) => text)).toEqual(["# one", "# two", "```"]);
});
