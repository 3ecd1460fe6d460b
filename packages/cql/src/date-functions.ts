import type { CqlScalar } from "./ast.ts";
import { type CqlDateRange, parseCqlDate } from "./parse-cql-date.ts";
import { instantOf, normalised, type WallClock, wallClock, weekday } from "./time-zone.ts";

export type CqlOffsetUnit = "y" | "M" | "w" | "d" | "h" | "m";

export type CqlOffset = { readonly amount: number; readonly unit: CqlOffsetUnit };

export type CqlDateContext = {
  /** The moment the query runs, in ms since 1970. Freeze it for all pages of one result. */
  readonly now: number;
  /** The time zone of the user who asks: an IANA name. */
  readonly timeZone: string;
  /**
   * The first day of a week; "sunday" when left out. Atlassian does not say which one Confluence takes: this is the
   * first day in its default locale, English (US) (assumption).
   */
  readonly weekStart?: "sunday" | "monday";
};

/** Reads "-4w", "+1d", "30m": units y, M (months), w, d, h and m (minutes); no sign means plus. */
export function parseCqlOffset(text: string): CqlOffset | undefined {
  const match = /^([+-]?)(\d{1,6})([yMwdhm])$/.exec(text);
  if (match === null) return undefined;
  // Adding 0 turns -0 into 0.
  return { amount: Number(`${match[1]}${match[2]}`) + 0, unit: match[3] as CqlOffsetUnit };
}

type Period = "day" | "week" | "month" | "year";

const periods: ReadonlyMap<string, { edge: "start" | "end"; period: Period }> = new Map(
  (["day", "week", "month", "year"] as const).flatMap((period) =>
    (["start", "end"] as const).map((edge) => [`${edge}of${period}`, { edge, period }] as const),
  ),
);

/**
 * The moment that now(), startOfDay(), endOfWeek() and their kind stand for, or undefined for another function, an
 * offset that is none, or a year outside 1 to 9999.
 *
 * The offset moves the edge of the period, not the present: endOfMonth("-1M") is the last millisecond of last month,
 * also on the 31st. Days and longer units move on the calendar of `timeZone`, so a day is not always 24 hours; hours
 * and minutes are exact. Source: https://developer.atlassian.com/cloud/confluence/cql-functions/
 */
export function evaluateCqlDateFunction(
  name: string,
  offset: string | undefined,
  context: CqlDateContext,
): CqlDateRange | undefined {
  const shift = offset === undefined ? { amount: 0, unit: "d" as const } : parseCqlOffset(offset);
  const { now, timeZone } = context;
  if (shift === undefined || !staysInRange(now, shift)) return undefined;
  if (name.toLowerCase() === "now") return moment(shifted(now, shift, timeZone));
  const edge = periods.get(name.toLowerCase());
  if (edge === undefined) return undefined;
  const first = firstDay(wallClock(now, timeZone), edge.period, context.weekStart ?? "sunday");
  const boundary = instantOf(edge.edge === "start" ? first : next(first, edge.period), timeZone);
  const instant = shifted(boundary, shift, timeZone);
  return moment(edge.edge === "start" ? instant : instant - 1);
}

/** What the value of a date clause stands for: a date, or a date function. Undefined when it is neither. */
export function resolveCqlDate(value: CqlScalar, context: CqlDateContext): CqlDateRange | undefined {
  if (value.kind !== "function") return parseCqlDate(value.text, context.timeZone);
  if (value.args.length > 1) return undefined;
  return evaluateCqlDateFunction(value.name, value.args[0]?.text, context);
}

/**
 * Whether a moment stands in this relation to a date. `=` means within the day or minute named; every other comparison
 * is with its first moment, so `created > 2014/09/01` holds from the first millisecond of that day on (assumption: the
 * documentation does not say, and users report days missing from `<=` with a bare date, which fits).
 */
export function compareCqlDate(
  instant: number,
  operator: "=" | "!=" | ">" | ">=" | "<" | "<=",
  date: CqlDateRange,
): boolean {
  switch (operator) {
    case "=":
      return instant >= date.start && instant < date.end;
    case "!=":
      return instant < date.start || instant >= date.end;
    case ">":
      return instant > date.start;
    case ">=":
      return instant >= date.start;
    case "<":
      return instant < date.start;
    case "<=":
      return instant <= date.start;
  }
}

function moment(instant: number): CqlDateRange {
  return { start: instant, end: instant + 1, precision: "instant" };
}

function firstDay(clock: WallClock, period: Period, weekStart: "sunday" | "monday"): WallClock {
  const midnight = { ...clock, hour: 0, minute: 0, second: 0 };
  switch (period) {
    case "day":
      return midnight;
    case "week":
      return { ...midnight, day: clock.day - ((weekday(clock) + (weekStart === "monday" ? 6 : 0)) % 7) };
    case "month":
      return { ...midnight, day: 1 };
    case "year":
      return { ...midnight, month: 1, day: 1 };
  }
}

function next(first: WallClock, period: Period): WallClock {
  switch (period) {
    case "day":
      return { ...first, day: first.day + 1 };
    case "week":
      return { ...first, day: first.day + 7 };
    case "month":
      return { ...first, month: first.month + 1 };
    case "year":
      return { ...first, year: first.year + 1 };
  }
}

function shifted(instant: number, { amount, unit }: CqlOffset, timeZone: string): number {
  if (amount === 0) return instant;
  if (unit === "h") return instant + amount * 3_600_000;
  if (unit === "m") return instant + amount * 60_000;
  const clock = wallClock(instant, timeZone);
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  if (unit === "d" || unit === "w") {
    const days = unit === "w" ? amount * 7 : amount;
    return instantOf({ ...clock, day: clock.day + days }, timeZone) + milliseconds;
  }
  // A month later than the 31st of January is the last of February.
  const months = unit === "y" ? amount * 12 : amount;
  const { year, month } = normalised({ ...clock, day: 1, month: clock.month + months });
  const lastDay = normalised({ ...clock, year, month: month + 1, day: 0 }).day;
  return instantOf({ ...clock, year, month, day: Math.min(clock.day, lastDay) }, timeZone) + milliseconds;
}

const earliest = Date.parse("0001-01-03T00:00:00Z");
const latest = Date.parse("9999-12-29T00:00:00Z");
const unitLengths = { y: 31_557_600_000, M: 2_629_800_000, w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 };

/** Whether a shift stays clear of the years that calendars and Date disagree about. */
function staysInRange(instant: number, { amount, unit }: CqlOffset): boolean {
  const roughly = instant + amount * unitLengths[unit];
  return roughly > earliest && roughly < latest;
}
