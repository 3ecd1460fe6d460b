import type { Account } from "../state/records.ts";

/** A person as v1 shows them. The email is empty for others, as with the usual privacy settings. Shape: a recorded answer. */
export function userJson(account: Account, siteUrl: string, viewer?: Account) {
  return {
    type: "known",
    accountId: account.id,
    accountType: account.accountType,
    email: viewer?.id === account.id ? account.email : "",
    publicName: account.publicName,
    profilePicture: { path: `/wiki/aa-avatar/${account.id}`, width: 48, height: 48, isDefault: true },
    displayName: account.displayName,
    isExternalCollaborator: false,
    isGuest: false,
    locale: "en_US",
    accountStatus: account.active ? "active" : "inactive",
    _expandable: { operations: "", personalSpace: "" },
    _links: { self: `${siteUrl}/wiki/rest/api/user?accountId=${encodeURIComponent(account.id)}` },
  };
}
