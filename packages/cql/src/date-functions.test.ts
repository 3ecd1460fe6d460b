import { describe, expect, test } from "vitest";
import { call, clause } from "./build-cql.ts";
import { compareCqlDate, evaluateCqlDateFunction, parseCqlOffset, resolveCqlDate } from "./date-functions.ts";
import { parseCqlDate } from "./parse-cql-date.ts";

const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());
const range = (text: string, timeZone = "UTC") => {
  const date = parseCqlDate(text, timeZone);
  return date && [iso(date.start), iso(date.end), date.precision];
};

describe("dates", () => {
  test("each of the four forms is read in the zone of the user", () => {
    expect(range("2026/03/04")).toEqual(["2026-03-04T00:00:00.000Z", "2026-03-05T00:00:00.000Z", "day"]);
    expect(range("2026-03-04")).toEqual(range("2026/03/04"));
    expect(range("2026-03-04 15:06")).toEqual(["2026-03-04T15:06:00.000Z", "2026-03-04T15:07:00.000Z", "minute"]);
    expect(range("2026/03/04 15:06", "Asia/Kolkata")).toEqual([
      "2026-03-04T09:36:00.000Z",
      "2026-03-04T09:37:00.000Z",
      "minute",
    ]);
    expect(range("2026-3-4 5:06")).toEqual(["2026-03-04T05:06:00.000Z", "2026-03-04T05:07:00.000Z", "minute"]);
  });

  test("a day is as long as the clocks make it", () => {
    expect(range("2026-03-29", "Europe/Berlin")).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
      "day",
    ]);
    expect(range("2026-10-25", "Europe/Berlin")).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
      "day",
    ]);
    // Here the clocks skip midnight itself.
    expect(range("2024-09-08", "America/Santiago")?.[0]).toBe("2024-09-08T04:00:00.000Z");
    // And here a whole day.
    expect(range("2011-12-30", "Pacific/Apia")).toEqual([
      "2011-12-30T10:00:00.000Z",
      "2011-12-30T10:00:00.000Z",
      "day",
    ]);
  });

  test("a time that comes twice is the first, one that is skipped moves on", () => {
    expect(range("2026-10-25 02:30", "Europe/Berlin")?.[0]).toBe("2026-10-25T00:30:00.000Z");
    expect(range("2026-03-29 02:30", "Europe/Berlin")?.[0]).toBe("2026-03-29T01:30:00.000Z");
  });

  test.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "0000-01-01",
    "2026/01-02",
    "2026-01-02 24:00",
    "2026-01-02 10:60",
    "2026-01-02T10:00",
    "2026-01-02 10:00:00",
    "2026-01-02Z",
    "26-01-02",
    " 2026-01-02",
    "2026-01-02\n",
    "٢٠٢٦-٠١-٠٢",
    "",
  ])("%j is no date", (text) => {
    expect(parseCqlDate(text, "UTC")).toBeUndefined();
  });

  test("leap days and early years are in the calendar", () => {
    expect(range("2024-02-29")?.[1]).toBe("2024-03-01T00:00:00.000Z");
    expect(range("0050-01-01")?.[0]).toBe("0050-01-01T00:00:00.000Z");
  });

  test("a zone that does not exist is a RangeError", () => {
    expect(() => parseCqlDate("2026-01-01", "Mars/Olympus")).toThrow(RangeError);
  });
});

test("offsets have a sign, a number and a unit", () => {
  expect(parseCqlOffset("-4w")).toEqual({ amount: -4, unit: "w" });
  expect(parseCqlOffset("+1d")).toEqual({ amount: 1, unit: "d" });
  expect(parseCqlOffset("30m")).toEqual({ amount: 30, unit: "m" });
  expect(parseCqlOffset("2M")).toEqual({ amount: 2, unit: "M" });
  for (const text of ["", "4", "w", "4 w", "-4W", "--4w", "4.5d", "1234567d", "1d2h"])
    expect(parseCqlOffset(text), text).toBeUndefined();
});

