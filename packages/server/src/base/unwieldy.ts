import { TributaryError } from "./errors.ts";

/** Deeper than any page's document is; what walks through a value by recursion can do so. */
const mostDepth = 500;
/** More than the largest documents and transcripts hold. Each wrong one takes memory and time to be told of. */
const mostValues = 200_000;

/**
 * Refuses what would exhaust the stack of whoever walks through it, or keep everybody else waiting while it is checked.
 * Throws `invalid_input`.
 */
export function refuseUnwieldy(value: unknown, what: string): void {
  const { depth, values } = sizeOf(value);
  if (depth > mostDepth) {
    throw new TributaryError("invalid_input", `${what} is nested deeper than ${mostDepth} levels.`, {
      hint: "Send it with fewer levels.",
    });
  }
  if (values > mostValues) {
    throw new TributaryError("invalid_input", `${what} holds more than ${mostValues} values.`, {
      hint: "Send less at once.",
    });
  }
}

export function isUnwieldy(value: unknown): boolean {
  const { depth, values } = sizeOf(value);
  return depth > mostDepth || values > mostValues;
}

/** How deep a value is nested, and how many there are in it; counted until it is too much of either. */
function sizeOf(value: unknown): { depth: number; values: number } {
  let [depth, values] = [0, 0];
  for (let level = [value]; level.length > 0 && depth <= mostDepth && values <= mostValues; depth++) {
    values += level.length;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return { depth, values };
}
