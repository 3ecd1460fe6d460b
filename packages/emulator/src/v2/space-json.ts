import { spaceLink } from "../content/links.ts";
import type { Space } from "../state/records.ts";
import { idOrNull, isoDate } from "./json.ts";

export type SpaceFormat = { description: "plain" | "view" | undefined; icon: boolean };

export function spaceJson(space: Space, { description, icon }: SpaceFormat) {
  return {
    id: String(space.id),
    key: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    authorId: space.authorId,
    spaceOwnerId: space.ownerId,
    currentActiveAlias: space.alias,
    createdAt: isoDate(space.createdAt),
    homepageId: idOrNull(space.homepageId),
    description:
      description === undefined ? null : { [description]: { representation: description, value: space.description } },
    icon: icon
      ? { path: "/images/logo/default-space-logo.svg", apiDownloadLink: "/images/logo/default-space-logo.svg" }
      : null,
    _links: { webui: spaceLink(space) },
  };
}
