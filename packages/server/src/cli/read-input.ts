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

/** `name=value` gives a text, `name:=value` what its JSON says. The server takes "5" and "true" for what they look like. */
export function argumentsIn(words: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, kind, value = ""] = /^([A-Za-z]\w*)(:?=)(.*)$/s.exec(word) ?? [];
      if (name === undefined) {
        throw new TributaryError("invalid_input", `${word} is no argument of a tool.`, {
          hint: "Write name=value, or the whole input as JSON with --input.",
        });
      }
      return [name, kind === "=" ? value : parsed(name, value)];
    }),
  );
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (cause) {
    throw new TributaryError("invalid_input", `The value of ${name} is not JSON: ${(cause as Error).message}.`, {
      hint: `For a text, write ${name}=… without the colon.`,
      cause,
    });
  }
}
