import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { type Caller, mayUse } from "../../calls/caller.ts";
import type { Connections } from "../../connections/connections.ts";
import { examineScopes } from "../../connections/scope-doctor.ts";
import { scopeSetNames } from "../../connections/scope-sets.ts";
import type { AuthConfig } from "../../store/auth-configs.ts";
import type { Connection } from "../../store/connections.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { connectionShape, showConnection } from "../schemas.ts";

const initiated = z.object({ id: z.string(), redirectUrl: z.string(), status: z.string(), expiresAt: z.string() });
const returnUrl = z.url({ protocol: /^https?$/ }).optional();
const scopeSet = z
  .enum(scopeSetNames)
  .optional()
  .describe("Ask consent for this set of scopes instead of the auth config's; see /v1/scope-sets.");

const missingScopes = z.array(z.string());
const examination = z.object({
  known: z.boolean().describe("False for API tokens: their scopes are found out by trying, and none is missing here."),
  scopeSet: z.enum(scopeSetNames).nullable(),
  tools: z.array(z.object({ name: z.string(), missingScopes })),
  scopeSets: z.array(z.object({ name: z.enum(scopeSetNames), missingScopes })),
});

const create = z.strictObject({
  userId: z.string().min(1).max(200).optional(),
  authConfigId: z.string().optional(),
  name: z.string().min(1).max(100).optional(),
  returnUrl,
  scopeSet,
  credentials: z
    .strictObject({ siteUrl: z.string().min(1), email: z.string().min(1), apiToken: z.string().min(1) })
    .optional(),
});

