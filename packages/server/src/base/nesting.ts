import { TributaryError } from "./errors.ts";

/** Deeper than any page's document is; what walks through a value by recursion can do so. */
const mostDepth = 500;

/** Refuses what is nested so deep that walking through it would exhaust the stack. Throws `invalid_input`. */
export function refuseTooDeep(value: unknown, what: string): void {
  if (isTooDeep(value)) throw new TributaryError("invalid_input", `${what} is nested deeper than ${mostDepth} levels.`);
}

export function isTooDeep(value: unknown): boolean {
  let depth = 0;
  for (let level = [value]; level.length > 0 && depth <= mostDepth; depth++)
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  return depth > mostDepth;
}
