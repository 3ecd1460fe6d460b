import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { TributaryError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import { type ScopeSetName, scopeSet, scopeSetNames } from "../../connections/scope-sets.ts";
import type { AuthConfig } from "../../store/auth-configs.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { authConfigShape, showAuthConfig } from "../schemas.ts";

const scope = z.string().regex(/^[a-z][a-z:._-]*$/, "a scope looks like read:page:confluence");

/** Scopes one by one, or a ready-made set; the standard set when an app is added with neither. */
const asked = { scopes: z.array(scope).min(1).optional(), scopeSet: z.enum(scopeSetNames).optional() };

const oauth2 = z.strictObject({
  type: z.literal("oauth2"),
  name: z.string().min(1).max(100),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  ...asked,
});
const apiToken = z.strictObject({ type: z.literal("api_token"), name: z.string().min(1).max(100) });
const change = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(1).optional(),
  ...asked,
});

export function authConfigRoutes(store: Store, clock: Clock, publicUrl: () => string): Route[] {
  const show = (config: AuthConfig) => showAuthConfig(config, `${publicUrl()}/oauth/callback`);
  return [
    route({
      method: "GET",
      path: "/v1/auth-configs",
      summary: "List auth configs: the OAuth apps and other ways accounts connect through",
      access: "caller",
      response: z.object({ items: z.array(authConfigShape) }),
      handle: async () => ({ items: (await store.authConfigs.list()).map(show) }),
    }),
    route({
      method: "POST",
      path: "/v1/auth-configs",
      summary: "Add an auth config",
      access: "admin",
      body: z.discriminatedUnion("type", [oauth2, apiToken]),
      response: authConfigShape,
      status: 201,
      async handle({ body }) {
        const now = clock.now();
        const config: AuthConfig = {
          id: newId("ac", now),
          name: body.name,
          type: body.type,
          source: "api",
          clientId: body.type === "oauth2" ? body.clientId : null,
          scopes: body.type === "oauth2" ? (askedScopes(body) ?? [...scopeSet("standard").scopes]) : [],
          createdAt: now,
        };
        await store.authConfigs.insert(config, body.type === "oauth2" ? body.clientSecret : undefined);
        return show(config);
      },
    }),
    route({
      method: "GET",
      path: "/v1/auth-configs/{id}",
      summary: "Read an auth config",
      access: "caller",
      response: authConfigShape,
      handle: async ({ params }) => show(await store.authConfigs.get(params.id ?? "")),
    }),
    route({
      method: "PATCH",
      path: "/v1/auth-configs/{id}",
      summary: "Change an auth config; connections take new scopes when they are reconnected",
      access: "admin",
      body: change,
      response: authConfigShape,
      async handle({ params, body }) {
        const config = await store.authConfigs.get(params.id ?? "");
        if (config.source === "environment") throw ownedByEnvironment(config);
        const { scopeSet: _, ...changed } = body;
        const scopes = askedScopes(body);
        const update = { ...changed, ...(scopes !== undefined && { scopes }) };
        await store.authConfigs.update(config.id, update as Parameters<typeof store.authConfigs.update>[1]);
        return show(await store.authConfigs.get(config.id));
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/auth-configs/{id}",
      summary: "Remove an auth config that no connection uses",
      access: "admin",
      response: z.null(),
      status: 204,
      async handle({ params }) {
        const config = await store.authConfigs.get(params.id ?? "");
        if (config.source === "environment") throw ownedByEnvironment(config);
        const connections = await store.connections.list({ authConfigId: config.id });
        if (connections.some(({ status }) => status !== "disconnected")) {
          throw new TributaryError("conflict", `${connections.length} connections use ${config.name}.`, {
            hint: "Disconnect them first.",
          });
        }
        for (const { id } of connections) await store.connections.remove(id);
        await store.authConfigs.remove(config.id);
      },
    }),
  ];
}

function askedScopes(given: {
  scopes?: string[] | undefined;
  scopeSet?: ScopeSetName | undefined;
}): string[] | undefined {
  if (given.scopes !== undefined && given.scopeSet !== undefined) {
    throw new TributaryError("invalid_input", "scopes and scopeSet were both given.", {
      hint: "A set is a ready-made list of scopes: pass one of them.",
    });
  }
  return given.scopeSet === undefined ? given.scopes : [...scopeSet(given.scopeSet).scopes];
}

function ownedByEnvironment(config: AuthConfig): TributaryError {
  return new TributaryError("conflict", `${config.name} comes from the server's environment.`, {
    hint: "Change CONFLUENCE_CLIENT_ID, CONFLUENCE_CLIENT_SECRET or CONFLUENCE_OAUTH_SCOPE and restart.",
  });
}
