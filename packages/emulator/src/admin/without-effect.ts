import { captureSite, restoreSite } from "../state/site.ts";
import type { World } from "../world.ts";

/**
 * Does something and puts the sites back as they were before it. Numbers that were given stay given, so that no later
 * content gets an id that an answer has told. Handlers that answer at once are undone at once: what other requests
 * write stays.
 */
export function withoutEffect<T>(world: World, act: () => T | Promise<T>): T | Promise<T> {
  const before = world.sites.map(({ site }) => ({ site, capture: captureSite(site) }));
  const putBack = () => {
    for (const { site, capture } of before) restoreSite(site, { ...capture, lastId: site.ids.capture() });
  };
  let result: T | Promise<T>;
  try {
    result = act();
  } catch (error) {
    putBack();
    throw error;
  }
  if (result instanceof Promise) return result.finally(putBack);
  putBack();
  return result;
}
