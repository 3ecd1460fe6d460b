import type { FormField } from "./form-fields.ts";

/** What stands in the form, field by field, as text; of `choices` the chosen ones. Empty: left out. */
export type Draft = Record<string, string | string[]>;

export type DraftArguments = {
  args: Record<string, unknown>;
  /** What is wrong, by the field's name. */
  problems: Record<string, string>;
};

/** The arguments a draft stands for. What is left out is not sent; what cannot be read is a problem, and not sent either. */
export function argumentsOf(fields: readonly FormField[], draft: Draft): DraftArguments {
  const args: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const given = draft[field.name] ?? "";
    const read = given.length === 0 ? undefined : readValue(field, given);
    if (read === undefined) {
      if (field.required) problems[field.name] = "This has to be given.";
    } else if ("problem" in read) problems[field.name] = read.problem;
    else args[field.name] = read.value;
  }
  return { args, problems };
}

function readValue(field: FormField, given: string | string[]): { value: unknown } | { problem: string } | undefined {
  if (Array.isArray(given)) return { value: given };
  switch (field.kind) {
    case "flag":
      return { value: given === "true" };
    case "number": {
      const value = Number(given);
      if (Number.isNaN(value) || given.trim() === "") return { problem: "A number is wanted." };
      return field.whole && !Number.isInteger(value) ? { problem: "A whole number is wanted." } : { value };
    }
    case "lines": {
      const lines = given.split("\n").map((line) => line.trim());
      const value = lines.filter((line) => line !== "");
      return value.length === 0 ? undefined : { value };
    }
    case "json":
      return jsonValue(given, field.shape);
    default:
      return given.trim() === "" ? undefined : { value: given };
  }
}

/** A value written as JSON; words on what is wrong with it otherwise. */
export function jsonValue(
  text: string,
  shape: FormField["shape"],
): { value: unknown } | { problem: string } | undefined {
  if (text.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (shape === "array" && !Array.isArray(value)) return { problem: "A list is wanted: [ … ]." };
  if (shape === "object" && !isObject) return { problem: "An object is wanted: { … }." };
  return { value };
}

/** The draft that stands for some arguments. What no field asks for is left out. */
export function draftOf(fields: readonly FormField[], args: Record<string, unknown>): Draft {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = args[field.name];
      return value === undefined ? [] : [[field.name, textOf(field, value)] as const];
    }),
  );
}

function textOf({ kind }: FormField, value: unknown): string | string[] {
  if (kind === "choices" && Array.isArray(value)) return value.map(String);
  if (kind === "lines" && Array.isArray(value)) return value.map(String).join("\n");
  if (kind === "json") return JSON.stringify(value, null, 2);
  return typeof value === "string" ? value : JSON.stringify(value);
}
