/** A moment as a clock on the wall shows it. `month` is 1 to 12. */
export type WallClock = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const dayLength = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a time zone that Intl does not know. */
export function wallClock(instant: number, timeZone: string): WallClock {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/**
 * The moment at which the clock shows this time, in milliseconds since 1970. Fields may be out of range (day 0 is the
 * last of the month before). A time the clock shows twice is the first one; a time it skips moves on by what it skips.
 */
export function instantOf(clock: WallClock, timeZone: string): number {
  const asUtc = utc(clock);
  const before = offsetAt(asUtc - dayLength, timeZone);
  const after = offsetAt(asUtc + dayLength, timeZone);
  const exact = [asUtc - before, asUtc - after].filter((instant) => offsetAt(instant, timeZone) === asUtc - instant);
  return exact.length > 0 ? Math.min(...exact) : asUtc - before;
}

/** Brings fields that are out of range into it: the 32nd of January becomes the 1st of February. */
export function normalised(clock: WallClock): WallClock {
  const date = new Date(utc(clock));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(clock: WallClock): number {
  return new Date(utc(clock)).getUTCDay();
}

function offsetAt(instant: number, timeZone: string): number {
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  return utc(wallClock(wholeSeconds, timeZone)) - wholeSeconds;
}

function utc({ year, month, day, hour, minute, second }: WallClock): number {
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, 0);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}
