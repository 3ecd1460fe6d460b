import { isObject } from "../http/json-fields.ts";
import type { Operation, Reply } from "../http/operation.ts";

const hourMs = 60 * 60 * 1000;

/** The UTC hour a moment lies in, as its beginning. */
export const hourOf = (now: number): number => Math.floor(now / hourMs) * hourMs;

export const endOfHour = (now: number): number => hourOf(now) + hourMs;

/**
 * Points of one answered request: one, and for reads the weight of each object on top; writes cost one, however much
 * they answer. A page is 2, a person 3, a list of 250 pages 251.
 */
export function pointsOf({ method, weight }: Pick<Operation, "method" | "weight">, reply: Reply | undefined): number {
  if (method !== "GET" || !reply) return 1;
  return 1 + weight * objectsIn(reply);
}

function objectsIn({ objects, json }: Reply): number {
  if (objects !== undefined) return objects;
  return isObject(json) && Array.isArray(json.results) ? json.results.length : 1;
}
