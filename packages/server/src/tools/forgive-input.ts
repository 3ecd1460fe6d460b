import type { z } from "zod";

/**
 * Arguments as they were probably meant. Models send lists and objects as JSON text, numbers and booleans as text, ids
 * as numbers, and null for what they leave out, or "" where that is no text; where the schema wants something else, that
 * is put right. What fits nothing stays as it is, for the schema to refuse.
 */
export function forgive(schema: z.ZodType, given: unknown): unknown {
  const wanted = bare(schema);
  switch (wanted.type) {
    case "object":
      return forgiveFields((wanted as z.ZodObject).shape, parsedIf(given, isObject));
    case "record": {
      const { valueType } = (wanted as z.ZodRecord).def as unknown as { valueType: z.ZodType };
      const value = parsedIf(given, isObject);
      if (!isObject(value)) return value;
      const said = Object.entries(value).filter(([, one]) => one !== null || valueType.safeParse(null).success);
      return Object.fromEntries(said.map(([key, one]) => [key, forgive(valueType, one)]));
    }
    case "array": {
      const value = parsedIf(given, Array.isArray);
      if (!Array.isArray(value)) return value;
      const { element } = wanted as z.ZodArray<z.ZodType>;
      return value.map((one) => forgive(element, one));
    }
    case "boolean":
      return typeof given === "string" && /^\s*(true|false)\s*$/i.test(given) ? /true/i.test(given) : given;
    case "number":
      return typeof given === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(given) ? Number(given) : given;
    case "string":
      // A larger number has lost its last digits already: it would be another id.
      return typeof given === "number" && Number.isSafeInteger(given) ? String(given) : given;
    case "enum":
      return sameOption((wanted as z.ZodEnum).options, given);
    default:
      return given;
  }
}

/** The option that differs from what was given in case only. */
function sameOption(options: readonly unknown[], given: unknown): unknown {
  if (typeof given !== "string" || options.includes(given)) return given;
  return options.find((one) => typeof one === "string" && one.toLowerCase() === given.trim().toLowerCase()) ?? given;
}

function forgiveFields(shape: Readonly<Record<string, z.ZodType>>, given: unknown): unknown {
  if (!isObject(given)) return given;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (field === undefined) return [[name, value]];
      const isLeftOut = value === null || (value === "" && isText(field) && !field.safeParse("").success);
      return isLeftOut && field.safeParse(undefined).success ? [] : [[name, forgive(field, value)]];
    }),
  );
}

type Wrapped = { innerType?: z.ZodType; in?: z.ZodType };

/** Without what makes it optional, gives it a default or checks it further. */
export function bare(schema: z.ZodType): z.ZodType {
  const { innerType, in: before } = schema.def as unknown as Wrapped;
  const inner = innerType ?? before;
  return inner === undefined ? schema : bare(inner);
}

const isText = (field: z.ZodType): boolean => /^(string|enum)$/.test(bare(field).type);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON text as what it says, if that is of the kind wanted. */
function parsedIf(given: unknown, fits: (value: unknown) => boolean): unknown {
  if (typeof given !== "string" || !/^\s*[[{]/.test(given)) return given;
  try {
    const value: unknown = JSON.parse(given);
    return fits(value) ? value : given;
  } catch {
    return given;
  }
}
