import { type Cursor, decodeCursor } from "./cursor.ts";
import { badRequest, wrongType } from "./refusal.ts";

/** How one path or query parameter is read. `values` holds what the request gave, empty when it was left out. */
export type Parameter<T> = { readonly read: (values: readonly string[], name: string) => T };
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;
export type Values<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

const parameter = <T>(read: Parameter<T>["read"]): Parameter<T> => ({ read });

function single<T>(parse: (value: string, name: string) => T): Parameter<T | undefined> {
  return parameter((values, name) => {
    const value = values[0];
    return value === undefined || value === "" ? undefined : parse(value, name);
  });
}

/** A Java `long`. Ids stay below 2^53, so a number holds every id there is; longer digits simply find nothing. */
export function parseLong(value: string, name: string, type = "long"): number {
  if (!/^-?\d{1,19}$/.test(value)) throw wrongType(value, name, type);
  return Number(value);
}

export const long = (): Parameter<number | undefined> => single((value, name) => parseLong(value, name));

export function integer(range: { min?: number; max?: number } = {}): Parameter<number | undefined> {
  const { min = -2147483648, max = 2147483647 } = range;
  return single((value, name) => {
    if (!/^-?\d{1,10}$/.test(value)) throw wrongType(value, name, "int");
    const number = Number(value);
    if (number < min || number > max) {
      throw badRequest(
        `Provided value {${value}} for '${name}' is out of range. Expected a value from ${min} to ${max}.`,
      );
    }
    return number;
  });
}

export const text = (): Parameter<string | undefined> => parameter((values) => values[0]);

export const flag = (fallback = false): Parameter<boolean> =>
  parameter((values, name) => {
    const value = values[0]?.toLowerCase();
    if (value === undefined || value === "") return fallback;
    if (value !== "true" && value !== "false") throw wrongType(values[0] ?? "", name, "boolean");
    return value === "true";
  });

export function oneOf<const V extends string>(...allowed: readonly V[]): Parameter<V | undefined> {
  return single((value, name) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      throw badRequest(
        `Provided value {${value}} for '${name}' is not supported. Expected one of [${allowed.join(", ")}].`,
      );
    }
    return found;
  });
}

/** Several values, separated by commas or by repeating the parameter; `undefined` when the parameter is absent. */
export function listOf<T>(item: Parameter<T | undefined>, max = Number.POSITIVE_INFINITY): Parameter<T[] | undefined> {
  return parameter((values, name) => {
    if (values.length === 0) return undefined;
    const parts = values.flatMap((value) => value.split(",")).map((part) => part.trim());
    const given = parts.filter((part) => part !== "");
    if (given.length > max) throw badRequest(`Too many values for '${name}': ${given.length} given, ${max} allowed.`);
    return given.map((part) => item.read([part], name)).filter((value): value is Awaited<T> & T => value !== undefined);
  });
}

export function required<T>(inner: Parameter<T | undefined>): Parameter<T> {
  return parameter((values, name) => {
    const value = inner.read(values, name);
    if (value === undefined) throw badRequest(`Required parameter '${name}' is missing.`);
    return value;
  });
}

export function withDefault<T>(inner: Parameter<T | undefined>, fallback: NoInfer<T>): Parameter<T> {
  return parameter((values, name) => inner.read(values, name) ?? fallback);
}

/** v2 `limit`: 1 to 250, 25 when absent. Source: REST v2 reference, every list operation. */
export const limit = (fallback = 25, min = 1, max = 250): Parameter<number> =>
  withDefault(integer({ min, max }), fallback);

/** v1 `limit` and `start`: negative is refused, too much is cut silently. */
export const atMost = (fallback: number, max: number): Parameter<number> =>
  parameter((values, name) => Math.min(integer({ min: 0 }).read(values, name) ?? fallback, max));

export const cursor = (): Parameter<Cursor | undefined> => single((value) => decodeCursor(value));

/** v1 `expand`: names separated by commas, with dots for what lies inside. */
export const expand = (): Parameter<ReadonlySet<string>> =>
  parameter(
    (values) =>
      new Set(
        values
          .flatMap((value) => value.split(","))
          .map((name) => name.trim())
          .filter(Boolean),
      ),
  );

export function readParameters<P extends Parameters>(
  specification: P,
  valuesOf: (name: string) => readonly string[],
): Values<P> {
  const out: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(specification)) out[name] = one.read(valuesOf(name), name);
  return out as Values<P>;
}
