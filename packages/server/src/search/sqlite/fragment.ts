import type { Value } from "./index-file.ts";

/** A piece of SQL with the values its question marks stand for. */
export type Fragment = { sql: string; values: readonly Value[] };

export const fragment = (sql: string, ...values: Value[]): Fragment => ({ sql, values });

export const always = fragment("1");
export const never = fragment("0");

export function allOf(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? always : joined(parts, " and ");
}

export function anyOf(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? never : joined(parts, " or ");
}

/** SQL's NOT of an unknown is unknown; what is not there is not the thing asked for. */
export const noneOf = (part: Fragment): Fragment => ({ sql: `not coalesce(${part.sql}, 0)`, values: part.values });

/** `column` is one of the values; a list of any length is one question mark. */
export const isOneOf = (column: string, values: readonly (string | number)[]): Fragment =>
  fragment(`${column} in (select value from json_each(?))`, JSON.stringify(values));

function joined(parts: readonly Fragment[], by: string): Fragment {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return { sql: `(${parts.map(({ sql }) => sql).join(by)})`, values: parts.flatMap(({ values }) => values) };
}
