import type { Account } from "../state/records.ts";
import type { View } from "./content-json.ts";
import type { Expansion } from "./expansion.ts";
import { spaceJson } from "./space-json.ts";
import { userJson } from "./user-json.ts";

/** A person with what `expand` asked for: what they may do on the site, and their personal space. */
export function expandedUser(view: View, account: Account, asked: Expansion): Record<string, unknown> {
  const { _expandable, ...user } = userJson(account, view.siteUrl, view.account);
  const personal = [...view.site.spaces.values()].find(
    (space) => space.type === "personal" && space.ownerId === account.id,
  );
  const shown: Record<string, unknown> = {};
  if (asked.has("operations")) shown.operations = [{ operation: "use", targetType: "application" }];
  if (asked.has("personalSpace") && view.access.viewSpace(personal)) {
    shown.personalSpace = spaceJson(view, personal, asked.inside("personalSpace"));
  }
  return {
    ...user,
    timeZone: account.id === view.account.id ? account.timeZone : null,
    ...shown,
    _expandable: Object.fromEntries(Object.entries(_expandable).filter(([name]) => !(name in shown))),
  };
}
