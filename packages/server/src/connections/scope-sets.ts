import { allEndpoints, type EndpointKey } from "../confluence/endpoints.ts";
import { missingForOperations } from "../confluence/missing-scopes.ts";
import { coverOperations, isWrite } from "../confluence/scope-cover.ts";
import { catalogue } from "../tools/catalogue.ts";
import type { Tool } from "../tools/tool.ts";

export const scopeSetNames = ["minimal-read", "standard", "everything"] as const;
export type ScopeSetName = (typeof scopeSetNames)[number];

/** A ready-made answer to "which scopes shall the app ask for?". Each set has all scopes of the one before it. */
export type ScopeSet = {
  name: ScopeSetName;
  title: string;
  description: string;
  scopes: readonly string[];
  /** Operations it is made for. */
  operations: readonly EndpointKey[];
};

/** Whose account it is, and access that lasts longer than an hour. */
const own = ["read:me", "offline_access"];

/** What a sync reads, whether or not a tool does. */
const synced: readonly EndpointKey[] = [
  "getSpaces",
  "getPages",
  "getBlogPosts",
  "getPageLabels",
  "getBlogPostLabels",
  "getAttachments",
  "getFooterComments",
  "getInlineComments",
  "createBulkUserLookup",
  "v1.searchByCQL",
  "v1.searchContentByCQL",
  "v1.getRestrictionsForOperation",
];

/** Asks for the rights of a site's administrator, which most accounts do not have. */
const isAdministrative = (scope: string): boolean => /^manage:|:audit-log:|:configuration:/.test(scope);

/** Kept for Forge apps, and for apps that Atlassian approved for it. */
const isUnavailable = (scope: string): boolean => /:app-data:|:email-address:/.test(scope);

/**
 * The sets, computed once from the catalogue and the endpoint table. Atlassian advises less than 50 scopes, and about 80
 * made a request header that was too large (developer.atlassian.com, scopes for OAuth 2.0 apps; community t/56311).
 */
export function scopeSets(): readonly ScopeSet[] {
  sets ??= computeSets();
  return sets;
}

let sets: readonly ScopeSet[] | undefined;

function computeSets(): ScopeSet[] {
  const reading = catalogue.filter(({ effect }) => effect === "read");
  const readable = (scope: string) => !isWrite(scope) && !isAdministrative(scope) && !isUnavailable(scope);
  const usual = (scope: string) => !isAdministrative(scope) && !isUnavailable(scope);
  const minimal = coverOperations([...synced, ...operationsOf(reading)], { allowed: readable });
  const standard = coverOperations([...synced, ...operationsOf(catalogue)], { allowed: usual, given: minimal });
  const all = allEndpoints().map(({ key }) => key);
  const everything = coverOperations(all, { allowed: (scope) => !isUnavailable(scope), given: standard });
  const set = (
    name: ScopeSetName,
    title: string,
    description: string,
    operations: readonly EndpointKey[],
    scopes: readonly string[],
  ): ScopeSet => {
    const granted = new Set(scopes);
    const served = operations.filter((key) => missingForOperations([key], granted).length === 0);
    return { name, title, description, operations: served, scopes: [...own, ...scopes] };
  };
  return [
    set(
      "minimal-read",
      "Minimal, read only",
      "Reads and searches pages, blog posts, comments, attachments and people, and keeps the search index. Nothing can be changed.",
      [...synced, ...operationsOf(reading)],
      minimal,
    ),
    set(
      "standard",
      "Standard",
      "Everything the tools do with the rights of an ordinary account: reading, writing and deleting. Not the audit log.",
      [...synced, ...operationsOf(catalogue)],
      standard,
    ),
    set(
      "everything",
      "Everything",
      "Every operation an OAuth app can reach, also for raw API calls and for site administrators.",
      all,
      everything,
    ),
  ];
}

const operationsOf = (tools: readonly Tool[]): EndpointKey[] => [
  ...new Set(tools.flatMap(({ endpoints }) => endpoints)),
];

export function scopeSet(name: ScopeSetName): ScopeSet {
  return scopeSets().find((set) => set.name === name) as ScopeSet;
}

/** What an app asks for when nobody says otherwise. */
export const standardScopes: readonly string[] = scopeSet("standard").scopes;

/** How many tools of the catalogue work with a set, whatever they are asked to do. */
export const toolsServedBy = ({ scopes }: ScopeSet): number => {
  const granted = new Set(scopes);
  return catalogue.filter(({ endpoints }) => missingForOperations(endpoints, granted).length === 0).length;
};
