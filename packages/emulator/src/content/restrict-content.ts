import { isOpen } from "../permission/access-rules.ts";
import type { Content, Principals, Restrictions } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";

/** What can be restricted: reading (inherited by what lies below) and changing (not inherited). */
export type RestrictedOperation = "read" | "update";
export const restrictedOperations = ["read", "update"] as const;

const open: Principals = { users: [], groups: [] };

/** The lists of one operation; both empty when everybody with the space permission may. */
export const principalsOf = ({ restrictions }: Content, operation: RestrictedOperation): Principals =>
  restrictions?.[operation] ?? open;

const union = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])];

export const addPrincipals = (before: Principals, more: Principals): Principals => ({
  users: union(before.users, more.users),
  groups: union(before.groups, more.groups),
});

export const removePrincipals = (before: Principals, less: Principals): Principals => ({
  users: before.users.filter((id) => !less.users.includes(id)),
  groups: before.groups.filter((id) => !less.groups.includes(id)),
});

/** Sets who may read and who may update; open lists lift the restriction. Restrictions are no part of a version. */
export function restrictContent(
  site: Site,
  before: Content,
  change: Partial<Restrictions>,
  { by, at }: { by: string; at: number },
): Content {
  const read = change.read ?? principalsOf(before, "read");
  const update = change.update ?? principalsOf(before, "update");
  const after: Content = { ...before, restrictions: isOpen(read) && isOpen(update) ? null : { read, update } };
  commit(site, { kind: "restricted", actor: by, at, before, after });
  return after;
}
