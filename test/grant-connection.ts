import type { OpenSite } from "./open-site.ts";

let grants = 0;

/**
 * A connection to an open site by OAuth, with exactly these scopes and without the consent page. Its id goes into
 * `site.call(tool, args, { connectionId })`.
 */
export async function grantConnection(site: OpenSite, scopes: readonly string[]): Promise<string> {
  const { app, emulator, connection } = site;
  const { clientId, clientSecret, email } = emulator.credentials;
  const authConfigId = "ac_granted";
  const createdAt = Date.now();
  if (!(await app.store.authConfigs.list()).some(({ id }) => id === authConfigId)) {
    const authConfig = {
      id: authConfigId,
      name: "Granted",
      type: "oauth2",
      source: "api",
      clientId,
      scopes: [],
      createdAt,
    } as const;
    await app.store.authConfigs.insert({ ...authConfig, scopes: [] }, clientSecret);
  }
  grants += 1;
  const id = `conn_granted${grants}`;
  const { access_token } = emulator.admin.grant({ clientId, account: email, scopes });
  const sites = connection.sites.map(({ direct: _, ...one }) => one);
  await app.store.connections.insert(
    { ...connection, id, authConfigId, type: "oauth2", sites, scopes: [...scopes] },
    { accessToken: access_token, refreshToken: null, expiresAt: createdAt + 365 * 24 * 60 * 60_000 },
  );
  return id;
}
