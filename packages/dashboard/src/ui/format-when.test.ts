import { describe, expect, test } from "vitest";
import { formatDuration, formatWhen } from "./format-when.ts";

const now = new Date("2026-06-15T12:00:00Z");
const before = (seconds: number) => formatWhen(new Date(now.getTime() - seconds * 1000), now);

describe("formatWhen", () => {
  test.each([
    [0, "just now"],
    [50, "1 minute ago"],
    [5 * 60, "5 minutes ago"],
    [59 * 60, "1 hour ago"],
    [3 * 3600, "3 hours ago"],
    [26 * 3600, "yesterday"],
    [3 * 86_400, "3 days ago"],
    [-2 * 3600, "in 2 hours"],
  ])("%i seconds before is %s", (seconds, words) => {
    expect(before(seconds)).toBe(words);
  });

  test("after a week it is the date, with the year when it is another", () => {
    expect(before(10 * 86_400)).toBe("Jun 5");
    expect(before(365 * 86_400)).toBe("Jun 15, 2025");
  });
});

test("formatDuration grows its unit with the time", () => {
  expect([0, 7.4, 340, 1234, 125_000].map(formatDuration)).toEqual(["< 1 ms", "7 ms", "340 ms", "1.2 s", "2 min 5 s"]);
});
