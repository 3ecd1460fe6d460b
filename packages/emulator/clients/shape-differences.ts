import type { Json } from "./installed.ts";

const kindOf = (value: Json): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

/**
 * Where two answers differ in keys, types and nulls; values do not matter. Members of a list are all held against the first
 * one of ours. With `exactly`, what only ours has counts as well.
 */
export function shapeDifferences(recorded: Json, ours: Json, exactly: boolean, path = "$"): string[] {
  const kinds = [kindOf(recorded), kindOf(ours)];
  if (kinds[0] !== kinds[1]) return [`${path}: ${kinds[0]} recorded, ${kinds[1]} here`];
  if (kinds[0] === "array") {
    if (recorded.length > 0 && ours.length === 0) return [`${path}: empty here`];
    return [...new Set<string>(recorded.flatMap((one: Json) => shapeDifferences(one, ours[0], exactly, `${path}[]`)))];
  }
  if (kinds[0] !== "object") return [];
  const missing = Object.keys(recorded).filter((key) => !(key in ours));
  const extra = exactly ? Object.keys(ours).filter((key) => !(key in recorded)) : [];
  return [
    ...missing.map((key) => `${path}.${key}: missing here`),
    ...extra.map((key) => `${path}.${key}: only here`),
    ...Object.keys(recorded)
      .filter((key) => key in ours)
      .flatMap((key) => shapeDifferences(recorded[key], ours[key], exactly, `${path}.${key}`)),
  ];
}
