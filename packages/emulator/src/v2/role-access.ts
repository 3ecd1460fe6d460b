import { featuresOf } from "../features.ts";
import { choiceField, isObject, requiredString } from "../http/json-fields.ts";
import type { OperationCall } from "../http/operation.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";
import { isKnownPrincipal, principalTypes, type RolePrincipal } from "../roles/role-assignments.ts";
import type { Site } from "../state/site.ts";

/** Roles exist only where the site has begun to use them; before that their operations are 404. */
export function requireRoles(site: Site): void {
  if (featuresOf(site).spaceRoleMode === "PRE_ROLES") {
    throw notFound("Role-based access control is not available on this site.");
  }
}

/** Roles are made by administrators of the site; for others these operations do not exist. */
export function requireAdministrator({ site, account }: Pick<OperationCall, "site" | "account">): void {
  if (!isSiteAdministrator(site, account.id)) throw notFound();
}

export function principalIn(site: Site, value: unknown): RolePrincipal {
  if (!isObject(value)) throw badRequest("Field 'principal' in the request body is required.");
  const principalType = choiceField(value, "principalType", ...principalTypes);
  if (principalType === undefined) throw badRequest("Field 'principal.principalType' in the request body is required.");
  const principal = { principalType, principalId: requiredString(value, "principalId") };
  if (!isKnownPrincipal(site, principal)) throw badRequest(`There is no principal with id '${principal.principalId}'.`);
  return principal;
}

/** The two filters for a principal, which go together. */
export function principalFilter(parameters: {
  readonly "principal-id": string | undefined;
  readonly "principal-type": RolePrincipal["principalType"] | undefined;
}): RolePrincipal | undefined {
  const principalId = parameters["principal-id"] || undefined;
  const principalType = parameters["principal-type"];
  if ((principalId === undefined) !== (principalType === undefined)) {
    throw badRequest("The parameters 'principal-id' and 'principal-type' must be given together.");
  }
  return principalId === undefined || principalType === undefined ? undefined : { principalType, principalId };
}