export function connectionRoutes(store: Store, connections: Connections): Route[] {
  const own = async (caller: Caller, id = ""): Promise<Connection> => {
    const connection = await store.connections.get(id);
    if (mayUse(caller, connection)) return connection;
    throw new TributaryError("not_found", `There is no connection ${id}.`, {
      hint: "List them with GET /v1/connections.",
    });
  };
  /**
   * Who has become a viewer keeps what they connected, and changes it no more. An agent changes what it connected
   * itself: what it was given it may use, as far as its policy goes, and not end or lead to another site.
   */
  const changeable = async (caller: Caller, id?: string): Promise<Connection> => {
    const connection = await own(caller, id);
    if (caller.kind === "member" && caller.role === "viewer") throw viewer();
    if (caller.kind === "agent" && connection.createdBy !== caller.id) throw onlyUsed(connection);
    return connection;
  };
  return [
    route({
      method: "POST",
      path: "/v1/connections",
      summary: "Connect an account: by consent in a browser (open redirectUrl), or at once with an API token",
      access: "caller",
      body: create,
      response: z.union([initiated, connectionShape]),
      status: 201,
      async handle({ body, caller }) {
        if (caller.kind === "member" && caller.role === "viewer") throw viewer();
        const authConfig = await chooseAuthConfig(
          store,
          body.authConfigId,
          body.credentials === undefined ? "oauth2" : "api_token",
        );
        const userId = await userIdFor(store, caller, body.userId);
        const input = { userId, authConfig, createdBy: caller.id, ...(body.name !== undefined && { name: body.name }) };
        if (body.credentials !== undefined && body.scopeSet !== undefined) throw ownScopes();
        if (body.credentials !== undefined)
          return showConnection(await connections.connectWithApiToken(input, body.credentials));
        const flow = await connections.initiate({
          ...input,
          ...(body.returnUrl !== undefined && { returnUrl: body.returnUrl }),
          ...(body.scopeSet !== undefined && { scopeSet: body.scopeSet }),
        });
        return { ...flow, expiresAt: new Date(flow.expiresAt).toISOString() };
      },
    }),
    route({
      method: "GET",
      path: "/v1/connections",
      summary: "List connections",
      access: "caller",
      query: z.strictObject({ userId: z.string().optional(), status: connectionShape.shape.status.optional() }),
      response: z.object({ items: z.array(connectionShape) }),
      async handle({ query, caller }) {
        const all = await store.connections.list({
          ...(query.userId !== undefined && { userId: query.userId }),
          ...(query.status !== undefined && { status: query.status }),
        });
        return { items: all.filter((connection) => mayUse(caller, connection)).map(showConnection) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/connections/{id}",
      summary: "Read a connection; with wait, answers when its status is settled or after that many seconds",
      access: "caller",
      query: z.strictObject({ wait: z.coerce.number().min(0).max(60).default(0) }),
      response: connectionShape,
      async handle({ params, query, caller, context }) {
        const connection = await own(caller, params.id);
        if (query.wait === 0) return showConnection(connection);
        return showConnection(
          await connections.waitUntilSettled(connection.id, query.wait * 1000, context.req.raw.signal),
        );
      },
    }),
    route({
      method: "GET",
      path: "/v1/connections/{id}/doctor",
      summary: "What the granted scopes are good for: every tool with the scopes it misses, and the ready-made sets",
      access: "caller",
      response: examination,
      async handle({ params, caller }) {
        const { scopes } = await own(caller, params.id);
        return { known: scopes.length > 0, ...examineScopes(scopes) };
      },
    }),
    route({
      method: "PATCH",
      path: "/v1/connections/{id}",
      summary: "Rename a connection",
      access: "caller",
      body: z.strictObject({ name: z.string().min(1).max(100) }),
      response: connectionShape,
      handle: async ({ params, body, caller }) =>
        showConnection(await connections.rename((await changeable(caller, params.id)).id, body.name)),
    }),
    route({
      method: "PUT",
      path: "/v1/connections/{id}/site",
      summary: "Choose the site calls go to",
      access: "caller",
      body: z.strictObject({ siteId: z.string().min(1) }),
      response: connectionShape,
      handle: async ({ params, body, caller }) =>
        showConnection(await connections.chooseSite((await changeable(caller, params.id)).id, body.siteId)),
    }),
    route({
      method: "POST",
      path: "/v1/connections/{id}/reconnect",
      summary: "Renew the consent of a connection, for more scopes too; a working one goes on working meanwhile",
      access: "caller",
      body: z.strictObject({ returnUrl, scopeSet }),
      response: initiated,
      async handle({ params, body, caller }) {
        const flow = await connections.reconnect((await changeable(caller, params.id)).id, {
          ...(body.returnUrl !== undefined && { returnUrl: body.returnUrl }),
          ...(body.scopeSet !== undefined && { scopeSet: body.scopeSet }),
        });
        return { ...flow, expiresAt: new Date(flow.expiresAt).toISOString() };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/connections/{id}",
      summary: "Disconnect: the tokens are wiped",
      access: "caller",
      response: connectionShape,
      handle: async ({ params, caller }) =>
        showConnection(await connections.disconnect((await changeable(caller, params.id)).id)),
    }),
  ];
}

/** A member connects for themselves, an admin for anybody; an agent always says for whom. */
async function userIdFor(store: Store, caller: Caller, userId: string | undefined): Promise<string> {
  if (caller.kind === "member") {
    if (userId === undefined || userId === caller.id || caller.role === "admin") return userId ?? caller.id;
    throw new TributaryError("forbidden", "A member connects accounts for themselves only.", {
      hint: "Leave userId out.",
    });
  }
  if (userId === undefined)
    throw new TributaryError("invalid_input", "userId is missing: whose account is it?", { hint: ownUserId });
  // What a member sends goes through the member's own connections: nobody else adds one of those.
  if ((await store.members.get(userId)) !== undefined)
    throw new TributaryError("forbidden", "A member connects accounts for themselves only.", { hint: ownUserId });
  return userId;
}

const ownUserId = "Pass the id your own product gives this person.";

async function chooseAuthConfig(store: Store, id: string | undefined, type: AuthConfig["type"]): Promise<AuthConfig> {
  if (id !== undefined) {
    const config = await store.authConfigs.get(id);
    if (config.type === type) return config;
    throw new TributaryError("invalid_input", `The auth config ${config.name} is of type ${config.type}.`, {
      hint:
        type === "oauth2"
          ? "Pass credentials to connect with an API token."
          : "Leave credentials out: this one connects by consent.",
    });
  }
  const fitting = (await store.authConfigs.list()).filter((config) => config.type === type);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  if (fitting.length > 1) {
    throw new TributaryError("ambiguous_reference", `There are ${fitting.length} auth configs of type ${type}.`, {
      hint: "Say which with authConfigId.",
      details: { authConfigs: fitting.map(({ id: configId, name }) => ({ id: configId, name })) },
    });
  }
  throw new TributaryError("not_found", `There is no auth config of type ${type}.`, {
    hint: "An admin adds one with POST /v1/auth-configs, or in the dashboard.",
  });
}

function ownScopes(): TributaryError {
  return new TributaryError("invalid_input", "An API token has scopes of its own: scopeSet is for consent.", {
    hint: "Leave scopeSet out, and give the token its scopes where it is made.",
  });
}

function onlyUsed({ name }: Connection): TributaryError {
  return new TributaryError("forbidden", `"${name}" was given to this agent to use, not to change.`, {
    hint: "Ask whoever connected it, or an admin.",
  });
}

function viewer(): TributaryError {
  return new TributaryError("forbidden", "A viewer connects no accounts, and changes none.", {
    hint: "Ask an admin for another role.",
  });
}
