import type { OperationCall } from "../http/operation.ts";
import { forbidden } from "../http/refusal.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";

/** For what only site administrators may do: everybody else gets v1's 403. */
export function requireSiteAdministrator({ site, account }: Pick<OperationCall, "site" | "account">): void {
  if (!isSiteAdministrator(site, account.id))
    throw forbidden("Only a Confluence administrator is permitted to do this.");
}
