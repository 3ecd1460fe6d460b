import { instantOf, normalised } from "./time-zone.ts";

/** What a date in a query stands for: every moment from `start` up to but without `end`, in ms since 1970. */
export type CqlDateRange = {
  readonly start: number;
  readonly end: number;
  readonly precision: "day" | "minute" | "instant";
};

const form = /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?: (\d{1,2}):(\d{2}))?$/;

/**
 * Reads "yyyy/MM/dd", "yyyy-MM-dd" and both followed by " HH:mm", as a clock in `timeZone` (an IANA name) shows them.
 * One digit is enough for month, day and hour. Undefined when it is none of these or not in the calendar.
 *
 * ISO 8601 with T or Z is not accepted: reports about what Confluence does with it contradict each other.
 * Source of the forms: https://developer.atlassian.com/cloud/confluence/cql-fields/ (Created)
 */
export function parseCqlDate(text: string, timeZone: string): CqlDateRange | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute] = [match[1], match[3], match[4], match[5] ?? "0", match[6] ?? "0"].map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined) return undefined;
  const clock = { year, month, day, hour, minute, second: 0 };
  const real = normalised(clock);
  if (real.month !== month || real.day !== day || real.hour !== hour || real.minute !== minute) return undefined;
  const start = instantOf(clock, timeZone);
  if (match[5] !== undefined) return { start, end: start + 60_000, precision: "minute" };
  return { start, end: instantOf({ ...clock, day: day + 1 }, timeZone), precision: "day" };
}
