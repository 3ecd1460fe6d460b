import { nearestNames } from "@tributary/cql";
import type { z } from "zod";
import { TributaryError } from "../base/errors.ts";

import type { Tool } from "./tool.ts";

/**
 * The arguments of a call as the tool's input. Models send arguments as JSON text, as null or not at all: text is
 * parsed, nothing becomes an empty object. Unknown parameters are errors that name the nearest known one.
 */
export function parseInput(tool: Tool, given: unknown): Record<string, unknown> {
  const result = tool.input.safeParse(normalise(tool, given));
  if (result.success) return result.data;
  const known = Object.keys(tool.input.shape);
  const problems = result.error.issues.map((issue) => describe(issue, known));
  throw new TributaryError("invalid_input", `${tool.name}: ${problems.map((p) => p.message).join("; ")}.`, {
    hint: problems.find((p) => p.hint !== undefined)?.hint ?? `Its parameters are: ${known.join(", ") || "none"}.`,
    details: {
      issues: result.error.issues.map(({ path, message, code }) => ({ path: path.join("."), message, code })),
    },
  });
}

function normalise(tool: Tool, given: unknown): unknown {
  if (given === undefined || given === null || given === "") return {};
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch (cause) {
    throw new TributaryError(
      "invalid_input",
      `${tool.name}: the arguments are text that is not JSON (${(cause as Error).message}).`,
      {
        hint: 'Send an object such as {"pageId": "123"}.',
        cause,
      },
    );
  }
}

function describe(issue: z.core.$ZodIssue, known: string[]): { message: string; hint?: string } {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const [near] = nearestNames(key, known, 1);
    return {
      message: `it has no parameter ${issue.keys.join(", ")}`,
      hint: near === undefined ? `Its parameters are: ${known.join(", ") || "none"}.` : `Did you mean ${near}?`,
    };
  }
  if (issue.code === "invalid_type" && issue.input === undefined && /undefined/.test(issue.message))
    return { message: `${where} is missing` };
  return { message: where === "" ? issue.message : `${where}: ${issue.message}` };
}
