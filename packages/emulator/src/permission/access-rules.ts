import type { Content, Principals, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** What an account may do with things of one kind in one space: `key:targetType`, as in space permissions. */
export type SpaceRights = ReadonlySet<string>;

/**
 * The rules of one site, worked out from its rows and remembered until a space or a group changes. Everything that asks
 * "may this account…" goes through `createAccess`, which reads these.
 */
export type AccessRules = {
  rightsIn(accountId: string, space: Space): SpaceRights;
  groupsOf(accountId: string): ReadonlySet<string>;
  /** Spaces with at least one restricted content, so that walks up the tree can be spared everywhere else. */
  hasRestrictions(spaceId: number): boolean;
};

export function createAccessRules(site: Site): AccessRules {
  let rights = new Map<string, Map<number, SpaceRights>>();
  let groups = new Map<string, ReadonlySet<string>>();
  const restricted = new Map<number, number>();
  const forget = () => {
    rights = new Map();
    groups = new Map();
  };
  site.spaces.onChange(forget);
  site.groups.onChange(forget);
  const count = (row: Content | undefined, by: number) => {
    if (row?.restrictions) restricted.set(row.spaceId, (restricted.get(row.spaceId) ?? 0) + by);
  };
  site.content.onChange((before, after) => {
    count(before, -1);
    count(after, 1);
  });

  const groupsOf = (accountId: string): ReadonlySet<string> => {
    const known = groups.get(accountId);
    if (known) return known;
    const found = new Set<string>();
    for (const group of site.groups.values()) if (group.members.includes(accountId)) found.add(group.id);
    groups.set(accountId, found);
    return found;
  };

  const rightsIn = (accountId: string, space: Space): SpaceRights => {
    const ofAccount = rights.get(accountId) ?? new Map<number, SpaceRights>();
    rights.set(accountId, ofAccount);
    const known = ofAccount.get(space.id);
    if (known) return known;
    const own = groupsOf(accountId);
    const held = space.grants.filter(({ principal }) =>
      principal.type === "user" ? principal.id === accountId : own.has(principal.id),
    );
    const found: SpaceRights = new Set(held.map(({ operation }) => `${operation.key}:${operation.targetType}`));
    ofAccount.set(space.id, found);
    return found;
  };

  return { rightsIn, groupsOf, hasRestrictions: (spaceId) => (restricted.get(spaceId) ?? 0) > 0 };
}

export const isOpen = ({ users, groups }: Principals): boolean => users.length === 0 && groups.length === 0;

export const allows = (principals: Principals, accountId: string, groups: ReadonlySet<string>): boolean =>
  isOpen(principals) || principals.users.includes(accountId) || principals.groups.some((group) => groups.has(group));
