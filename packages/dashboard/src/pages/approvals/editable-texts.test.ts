import { describe, expect, test } from "vitest";
import { approvalOutcome } from "./approval-outcome.ts";
import { editableTexts, withText } from "./editable-texts.ts";
import { splitSummary } from "./split-summary.ts";

const input = {
  pageId: "ENG:Runbook",
  title: "Runbook",
  operations: [
    { op: "replace", text: "five", content: "two", format: "markdown" },
    { op: "append", content: "The end." },
  ],
  labels: ["on-call"],
  dryRun: false,
};

describe("editableTexts", () => {
  test("finds the texts, not what says where and how", () => {
    expect(editableTexts(input).map(({ label, value }) => [label, value])).toEqual([
      ["Title", "Runbook"],
      ["Change 1: text it replaces", "five"],
      ["Change 1: new text", "two"],
      ["Change 2: new text", "The end."],
      ["Label 1", "on-call"],
    ]);
  });

  test("withText changes one place and leaves the rest as it is", () => {
    const changed = withText(input, ["operations", 1, "content"], "New end.");
    expect(changed.operations[1]).toEqual({ op: "append", content: "New end." });
    expect(changed.operations[0]).toBe(input.operations[0]);
    expect(input.operations[1]?.content).toBe("The end.");
  });
});

test("splitSummary parts what a write does from the comments that lose their place", () => {
  expect(
    splitSummary(
      'Edit the page "A". The inline comment on "five minutes" loses its place. The inline comment on "say "when"" loses its place.',
    ),
  ).toEqual({
    summary: 'Edit the page "A"',
    lostComments: [
      'The inline comment on "five minutes" loses its place.',
      'The inline comment on "say "when"" loses its place.',
    ],
  });
});

test("approvalOutcome reads what the call that ran it said", () => {
  expect(approvalOutcome({ outcome: { data: { url: "https://a/b" }, error: null } })).toEqual({ url: "https://a/b" });
  expect(approvalOutcome({ outcome: null })).toEqual({});
});
