import { badRequest } from "../http/refusal.ts";
import type { Space, SpaceGrant } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { recordAudit } from "./audit.ts";

type Doing = { readonly by: string; readonly at: number };
type Principal = SpaceGrant["principal"];
type Operation = SpaceGrant["operation"];

const same = (grant: SpaceGrant, principal: Principal, operation: Operation): boolean =>
  samePrincipal(grant, principal) &&
  grant.operation.key === operation.key &&
  grant.operation.targetType === operation.targetType;

const samePrincipal = (grant: SpaceGrant, { type, id }: Principal): boolean =>
  grant.principal.type === type && grant.principal.id === id;

const viewing: Operation = { key: "read", targetType: "space" };

/** Gives one permission in a space. Whoever gets anything has to be able to see the space first. */
export function grantPermission(
  site: Site,
  space: Space,
  principal: Principal,
  operation: Operation,
  { by, at }: Doing,
): SpaceGrant {
  if (space.grants.some((grant) => same(grant, principal, operation))) {
    throw badRequest(`Permission already exists for the given ${principal.type}.`);
  }
  const isViewing = operation.key === viewing.key && operation.targetType === viewing.targetType;
  if (!isViewing && !space.grants.some((grant) => same(grant, principal, viewing))) {
    throw badRequest(`'read space' permission doesn't exist for the given ${principal.type}.`);
  }
  const grant: SpaceGrant = { id: site.ids.next(), principal, operation };
  site.spaces.put({ ...space, grants: [...space.grants, grant] });
  audit(site, space, "Space permission added", grant, { by, at });
  return grant;
}

/** Takes one permission away; without the one to see the space, all others of the same principal go as well. */
export function revokePermission(site: Site, space: Space, grant: SpaceGrant, { by, at }: Doing): void {
  const all = same(grant, grant.principal, viewing);
  const grants = space.grants.filter(
    (other) => other.id !== grant.id && !(all && samePrincipal(other, grant.principal)),
  );
  const administers = ({ operation }: SpaceGrant) => operation.key === "administer" && operation.targetType === "space";
  if (space.grants.some(administers) && !grants.some(administers)) {
    throw badRequest("All of the admin permissions cannot be removed from a space.");
  }
  site.spaces.put({ ...space, grants });
  audit(site, space, "Space permission removed", grant, { by, at });
}

function audit(
  site: Site,
  space: Space,
  summary: string,
  { principal, operation }: SpaceGrant,
  { by, at }: Doing,
): void {
  const name =
    principal.type === "user" ? site.accounts.get(principal.id)?.displayName : site.groups.get(principal.id)?.name;
  recordAudit(site, {
    category: "Permissions",
    summary,
    by,
    at,
    affected: { name: space.name, objectType: "Space" },
    changes: { Type: ["", `${operation.key} ${operation.targetType}`] },
    associated: [{ name: name ?? principal.id, objectType: principal.type === "user" ? "User" : "Group" }],
  });
}
