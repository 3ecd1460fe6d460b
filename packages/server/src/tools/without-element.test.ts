import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutElement } from "./without-element.ts";

test("what is taken out is what a search for the nearest end tag would", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("<a>", "</a>", "x", "<b>"), maxLength: 12 }), (text) => {
      expect(withoutElement(text, "a")).toBe(text.replace(/<a>[\s\S]*?<\/a>/g, ""));
    }),
  );
});

test("many beginnings without an end take a time that grows with their number", () => {
  const started = process.cpuUsage();
  withoutElement("<a>".repeat(300_000), "a");
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(5);
});
