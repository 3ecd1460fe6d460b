import { type Context, Hono } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { z } from "zod";
import type { ApprovalDesk } from "../approvals/approvals.ts";
import type { Clock } from "../base/clock.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import type { Live } from "../base/live.ts";
import type { Log } from "../base/log.ts";
import type { Door } from "../calls/door.ts";
import type { Connections } from "../connections/connections.ts";
import type { Insights } from "../insights/insights.ts";
import { createAuthorization } from "../mcp/authorization.ts";
import type { ReadDocument } from "../mcp/client-document.ts";
import type { McpEndpoint } from "../mcp/endpoint.ts";
import type { SearchIndex } from "../search/index.ts";
import type { Store } from "../store/store.ts";
import type { Sync } from "../sync/sync.ts";
import { mostFileBytes } from "../tools/own.ts";
import { type Attempts, createAttempts } from "./attempts.ts";
import { dashboard } from "./dashboard.ts";
import { agent, identify } from "./identify.ts";
import { limitBody, mebibyte } from "./limit-body.ts";
import { oauthPages } from "./oauth-pages.ts";
import { openApiDocument } from "./openapi.ts";
import { answer, type Route, route } from "./route.ts";
import { agentRoutes } from "./routes/agent-routes.ts";
import { approvalRoutes } from "./routes/approval-routes.ts";
import { authConfigRoutes } from "./routes/auth-config-routes.ts";
import { callRoutes } from "./routes/call-routes.ts";
import { connectionRoutes } from "./routes/connection-routes.ts";
import { fileRoutes } from "./routes/file-routes.ts";
import { liveRoutes } from "./routes/live-routes.ts";
import { mcpOAuthRoutes } from "./routes/mcp-oauth-routes.ts";
import { mcpRoutes, type Visitor } from "./routes/mcp-routes.ts";
import { meetingRoutes } from "./routes/meeting-routes.ts";
import { memberRoutes } from "./routes/member-routes.ts";
import { rateBudgetRoutes } from "./routes/rate-budget-routes.ts";
import { scopeSetRoutes } from "./routes/scope-set-routes.ts";
import { searchRoutes } from "./routes/search-routes.ts";
import { sessionRoutes } from "./routes/session-routes.ts";
import { settingsRoutes } from "./routes/settings-routes.ts";
import { sourceRoutes } from "./routes/source-routes.ts";
import { toolRoutes } from "./routes/tool-routes.ts";
import type { SignIn } from "./sign-in.ts";

export type HttpOptions = {
  store: Store;
  connections: Connections;
  desk: ApprovalDesk;
  door: Door;
  index: SearchIndex;
  sync: Sync;
  insights: Insights;
  live: Live;
  /** Below these, folders of Markdown files may be added over the API. */
  markdownFolders: readonly string[];
  clock: Clock;
  log: Log;
  publicUrl: () => string;
  signIn: () => Promise<SignIn>;
  /** What the button of the sign-in provider says; undefined without one. */
  oidcName?: string;
  mcp: () => Promise<McpEndpoint>;
  /** Reads the documents by which MCP clients describe themselves. */
  readDocument: ReadDocument;
  version: string;
  dataDir: string;
  startedAt: number;
  /** How many days calls stay on record, by the environment. */
  recordDays?: number;
  /** Folder of the built dashboard. */
  dashboardDir: string;
};

/** The most bytes of a request. A file may come as base64, which takes a third more. */
const mostBytes = (path: string) => (path === "/v1/files" ? Math.ceil(mostFileBytes * 1.4) : 12 * mebibyte);

