import { isObject } from "./http/json-fields.ts";
import { badRequest } from "./http/refusal.ts";
import type { Site } from "./state/site.ts";

export const roleModes = ["PRE_ROLES", "ROLES_TRANSITION", "ROLES"] as const;
export type RoleMode = (typeof roleModes)[number];

/** What a site has beyond the plain product. Real sites get these by their plan, by Atlassian Guard or by a migration. */
export type Features = {
  /** How access to spaces is given: by single permissions, by both, or by roles only. */
  readonly spaceRoleMode: RoleMode;
  /** A Premium or Enterprise plan: admin keys. */
  readonly premium: boolean;
  /** Data classification (Atlassian Guard Standard and up). */
  readonly classification: boolean;
  /** Redaction (Atlassian Guard Premium). */
  readonly redaction: boolean;
  /** A data security policy that keeps apps out of all spaces (`true`), of some (their keys), or of none. */
  readonly appAccessBlocked: boolean | readonly string[];
  /** Whether invitations by email work; where they are off, both operations answer 503. */
  readonly emailAccess: boolean;
  /** Operations of REST v1 that were removed and answer 410, by their ids. */
  readonly gone: readonly string[];
  /** Whether they are removed for OAuth apps only, and still answer on the site itself. */
  readonly goneAtGatewayOnly: boolean;
};

/** A site as most are: permissions not yet replaced by roles, and nothing that costs extra. */
export const plainFeatures: Features = {
  spaceRoleMode: "PRE_ROLES",
  premium: false,
  classification: false,
  redaction: false,
  appAccessBlocked: false,
  emailAccess: true,
  gone: [],
  goneAtGatewayOnly: false,
};

type FeatureRow = Features & { readonly id: "site" };

const table = (site: Site) => site.table<FeatureRow>("features");

export function featuresOf(site: Site): Features {
  const row = table(site).get("site");
  if (!row) return plainFeatures;
  const { id: _id, ...features } = row;
  // A state file of an earlier version does not know every switch.
  return { ...plainFeatures, ...features };
}

/** Turns switches of a site; those not named stay as they are. Snapshots hold them. */
export function setFeatures(site: Site, change: Partial<Features>): Features {
  table(site).put({ ...featuresOf(site), ...change, id: "site" });
  return featuresOf(site);
}

const isFlag = (value: unknown) => typeof value === "boolean";
const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === "string");

const accepts: { readonly [K in keyof Features]: (value: unknown) => boolean } = {
  spaceRoleMode: (value) => roleModes.some((mode) => mode === value),
  premium: isFlag,
  classification: isFlag,
  redaction: isFlag,
  appAccessBlocked: (value) => isFlag(value) || isTexts(value),
  emailAccess: isFlag,
  gone: isTexts,
  goneAtGatewayOnly: isFlag,
};

/** Reads a change of features from JSON, for the admin API. Throws 400 for names and values there are none of. */
export function readFeatures(value: unknown): Partial<Features> {
  if (!isObject(value)) throw badRequest("The features must be a JSON object.");
  for (const [name, one] of Object.entries(value)) {
    const accept = Object.hasOwn(accepts, name) ? accepts[name as keyof Features] : undefined;
    if (!accept) throw badRequest(`There is no feature '${name}'. Known: ${Object.keys(accepts).join(", ")}.`);
    if (!accept(one)) throw badRequest(`The feature '${name}' cannot be ${JSON.stringify(one)}.`);
  }
  return value as Partial<Features>;
}
