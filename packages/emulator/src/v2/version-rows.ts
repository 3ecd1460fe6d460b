import type { Content, PastVersion } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** All versions of a content, oldest first, the newest made to look like the others. */
export function versionsOf(site: Site, content: Content): PastVersion[] {
  const { id, version, title, body, file } = content;
  return [
    ...site.lists.pastVersions.in(id),
    { id: `${id}:${version.number}`, contentId: id, version, title, body, file },
  ];
}
