import { TributaryError } from "../base/errors.ts";

/**
 * A date or time as milliseconds since 1970, which Confluence filters by. A day alone means its first moment, or as an
 * `end` its last. Throws `invalid_input`, naming the parameter.
 */
export function toMilliseconds(text: string | undefined, name: string, end: "end" | "start"): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!Number.isNaN(at)) return end === "end" && isDay ? at + 24 * 3600_000 - 1 : at;
  throw new TributaryError("invalid_input", `${name}: "${text}" is not a date.`, {
    hint: "Write dates as 2026-11-01 or 2026-11-01T09:00:00Z.",
  });
}
