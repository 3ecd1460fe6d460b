import { type Context, Hono } from "hono";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import type { McpEndpoint } from "../../mcp/endpoint.ts";
import { readSelection } from "../../mcp/selection.ts";

export type McpRouteOptions = {
  /** The MCP library is loaded when a client first asks for it. */
  mcp: () => Promise<McpEndpoint>;
  publicUrl: () => string;
  /** Who a bearer token belongs to; undefined when the request carries none. */
  identify(context: Context): Promise<Caller | undefined>;
};

/** The MCP address. A session's cookie is not taken here: pages of other places could make a browser send it. */
export function mcpRoutes({ mcp, publicUrl, identify }: McpRouteOptions): Hono {
  const app = new Hono();
  app.all("/mcp", async (c) => {
    refuseRebinding(c, publicUrl());
    const caller = c.req.header("authorization") === undefined ? nobody : await identify(c).catch(notGood);
    if (caller === undefined || caller instanceof TributaryError) return challenge(c, publicUrl(), caller ?? nobody);
    const selection = readSelection(new URL(c.req.url));
    return (await mcp()).fetch(c.req.raw, { token: "", clientId: caller.id, scopes: [], extra: { caller, selection } });
  });
  return app;
}

const nobody = new TributaryError("unauthenticated", "This needs an API key, or a token of this server's own.", {
  hint: "Send the header Authorization: Bearer <API key>, or connect with a client that knows OAuth.",
});

function notGood(thrown: unknown): TributaryError {
  if (thrown instanceof TributaryError && thrown.code === "unauthenticated") return thrown;
  throw thrown;
}

/** Says where a client learns how to get a token. */
function challenge(c: Context, publicUrl: string, why: TributaryError): Response {
  const metadata = `${publicUrl}/.well-known/oauth-protected-resource/mcp`;
  const invalid = why === nobody ? "" : 'error="invalid_token", ';
  return c.json({ error: why.toJSON() }, 401, {
    "www-authenticate": `Bearer ${invalid}resource_metadata="${metadata}"`,
  });
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A page elsewhere can point its own name at this machine: only requests to a name this server goes by, and from pages
 * of such a name, are served.
 */
function refuseRebinding(c: Context, publicUrl: string): void {
  const own = new URL(publicUrl);
  const known = (host: string) => host === own.hostname || (loopback.has(own.hostname) && loopback.has(host));
  const host = hostOf(`http://${c.req.header("host") ?? new URL(c.req.url).host}`);
  if (host === undefined || !known(host)) {
    throw new TributaryError("forbidden", `This server does not go by the name ${c.req.header("host")}.`, {
      hint: "Set TRIBUTARY_PUBLIC_URL to the address clients use.",
    });
  }
  const origin = c.req.header("origin");
  const from = origin === undefined ? host : hostOf(origin);
  if (from === undefined || !known(from))
    throw new TributaryError("forbidden", `A page of ${origin} may not use this server.`);
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
