import { nearestNames } from "@tributary/cql";
import type { z } from "zod";
import { TributaryError } from "../base/errors.ts";
import { refuseUnwieldy } from "../base/unwieldy.ts";
import { bare, forgive } from "./forgive-input.ts";
import type { Tool } from "./tool.ts";

/**
 * The arguments of a call as the tool's input. They may come as JSON text, with values of the wrong kind (see
 * `forgive`), or not at all. Unknown parameters are errors that name the known one which was probably meant.
 */
export function parseInput(tool: Tool, given: unknown): Record<string, unknown> {
  const result = tool.input.safeParse(forgive(tool.input, argumentsOf(tool, given)));
  if (result.success) return result.data;
  const known = Object.keys(tool.input.shape);
  const issues = result.error.issues.slice(0, mostProblems);
  const problems = issues.map((issue) => describe(issue, tool.input));
  throw new TributaryError("invalid_input", `${tool.name}: ${problems.map((p) => p.message).join("; ")}.`, {
    hint: problems.find((p) => p.hint !== undefined)?.hint ?? allOf(known),
    details: {
      issues: issues.map(({ path, message, code }) => ({ path: path.join("."), message: message.slice(0, 500), code })),
    },
  });
}

/** Whether a tool takes these arguments. */
export function takes(tool: Tool, given: unknown): boolean {
  try {
    return tool.input.safeParse(forgive(tool.input, argumentsOf(tool, given))).success;
  } catch {
    return false;
  }
}

function argumentsOf(tool: Tool, given: unknown): unknown {
  const value = parsed(tool, given);
  refuseUnwieldy(value, `What ${tool.name} was given`);
  return value;
}

function parsed(tool: Tool, given: unknown): unknown {
  if (given === undefined || given === null || given === "") return {};
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch (cause) {
    throw new TributaryError(
      "invalid_input",
      `${tool.name}: the arguments are text that is not JSON (${(cause as Error).message}).`,
      { hint: 'Send an object such as {"pageId": "123"}.', cause },
    );
  }
}

/** Of many, the first few tell enough. */
const mostProblems = 10;

function describe(issue: z.core.$ZodIssue, input: z.ZodType): { message: string; hint?: string } {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const known = fieldsAt(input, issue.path);
    const keys = issue.keys.slice(0, mostProblems);
    const meant = keys.map((key) => [key, nearest(key, known)] as const).filter(([, near]) => near !== undefined);
    const [only] = meant;
    return {
      message: `${where === "" ? "it" : where} has no parameter ${keys.join(", ")}`,
      hint:
        only === undefined
          ? allOf(known)
          : keys.length === 1
            ? `Did you mean ${only[1]}?`
            : `${meant.map(([key, near]) => `${key}: did you mean ${near}?`).join(" ")} ${allOf(known)}`,
    };
  }
  if (issue.code === "invalid_type" && issue.input === undefined && /undefined/.test(issue.message))
    return { message: `${where} is missing` };
  return { message: where === "" ? issue.message : `${where}: ${issue.message}` };
}

const allOf = (known: readonly string[]) => `Its parameters are: ${known.join(", ") || "none"}.`;

function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const here = bare(schema);
  const [step, ...rest] = path;
  if (here.type === "array") return fieldsAt((here as z.ZodArray<z.ZodType>).element, rest);
  if (here.type !== "object") return [];
  const { shape } = here as z.ZodObject;
  const field = step === undefined ? undefined : shape[String(step)];
  return field === undefined ? Object.keys(shape) : fieldsAt(field as z.ZodType, rest);
}

const folded = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const wordsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/** The known name that is the same in another spelling, or nearly; else one that shares its first or its last word. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const same = known.find((one) => folded(one) === folded(name));
  if (same !== undefined) return same;
  const [near] = nearestNames(name, known, 1);
  if (near !== undefined) return near;
  const [first, last] = [wordsOf(name)[0], wordsOf(name).at(-1)];
  return known.find((one) => wordsOf(one)[0] === first) ?? known.find((one) => wordsOf(one).at(-1) === last);
}