/** The server's HTTP surface: the API under /v1, the pages of the consent flow, and the dashboard. */
export function createHttp(options: HttpOptions): Hono {
  const { store, connections, desk, door, clock, log, publicUrl, signIn } = options;
  const app = new Hono();
  const attempts = createAttempts(clock);
  const routes: Route[] = [
    route({
      method: "GET",
      path: "/v1/health",
      summary: "Whether the server is up",
      access: "public",
      response: z.object({ status: z.literal("ok"), version: z.string() }),
      handle: async () => ({ status: "ok", version: options.version }),
    }),
    ...sessionRoutes({ ...options, attempts }),
    ...memberRoutes({ ...options, attempts }),
    ...settingsRoutes(options),
    ...authConfigRoutes(store, clock, publicUrl),
    ...connectionRoutes(store, connections),
    ...scopeSetRoutes(),
    ...rateBudgetRoutes(store, connections),
    ...toolRoutes(store, door),
    ...agentRoutes(store, clock, log),
    ...approvalRoutes(desk, door),
    ...fileRoutes(store, clock),
    ...callRoutes(store, door, clock),
    ...sourceRoutes(options),
    ...liveRoutes(options.live, (c) =>
      identify(c, store, signIn, publicUrl()).then(
        (caller) => caller !== undefined,
        () => false,
      ),
    ),
    ...meetingRoutes(store, options.insights, publicUrl),
    ...searchRoutes(store, options.index, options.sync),
  ];

  app.use("*", requestId());
  app.onError((thrown, c) => {
    const error = toTributaryError(thrown);
    if (error.code === "internal")
      log.error(
        { err: error.cause ?? error, path: withoutSecret(c.req.path), requestId: c.get("requestId") },
        "a request failed inside Tributary",
      );
    return c.json({ error: error.toJSON() }, error.status as 500);
  });
  for (const path of ["/v1/*", "/hooks/*"]) app.use(path, limitBody(mostBytes));

  for (const definition of routes) {
    const path = definition.path.replace(/\{([^}]+)\}/g, ":$1");
    app.on(definition.method, path, (c) => answer(definition, c, () => identify(c, store, signIn, publicUrl())));
  }
  app.get("/v1/openapi.json", (c) => c.json(openApiDocument(routes, publicUrl())));
  app.all("/v1/*", (c) => {
    throw new TributaryError("not_found", `There is no ${c.req.method} ${c.req.path}.`, {
      hint: "The API is described at /v1/openapi.json.",
    });
  });

  app.route("/", mcpEdge(options, attempts));

  app.use(
    "*",
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        // A picture from elsewhere would tell its owner who looks at a page, and when.
        imgSrc: ["'self'", "data:"],
      },
      crossOriginOpenerPolicy: "unsafe-none",
      // Nothing is told to others. Our own forms tell their origin: with "no-referrer" browsers call it "null".
      referrerPolicy: "same-origin",
    }),
  );
  app.get("/auth/callback/:provider", async (c) => (await signIn()).finishOidc(c.req.raw));
  app.route("/", oauthPages(connections, store, clock, publicUrl));
  app.route("/", dashboard(options.dashboardDir));
  return app;
}

/** Some addresses are secrets themselves. */
const withoutSecret = (path: string) => path.replace(/^(\/hooks\/\w+|\/oauth\/start)\/.*/, "$1/…");

/** The MCP address and how clients get in there. */
function mcpEdge(options: HttpOptions, attempts: Attempts): Hono {
  const { store, clock, log, publicUrl, signIn, mcp, readDocument, oidcName } = options;
  const authorization = createAuthorization({ store, clock, log, resource: () => `${publicUrl()}/mcp`, readDocument });
  const identifyIn = (c: Context) => identify(c, store, signIn, publicUrl());
  const granted = async (token: string): Promise<Visitor | undefined> => {
    const grant = await authorization.grantOf(token);
    if (grant === undefined) return undefined;
    const caller = await agent(store, grant.agentId).catch(() => undefined);
    const member = await store.members.get(grant.memberId);
    // Who may not decide any more does not decide in a client either.
    const decides = grant.decidesInClient && member !== undefined && member.role !== "viewer";
    return caller && { caller, ...(decides && { approver: { id: member.id, name: member.name } }) };
  };
  return new Hono()
    .route("/", mcpRoutes({ mcp, publicUrl, identify: identifyIn, granted }))
    .route("/", mcpOAuthRoutes({ store, authorization, attempts, publicUrl, signIn, oidcName, identify: identifyIn }));
}
