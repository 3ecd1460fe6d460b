import type { Site } from "../state/site.ts";

/**
 * The groups whose members administer a site. Real sites name them after themselves and the organisation; any of these
 * spellings will do here.
 */
const adminGroup = /^(site-admins|org-admins|administrators|confluence-admins|(site|confluence|org)-admins-.+)$/;

export const isAdminGroup = (name: string): boolean => adminGroup.test(name);

/** The site or organisation administrators. A site without a group for them is run by whoever came first. */
export function siteAdministrators(site: Site): string[] {
  const groups = [...site.groups.values()].filter(({ name }) => isAdminGroup(name));
  if (groups.length > 0) return [...new Set(groups.flatMap(({ members }) => members))];
  const [first] = site.accounts.values();
  return first ? [first.id] : [];
}

export const isSiteAdministrator = (site: Site, accountId: string): boolean =>
  siteAdministrators(site).includes(accountId);
