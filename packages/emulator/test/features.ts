import type { Emulator } from "../src/create-emulator.ts";
import { type Features, plainFeatures } from "../src/features.ts";

/**
 * Turns features of the first site on, by way of a snapshot: what a site has is a row like any other. The table is there
 * from the first time it was read.
 */
export async function turnOn(emulator: Emulator, features: Partial<Features>): Promise<void> {
  const { email, apiToken } = emulator.credentials;
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
  await emulator.fetch(`${emulator.url}/wiki/api/v2/space-role-mode`, { headers: { authorization } });
  const snapshot = emulator.admin.snapshot();
  const [first, ...others] = snapshot.sites;
  if (!first) throw new Error("The emulator has no site.");
  const tables = new Map(first.tables).set(
    "features",
    new Map([["site", { ...plainFeatures, ...features, id: "site" }]]),
  );
  emulator.admin.restore({ ...snapshot, sites: [{ ...first, tables }, ...others] });
}
