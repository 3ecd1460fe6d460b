import { type Context, Hono } from "hono";
import type { Decider } from "../../approvals/approvals.ts";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import { isAccessToken } from "../../mcp/access-token.ts";
import type { McpEndpoint } from "../../mcp/endpoint.ts";
import { readSelection } from "../../mcp/selection.ts";

export type McpRouteOptions = {
  /** The MCP library is loaded when a client first asks for it. */
  mcp: () => Promise<McpEndpoint>;
  publicUrl: () => string;
  /** Who an API key belongs to. */
  identify(context: Context): Promise<Caller | undefined>;
  /** Who an access token was granted to. */
  granted(token: string): Promise<Visitor | undefined>;
};

export type Visitor = { caller: Caller; approver?: Decider };

/** The MCP address. A session's cookie is not taken here: pages of other places could make a browser send it. */
export function mcpRoutes({ mcp, publicUrl, identify, granted }: McpRouteOptions): Hono {
  const app = new Hono();
  app.all("/mcp", async (c) => {
    refuseRebinding(c, publicUrl());
    const visitor = await visitorOf(c).catch(notGood);
    if (visitor instanceof TributaryError) return challenge(c, publicUrl(), visitor);
    const { caller, approver } = visitor;
    const selection = readSelection(new URL(c.req.url));
    const extra = { caller, selection, ...(approver && { approver }) };
    return (await mcp()).fetch(c.req.raw, { token: "", clientId: caller.id, scopes: [], extra });
  });

  async function visitorOf(c: Context): Promise<Visitor> {
    const header = c.req.header("authorization");
    if (header === undefined) throw nobody;
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? "";
    const visitor = isAccessToken(token)
      ? await granted(token)
      : await identify(c).then((caller) => caller && { caller });
    if (visitor !== undefined) return visitor;
    throw new TributaryError("unauthenticated", "This token is not known, has ended, or was revoked.", {
      hint: "Connect the client again.",
    });
  }

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
