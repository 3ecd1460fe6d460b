import { describe, expect, test } from "vitest";
import { highlight } from "./highlight.ts";

const shown = (text: string, places: [number, number][]) =>
  highlight(text, places)
    .map(({ text: part, marked }) => (marked ? `[${part}]` : part))
    .join("");

describe("highlight", () => {
  test("marks the places and leaves the rest", () => {
    expect(shown("open the sluice", [[9, 15]])).toBe("open the [sluice]");
    expect(shown("abc", [])).toBe("abc");
  });

  test("takes places in any order, overlapping, or beyond the end", () => {
    expect(
      shown("abcdef", [
        [4, 99],
        [0, 2],
        [1, 3],
      ]),
    ).toBe("[ab][c]d[ef]");
    expect(shown("abc", [[7, 9]])).toBe("abc");
  });
});
