import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** The inline comment that began the thread this comment stands in; undefined for comments at the foot of a page. */
export function inlineThread(site: Site, comment: Content): Content | undefined {
  let at: Content | undefined = comment;
  // Replies to replies are possible; the guard is against rows that answer each other.
  for (let depth = 0; at && at.parentId !== null && depth < 100; depth += 1) at = site.content.get(at.parentId);
  return at?.type === "comment" && at.inline !== null ? at : undefined;
}
