import { z } from "zod";

/** Parameters that several rows of the compatibility tables share. Their names are the rows' own. */

export const ref = (of: string) => z.string().min(1).describe(of);

export const pageRef = ref("Page: id, URL, tiny link or SPACE:Title.");
export const blogPostRef = ref("Blog post: id, URL or SPACE:Title.");
export const spaceRef = ref("Space: id or key.");
export const propertyRef = ref("The property's id or key.");
export const anyValue = z
  .unknown()
  .refine((value) => value !== undefined, "is missing")
  .meta({ type: "object", description: "Any JSON." });

const limit = z.number().int().min(1).max(1000).describe("How many at most.");

/** A list by offset whose table gives its limit a default. */
export const paged = {
  limit: limit.default(25),
  start: z.number().int().min(0).max(10_000).optional().describe("How many to leave out at the beginning."),
};
/** A list by offset whose table gives no default. */
export const pagedFreely = { limit: limit.optional(), start: paged.start };

/** A list by cursor. More than Confluence gives at once are given at the next cursor. */
export const byCursor = {
  limit: limit.optional(),
  cursor: z.string().min(1).optional().describe("Cursor of the answer before."),
};
export const upTo = (most: number, wanted: number | undefined) =>
  wanted === undefined ? undefined : Math.min(wanted, most);

/** Taken because callers send it; the answer is whole without it. */
export const expandList = z.array(z.string()).optional().describe("Not needed: nothing is left out.");
export const expandText = z.string().optional().describe("Not needed: nothing is left out.");
export const unusedObject = (why: string) =>
  z
    .unknown()
    .optional()
    .meta({ type: "object", description: `Has no effect: ${why}.` });

/** A filter of several values, any of which will do or all of which must hold, as its description says. */
export const texts = (description: string) => z.array(z.string().min(1)).optional().describe(description);

const labelName = (given: unknown): string | undefined => {
  if (typeof given === "string" && given !== "") return given;
  const name = (given as { name?: unknown } | null)?.name;
  return typeof name === "string" && name !== "" ? name : undefined;
};

/** Labels by name, or as Confluence's API has them: `{prefix, name}`. */
export const labelList = z
  .array(
    z
      .unknown()
      .refine((given) => labelName(given) !== undefined, "is no label")
      .meta({ type: "string" }),
  )
  .describe("Names of labels.");

export const labelNames = (given: readonly unknown[]): string[] =>
  given.map(labelName).filter((name) => name !== undefined);

/** The labels in the `metadata` of content, as Confluence's v1 API takes them. */
export function labelsIn(metadata: unknown): string[] {
  const labels = (objectIn(metadata) as { labels?: unknown } | null | undefined)?.labels;
  const rows = Array.isArray(labels) ? labels : (labels as { results?: unknown } | null | undefined)?.results;
  return Array.isArray(rows) ? labelNames(rows) : [];
}

/** What JSON text says, where an object is wanted. */
export function objectIn(given: unknown): unknown {
  if (typeof given !== "string" || !/^\s*[[{]/.test(given)) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

const numberOf = (raw: unknown): number | undefined => {
  const given = objectIn(raw);
  const number = Number(typeof given === "object" ? (given as { number?: unknown } | null)?.number : given);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

/** `{number, message}`, or the number alone. */
export const newVersion = z
  .unknown()
  .refine((given) => numberOf(given) !== undefined, "is no version: send {number}, one more than the current one's")
  .meta({ type: "object", description: "{number, message}: number is the current version's plus 1." });

export function versionOf(given: unknown): { version?: number; versionMessage?: string } {
  const version = numberOf(given);
  const message = (objectIn(given) as { message?: unknown } | null | undefined)?.message;
  return { ...(version !== undefined && { version }), ...(typeof message === "string" && { versionMessage: message }) };
}

/** A space's description: `{plain: {value}}`, `{value}`, or the text. */
export const spaceDescription = z
  .unknown()
  .optional()
  .meta({ type: "object", description: "{plain: {value}}, or the text itself." });

export function descriptionOf(raw: unknown): string | undefined {
  const given = objectIn(raw);
  if (typeof given !== "object" || given === null) return typeof given === "string" ? given : undefined;
  const { plain, value } = given as { plain?: unknown; value?: unknown };
  return descriptionOf(plain ?? value);
}
