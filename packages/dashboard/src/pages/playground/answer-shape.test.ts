import { describe, expect, test } from "vitest";
import { isMarkdown, nameInWords, tableShape } from "./answer-shape.ts";

describe("tableShape", () => {
  test("shows what people look for first, and nothing that is no plain value", () => {
    const rows = [
      { id: "1", version: 2, title: "One", labels: ["a"], url: "http://x", modifiedAt: "2026-01-01" },
      { id: "2", title: "Two", extra: null },
    ];
    expect(tableShape(rows)?.columns).toEqual(["title", "id", "modifiedAt", "version"]);
  });

  test("is only for lists of objects", () => {
    expect(tableShape([])).toBeUndefined();
    expect(tableShape(["a"])).toBeUndefined();
    expect(tableShape([{ a: 1 }, 2])).toBeUndefined();
    expect(tableShape([{ deep: {} }])).toBeUndefined();
    expect(tableShape({})).toBeUndefined();
  });
});

test("nameInWords", () => {
  expect(["modifiedAt", "pageId", "baseUrl", "body"].map(nameInWords)).toEqual([
    "Modified at",
    "Page ID",
    "Base URL",
    "Body",
  ]);
});

test("isMarkdown goes by the format an answer names", () => {
  expect(isMarkdown("body", { format: "storage" })).toBe(false);
  expect(isMarkdown("body", { format: "markdown" })).toBe(true);
  expect(isMarkdown("title", {})).toBe(false);
});
