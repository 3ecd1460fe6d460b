import { allEndpoints, type EndpointKey } from "./endpoints.ts";

/** Points and requests of one call, added up as its requests are answered. */
export type Meter = { points: number; requests: number };

export const createMeter = (): Meter => ({ points: 0, requests: 0 });

/** Operations whose objects are users, groups, or permissions. */
const heavyPath = new RegExp(
  [
    "/rest/api/user(/(current|anonymous|bulk|memberof|email|email/bulk))?$",
    "/search/user$",
    "/rest/api/group(/|$)",
    "/users-bulk$",
    "/permissions?(/|$)",
    "/space-permissions",
    "/space-roles",
    "/role-assignments$",
    "/restriction(/byOperation(/\\{operationKey\\})?)?$",
    "/notification/",
    "/space/\\{spaceKey\\}/watch$",
  ].join("|"),
);

const heavy: ReadonlySet<string> = new Set(
  allEndpoints()
    .filter(({ path }) => heavyPath.test(path))
    .map(({ key }) => key),
);

/** Points of one object an operation reads. */
export const weightOf = (endpoint: EndpointKey | undefined): 1 | 2 =>
  endpoint !== undefined && heavy.has(endpoint) ? 2 : 1;

/**
 * Points one answered request is charged with: 1, and for reads 1 for each object in the answer, 2 where they are users,
 * groups or permissions; a write costs 1 however much it answers. A refused request costs 1, a 429 nothing, which the
 * documentation does not say. Source: Confluence Cloud's rate limiting documentation (2026-10).
 *
 * @param json The parsed answer: the objects of a list are counted, anything else is one.
 */
export function pointsOf(
  { method, status }: { method: string; status: number },
  endpoint: EndpointKey | undefined,
  json: unknown,
): number {
  if (status === 429) return 0;
  if (method !== "GET" || status >= 400) return 1;
  return 1 + weightOf(endpoint) * objectsIn(json);
}

function objectsIn(json: unknown): number {
  if (typeof json !== "object" || json === null || !("results" in json)) return 1;
  return Array.isArray(json.results) ? json.results.length : 1;
}
