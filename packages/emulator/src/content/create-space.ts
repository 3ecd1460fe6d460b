import type { Group, Space, SpaceGrant } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { recordAudit } from "./audit.ts";
import { createContent } from "./create-content.ts";

/** What members get in a new space, and what its admin gets on top, as `key:targetType`. */
const memberRights = [
  "read:space",
  "create:page",
  "create:blogpost",
  "create:comment",
  "create:attachment",
  "create:whiteboard",
  "create:database",
  "create:embed",
  "create:folder",
  "delete:page",
  "delete:blogpost",
  "delete:comment",
  "delete:attachment",
  "delete:whiteboard",
  "delete:database",
  "delete:embed",
  "delete:folder",
  "archive:page",
  "export:space",
  "restrict_content:space",
  "delete:space",
];
const adminRights = [...memberRights, "administer:space"];

/** The group every account of a site belongs to. */
export const everyoneGroup = "confluence-users";

export const groupNamed = (site: Site, name: string): Group | undefined =>
  [...site.groups.values()].find((group) => group.name === name);

/** Grants for people and groups; `admin` is always one of them. */
export function spaceGrants(
  site: Site,
  { admin, people, groups }: { admin: string; people: readonly string[]; groups: readonly string[] },
): SpaceGrant[] {
  const grant = (principal: SpaceGrant["principal"], rights: readonly string[]): SpaceGrant[] =>
    rights.map((right) => {
      const [key = "", targetType = ""] = right.split(":");
      return { id: site.ids.next(), principal, operation: { key, targetType } };
    });
  return [
    ...grant({ type: "user", id: admin }, adminRights),
    ...people.filter((id) => id !== admin).flatMap((id) => grant({ type: "user", id }, memberRights)),
    ...groups.flatMap((id) => grant({ type: "group", id }, memberRights)),
  ];
}

type NewSpace = {
  key: string;
  name: string;
  description: string;
  by: string;
  at: number;
  visibility: "everyone" | "creator";
  type?: Space["type"];
};

/** A space with its homepage. */
export function createSpace(site: Site, { key, name, description, by, at, visibility, type }: NewSpace): Space {
  const everyone = groupNamed(site, everyoneGroup);
  const groups = visibility === "everyone" && everyone ? [everyone.id] : [];
  const space: Space = {
    id: site.ids.next(),
    key,
    name,
    type: type ?? (key.startsWith("~") ? "personal" : "global"),
    status: "current",
    description,
    authorId: by,
    ownerId: by,
    createdAt: at,
    homepageId: null,
    alias: key,
    labelIds: [],
    grants: spaceGrants(site, { admin: by, people: [], groups }),
    favouritedBy: [],
  };
  site.spaces.put(space);
  const homepage = createContent(site, { type: "page", title: name, spaceId: space.id, authorId: by, at, body: "" });
  const complete: Space = { ...space, homepageId: homepage.id };
  site.spaces.put(complete);
  recordAudit(site, { category: "Spaces", summary: "Space created", by, at, affected: { name, objectType: "Space" } });
  return complete;
}
