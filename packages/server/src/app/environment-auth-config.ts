import type { Clock } from "../base/clock.ts";
import type { Config } from "../base/config.ts";
import { newId } from "../base/ids.ts";
import { scopeSets, standardScopes } from "../connections/scope-sets.ts";
import type { Store } from "../store/store.ts";

/** Keeps the one auth config that comes from the environment as the environment says, and sees that API tokens can be used. */
export async function applyEnvironment(store: Store, clock: Clock, app: Config["oauthApp"]): Promise<void> {
  const configs = await store.authConfigs.list();
  const now = clock.now();
  if (!configs.some(({ type }) => type === "api_token")) {
    await store.authConfigs.insert({
      id: newId("ac", now),
      name: "API token",
      type: "api_token",
      source: "environment",
      clientId: null,
      scopes: [],
      createdAt: now,
    });
  }
  if (app === undefined) return;
  const named = scopeSets().find(({ name }) => app.scopes?.length === 1 && app.scopes[0] === name);
  const scopes = [...(named?.scopes ?? app.scopes ?? standardScopes)];
  const existing = configs.find(({ type, source }) => type === "oauth2" && source === "environment");
  if (existing !== undefined) {
    await store.authConfigs.update(existing.id, { clientId: app.clientId, clientSecret: app.clientSecret, scopes });
    return;
  }
  const config = {
    id: newId("ac", now),
    name: "Confluence",
    type: "oauth2",
    source: "environment",
    clientId: app.clientId,
    scopes,
    createdAt: now,
  } as const;
  await store.authConfigs.insert(config, app.clientSecret);
}
