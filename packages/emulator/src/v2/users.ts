import { stringListField } from "../http/json-fields.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { badRequest } from "../http/refusal.ts";
import type { Account } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { requestObject } from "./write-page.ts";

const maxAccounts = 250;

/** A person as v2 shows them. The email stays empty unless it is one's own, as with the usual privacy settings. */
export function userJson(site: Site, account: Account, viewer: Account) {
  const personal = [...site.spaces.values()].find((space) => space.type === "personal" && space.ownerId === account.id);
  return {
    displayName: account.displayName,
    timeZone: account.id === viewer.id ? account.timeZone : null,
    personalSpaceId: personal ? String(personal.id) : null,
    isExternalCollaborator: false,
    accountStatus: account.active ? "active" : "inactive",
    accountId: account.id,
    email: account.id === viewer.id ? account.email : "",
    accountType: account.accountType,
    publicName: account.publicName,
    profilePicture: { path: `/wiki/aa-avatar/${account.id}`, isDefault: true },
  };
}

const createBulkUserLookup = operation({
  api: "v2",
  id: "createBulkUserLookup",
  method: "POST",
  path: "/users-bulk",
  scopes: [["read:user:confluence"]],
  body: "json",
  weight: 2,
  handle: ({ site, account, body }) => {
    const accountIds = stringListField(requestObject(body), "accountIds");
    if (!accountIds || accountIds.length === 0) throw badRequest("Field 'accountIds' in the request body is required.");
    if (accountIds.length > maxAccounts)
      throw badRequest(`At most ${maxAccounts} account ids can be looked up at once.`);
    const found = [...new Set(accountIds)].map((id) => site.accounts.get(id)).filter((one) => one !== undefined);
    return ok({ results: found.map((one) => userJson(site, one, account)) }, { objects: found.length });
  },
});

export const userOperations: readonly Operation[] = [createBulkUserLookup];