describe("date functions", () => {
  // A Wednesday; in New York still Tuesday evening.
  const now = Date.parse("2026-04-01T02:03:04.005Z");
  const at = (name: string, offset?: string, timeZone = "UTC", weekStart?: "sunday" | "monday") =>
    iso(evaluateCqlDateFunction(name, offset, { now, timeZone, ...(weekStart && { weekStart }) })?.start);

  test("start and end of the day, week, month and year", () => {
    expect(at("now")).toBe("2026-04-01T02:03:04.005Z");
    expect(at("startOfDay")).toBe("2026-04-01T00:00:00.000Z");
    expect(at("endOfDay")).toBe("2026-04-01T23:59:59.999Z");
    expect(at("startOfWeek")).toBe("2026-03-29T00:00:00.000Z");
    expect(at("endOfWeek")).toBe("2026-04-04T23:59:59.999Z");
    expect(at("startOfMonth")).toBe("2026-04-01T00:00:00.000Z");
    expect(at("endOfMonth")).toBe("2026-04-30T23:59:59.999Z");
    expect(at("startOfYear")).toBe("2026-01-01T00:00:00.000Z");
    expect(at("ENDOFYEAR")).toBe("2026-12-31T23:59:59.999Z");
  });

  test("the zone of the user decides which day it is", () => {
    expect(at("startOfDay", undefined, "America/New_York")).toBe("2026-03-31T04:00:00.000Z");
    expect(at("startOfMonth", undefined, "America/New_York")).toBe("2026-03-01T05:00:00.000Z");
    expect(at("startOfYear", undefined, "Asia/Kolkata")).toBe("2025-12-31T18:30:00.000Z");
  });

  test("weeks start on Sunday, or on Monday when asked", () => {
    expect(at("startOfWeek", undefined, "UTC", "monday")).toBe("2026-03-30T00:00:00.000Z");
    expect(at("endOfWeek", undefined, "UTC", "monday")).toBe("2026-04-05T23:59:59.999Z");
    const sunday = { now: Date.parse("2026-04-05T12:00:00Z"), timeZone: "UTC" };
    expect(iso(evaluateCqlDateFunction("startOfWeek", undefined, sunday)?.start)).toBe("2026-04-05T00:00:00.000Z");
    expect(iso(evaluateCqlDateFunction("startOfWeek", undefined, { ...sunday, weekStart: "monday" })?.start)).toBe(
      "2026-03-30T00:00:00.000Z",
    );
  });

  test("an offset moves the edge, on the calendar", () => {
    expect(at("now", "-4w")).toBe("2026-03-04T02:03:04.005Z");
    expect(at("now", "+30m")).toBe("2026-04-01T02:33:04.005Z");
    expect(at("now", "-1M")).toBe("2026-03-01T02:03:04.005Z");
    expect(at("startOfDay", "-1d")).toBe("2026-03-31T00:00:00.000Z");
    expect(at("endOfMonth", "-1M")).toBe("2026-03-31T23:59:59.999Z");
    expect(at("endOfMonth", "15d")).toBe("2026-05-15T23:59:59.999Z");
    expect(at("startOfYear", "-1y")).toBe("2025-01-01T00:00:00.000Z");
    expect(at("startOfDay", "9h")).toBe("2026-04-01T09:00:00.000Z");
    expect(at("startOfMonth", "-1M", "America/New_York")).toBe("2026-02-01T05:00:00.000Z");
  });

  test("days and weeks keep the time on the clock when it changes, hours do not", () => {
    expect(at("now", "-7d", "Europe/Berlin")).toBe("2026-03-25T03:03:04.005Z");
    expect(at("now", "-168h", "Europe/Berlin")).toBe("2026-03-25T02:03:04.005Z");
  });

  test("a month from the 31st is the last day of the shorter month", () => {
    const from = (text: string, offset: string) =>
      iso(evaluateCqlDateFunction("now", offset, { now: Date.parse(text), timeZone: "UTC" })?.start);
    expect(from("2026-01-31T10:00:00Z", "1M")).toBe("2026-02-28T10:00:00.000Z");
    expect(from("2024-02-29T10:00:00Z", "+1y")).toBe("2025-02-28T10:00:00.000Z");
    expect(from("2026-01-31T10:00:00Z", "-14M")).toBe("2024-11-30T10:00:00.000Z");
  });

  test("moments before 1970 keep their milliseconds", () => {
    const before = { now: Date.parse("1969-12-31T23:59:59.250Z"), timeZone: "UTC" };
    expect(iso(evaluateCqlDateFunction("now", "-1d", before)?.start)).toBe("1969-12-30T23:59:59.250Z");
  });

  test("other functions, bad offsets and absurd years are undefined", () => {
    expect(at("currentUser")).toBeUndefined();
    expect(at("constructor")).toBeUndefined();
    expect(at("now", "soon")).toBeUndefined();
    expect(at("now", "999999y")).toBeUndefined();
    expect(at("endOfYear", "-9999y")).toBeUndefined();
  });
});

test("a value of a clause resolves to the date it stands for", () => {
  const context = { now: Date.parse("2026-04-01T02:03:04Z"), timeZone: "UTC" };
  const resolve = (value: string | ReturnType<typeof call>) => {
    const built = clause("created", ">", value).value;
    if (built.kind === "list") throw new Error("A list is no date.");
    return iso(resolveCqlDate(built, context)?.start);
  };
  expect(resolve("2026/01/02")).toBe("2026-01-02T00:00:00.000Z");
  expect(resolve(call("startOfDay", "-1d"))).toBe("2026-03-31T00:00:00.000Z");
  expect(resolve(call("now", "1d", "1d"))).toBeUndefined();
  expect(resolve("yesterday")).toBeUndefined();
});

test("comparisons: = is within the date, all others are with its first moment", () => {
  const day = parseCqlDate("2026-01-02", "UTC");
  if (day === undefined) throw new Error("No date.");
  const holds = (time: string) =>
    (["=", "!=", ">", ">=", "<", "<="] as const).filter((operator) => compareCqlDate(Date.parse(time), operator, day));
  expect(holds("2026-01-01T23:59:59.999Z")).toEqual(["!=", "<", "<="]);
  expect(holds("2026-01-02T00:00:00.000Z")).toEqual(["=", ">=", "<="]);
  expect(holds("2026-01-02T12:00:00.000Z")).toEqual(["=", ">", ">="]);
  expect(holds("2026-01-03T00:00:00.000Z")).toEqual(["!=", ">", ">="]);
});
