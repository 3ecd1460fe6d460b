import type { Admin } from "./admin/create-admin.ts";
import type { Client } from "./auth/records.ts";
import type { EmulatorOptions } from "./options.ts";
import { stableToken } from "./state/stable-hash.ts";
import type { World } from "./world.ts";

/** What a client needs to get in: an API token of the first person, and the default OAuth app. */
export type Credentials = {
  cloudId: string;
  siteUrl: string;
  email: string;
  apiToken: string;
  clientId: string;
  clientSecret: string;
};

const tokenLabel = "default";

/** The same for the same seed, so that a client's settings outlive a restart of the emulator. */
export function defaultCredentials(
  world: World,
  admin: Admin,
  { client }: EmulatorOptions,
): Omit<Credentials, "siteUrl"> {
  const [first] = world.sites;
  const owner = first && [...first.site.accounts.values()].find(({ active }) => active);
  if (!first || !owner) throw new Error("The seed has no site with an active person.");
  const { name } = first.site;
  const app: Client = {
    id: stableToken(`default-client:${name}`, 32),
    secret: `ATOA${stableToken(`default-secret:${name}`, 60)}`,
    name: client?.name ?? "Tributary",
    redirectUris: client?.redirectUris ?? [],
    anyLoopback: client?.redirectUris === undefined,
    access: client?.access ?? "site",
  };
  world.identity.clients.put(app);
  // A state file brings the token along, revoked or expired as it may be.
  const kept = [...world.identity.apiTokens.values()].find(
    ({ label, accountId }) => label === tokenLabel && accountId === owner.id,
  );
  const token = kept ?? admin.createApiToken({ account: owner.id, label: tokenLabel });
  return {
    cloudId: first.site.cloudId,
    email: owner.email,
    apiToken: token.id,
    clientId: app.id,
    clientSecret: app.secret,
  };
}
