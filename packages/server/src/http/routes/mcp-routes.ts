import { type Context, Hono } from "hono";
import type { Decider } from "../../approvals/approvals.ts";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import { isAccessToken } from "../../mcp/access-token.ts";
import type { McpEndpoint } from "../../mcp/endpoint.ts";
import { readSelection } from "../../mcp/selection.ts";
import { limitBody, mebibyte } from "../limit-body.ts";
import { refuseRebinding } from "../own-address.ts";

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
  // Some clients end every address with a slash.
  for (const path of ["/mcp", "/mcp/"])
    app.all(
      path,
      limitBody(() => 4 * mebibyte),
      async (c) => {
        refuseRebinding(c, publicUrl());
        const visitor = await visitorOf(c).catch(notGood);
        if (visitor instanceof TributaryError) return challenge(c, publicUrl(), visitor);
        const { caller, approver } = visitor;
        const selection = readSelection(new URL(c.req.url));
        const extra = { caller, selection, ...(approver && { approver }) };
        return (await mcp()).fetch(c.req.raw, { token: "", clientId: caller.id, scopes: [], extra });
      },
    );

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
