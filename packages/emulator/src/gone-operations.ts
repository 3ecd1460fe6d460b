import type { Door } from "./auth/caller.ts";
import { featuresOf } from "./features.ts";
import type { Operation } from "./http/operation.ts";
import type { Site } from "./state/site.ts";
import { v1Operations } from "./v1/operations.ts";

/** Whether a v1 operation was removed from a site, or from the gateway in front of it. */
export function isGone(site: Site, { api, id }: Operation, door: Door): boolean {
  if (api !== "v1") return false;
  const { gone, goneAtGatewayOnly } = featuresOf(site);
  return gone.length > 0 && (door === "gateway" || !goneAtGatewayOnly) && gone.includes(id);
}

/**
 * The ids of the v1 operations that names stand for: an id itself, a path such as `/content/{id}/label` for all its
 * methods or `POST /content/{id}/label` for one, with or without `/wiki/rest/api` in front, or `v1` for all there are.
 * Throws an `Error` that names what is not known.
 */
export function goneOperationIds(names: readonly string[]): string[] {
  const ids = names.flatMap((name) => {
    const [, method, path = name] = /^(?:([A-Z]+) )?(?:\/wiki\/rest\/api)?(.*)$/.exec(name) ?? [];
    const found = v1Operations.filter(
      (one) =>
        name === "v1" || one.id === name || (one.path === path && (method === undefined || one.method === method)),
    );
    if (found.length === 0)
      throw new Error(
        `There is no v1 operation "${name}"; name its id, as movePage, or its path, as /content/{id}/label.`,
      );
    return found.map(({ id }) => id);
  });
  return [...new Set(ids)];
}
