import { featuresOf } from "../features.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";
import type { Site } from "../state/site.ts";

/** Lets an administrator of a Premium site see restricted content for a while. The id is the account's. */
export type AdminKey = { readonly id: string; readonly expiresAt: number };

export const adminKeysTable = (site: Site) => site.table<AdminKey>("adminKeys");

/** The header a request uses the key with. Source: REST v2 reference, admin key. */
export const adminKeyHeader = "atl-confluence-with-admin-key";

export const mayHaveAdminKey = (site: Site, accountId: string): boolean =>
  featuresOf(site).premium && isSiteAdministrator(site, accountId);

/** The key an account has at a moment of the emulator's clock, if it still may have one. */
export function activeAdminKey(site: Site, accountId: string, now: number): AdminKey | undefined {
  const key = adminKeysTable(site).get(accountId);
  return key && key.expiresAt > now && mayHaveAdminKey(site, accountId) ? key : undefined;
}

/** Whether a request with these headers sees past restrictions. */
export const usesAdminKey = (
  site: Site,
  accountId: string,
  headers: Readonly<Record<string, string | undefined>>,
  now: number,
): boolean => headers[adminKeyHeader]?.toLowerCase() === "true" && activeAdminKey(site, accountId, now) !== undefined;
