import { badRequest } from "../http/refusal.ts";
import type { Group } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import { recordAudit } from "./audit.ts";

type Doing = { readonly by: string; readonly at: number };

const maxName = 255;

/** All groups by name. */
export const groupsByName = (site: Site): Group[] =>
  [...site.groups.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

export const membersOf = (site: Site, group: Group) =>
  group.members.map((id) => site.accounts.get(id)).filter((one) => one !== undefined);

export function createGroup(site: Site, name: string, { by, at }: Doing): Group {
  if (name.trim() === "" || name.length > maxName)
    throw badRequest(`The name of a group must have 1 to ${maxName} characters.`);
  if (groupsByName(site).some((group) => group.name.toLowerCase() === name.toLowerCase()))
    throw badRequest(`Group already exists: ${name}`);
  const group: Group = { id: stableUuid(`${site.cloudId}:group:${site.ids.next()}`), name, members: [] };
  site.groups.put(group);
  recordAudit(site, { category: "Users and groups", summary: "Group created", by, at, affected: affected(group) });
  return group;
}

/**
 * Removes a group, and with it what it was granted in spaces. Restrictions that name it stay: content must not open to
 * everybody because a group went.
 */
export function removeGroup(site: Site, group: Group, { by, at }: Doing): void {
  for (const space of [...site.spaces.values()]) {
    const grants = space.grants.filter(({ principal }) => principal.type !== "group" || principal.id !== group.id);
    if (grants.length < space.grants.length) site.spaces.put({ ...space, grants });
  }
  site.groups.delete(group.id);
  recordAudit(site, { category: "Users and groups", summary: "Group deleted", by, at, affected: affected(group) });
}

export function addMember(site: Site, group: Group, accountId: string, { by, at }: Doing): void {
  if (group.members.includes(accountId)) return;
  site.groups.put({ ...group, members: [...group.members, accountId] });
  membership(site, group, accountId, "User added to group", { by, at });
}

export function removeMember(site: Site, group: Group, accountId: string, { by, at }: Doing): void {
  if (!group.members.includes(accountId)) return;
  site.groups.put({ ...group, members: group.members.filter((id) => id !== accountId) });
  membership(site, group, accountId, "User removed from group", { by, at });
}

function membership(site: Site, group: Group, accountId: string, summary: string, { by, at }: Doing): void {
  const associated = [{ name: site.accounts.get(accountId)?.displayName ?? accountId, objectType: "User" }];
  recordAudit(site, { category: "Users and groups", summary, by, at, affected: affected(group), associated });
}

const affected = ({ name }: Group) => ({ name, objectType: "Group" });
