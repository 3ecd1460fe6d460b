import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { TributaryError } from "../base/errors.ts";

/** What a flag says: itself, the content of `@file`, or with `-` standard input. */
export async function readInput(input: string): Promise<string> {
  if (input === "-") return text(process.stdin);
  if (!input.startsWith("@")) return input;
  try {
    return readFileSync(input.slice(1), "utf8");
  } catch (cause) {
    throw new TributaryError("invalid_input", `${input.slice(1)} cannot be read: ${(cause as Error).message}.`, {
      hint: "Name a file of this machine after the @, or pass - for standard input.",
      cause,
    });
  }
}

/** The same as a JSON object. */
export async function readJsonInput(input: string): Promise<Record<string, unknown>> {
  const source = await readInput(input);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    throw notObject((cause as Error).message);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notObject("it is no object");
  return value as Record<string, unknown>;
}

const notObject = (why: string) =>
  new TributaryError("invalid_input", `The input is not a JSON object: ${why}.`, {
    hint: `Pass an object, for example --input '{"pageId": "123"}'.`,
  });
