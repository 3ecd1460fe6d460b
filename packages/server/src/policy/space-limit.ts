import type { SpaceLimit as CqlLimit } from "@tributary/cql";
import type { SpaceLimit } from "./policy.ts";

/** A space as far as a limit cares. */
export type SpaceFacts = { id: string; key: string; type: string };

/** Whether a limit leaves anything out. */
export const isLimited = ({ only, except, personal }: SpaceLimit): boolean =>
  only !== undefined || (except?.length ?? 0) > 0 || !personal;

/** Whether the limit is by name, rather than only leaving out personal spaces. */
export const isNamed = ({ only, except }: SpaceLimit): boolean => only !== undefined || (except?.length ?? 0) > 0;

/** Whether the limit lets this space be reached. Keys are compared without case, as Confluence does. */
export function mayReach({ only, except, personal }: SpaceLimit, space: SpaceFacts): boolean {
  const names = (list: readonly string[]) =>
    list.some((name) => name === space.id || name.toLowerCase() === space.key.toLowerCase());
  if (only !== undefined) return names(only);
  if (except !== undefined && names(except)) return false;
  return personal || space.type !== "personal";
}

/** The limit as CQL takes it; ids must have been made keys before. */
export function toCqlLimit({ only, except, personal }: SpaceLimit): CqlLimit {
  return only !== undefined ? { only } : { except: except ?? [], withoutPersonal: !personal };
}
