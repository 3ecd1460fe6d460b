import { type Context, Hono } from "hono";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import { type Authorization, type AuthorizationRequest, scopes } from "../../mcp/authorization.ts";
import { AuthorizationError } from "../../mcp/authorization-error.ts";
import { isClientDocument } from "../../mcp/client-document.ts";
import type { Store } from "../../store/store.ts";
import type { Attempts } from "../attempts.ts";
import { clientPlace } from "../client-place.ts";
import { consentPage, problemPage, readConsent, signInPage } from "../consent-page.ts";
import { limitBody } from "../limit-body.ts";
import { addressFor, refuseOtherPages } from "../own-address.ts";
import type { SignIn } from "../sign-in.ts";

export type McpOAuthRouteOptions = {
  store: Store;
  authorization: Authorization;
  /** Of trying out passwords, counted together with those at the dashboard's sign-in. */
  attempts: Attempts;
  publicUrl: () => string;
  /** What the OpenID provider is called, where one is configured. */
  oidcName: string | undefined;
  signIn: () => Promise<SignIn>;
  /** The member of the session that came with a request; refuses what a page of another place sent. */
  identify(context: Context): Promise<Caller | undefined>;
};

/** How MCP clients get in without an API key: what OAuth clients read, and the pages their people see. */
export function mcpOAuthRoutes(options: McpOAuthRouteOptions): Hono {
  const { store, authorization, attempts, publicUrl, signIn, oidcName, identify } = options;
  const app = new Hono();
  const limited = limitBody(() => 64 * 1024);

  for (const path of ["/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"]) {
    app.get(path, (c) => {
      const base = addressFor(c, publicUrl());
      return open(c, {
        resource: `${base}/mcp`,
        resource_name: "Tributary",
        authorization_servers: [base],
        scopes_supported: scopes,
        bearer_methods_supported: ["header"],
      });
    });
  }
  for (const path of ["/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp"]) {
    app.get(path, (c) => {
      const base = addressFor(c, publicUrl());
      return open(c, {
        issuer: base,
        authorization_endpoint: `${base}/oauth/authorize`,
        token_endpoint: `${base}/oauth/token`,
        registration_endpoint: `${base}/oauth/register`,
        revocation_endpoint: `${base}/oauth/revoke`,
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: ["none"],
        revocation_endpoint_auth_methods_supported: ["none"],
        scopes_supported: scopes,
        client_id_metadata_document_supported: true,
        authorization_response_iss_parameter_supported: true,
      });
    });
  }
  // Clients in browsers ask first whether they may.
  for (const path of ["/.well-known/*", "/oauth/token", "/oauth/register", "/oauth/revoke"])
    app.options(path, (c) => c.body(null, 204, { ...cors, "access-control-allow-headers": "*" }));

  app.post("/oauth/register", limited, (c) =>
    answer(c, async () => c.json(await authorization.register(await json(c)), 201, noStore)),
  );
  app.post("/oauth/token", limited, (c) =>
    answer(c, async () => c.json(await authorization.token(await form(c)), 200, noStore)),
  );
  app.post("/oauth/revoke", limited, (c) =>
    answer(c, async () => {
      await authorization.revoke((await form(c)).get("token") ?? "");
      return c.body(null, 200, noStore);
    }),
  );

  app.get("/oauth/authorize", (c) => authorize(c, new URL(c.req.url).searchParams));
  app.post("/oauth/authorize", limited, async (c) => {
    const given = await form(c);
    const query = new URLSearchParams(given.get("request") ?? "");
    return authorize(c, query, given);
  });
  app.post("/oauth/authorize/sign-in", limited, async (c) => {
    refuseOtherPages(c, publicUrl());
    const given = await form(c);
    const request = given.get("request") ?? "";
    try {
      const library = await signIn();
      const email = given.get("email") ?? "";
      const { cookies } = await attempts.count(email.toLowerCase(), clientPlace(c), () =>
        library.signIn(email, given.get("password") ?? "", c.req.raw.headers),
      );
      for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
      return c.redirect(`/oauth/authorize?${request}`, 303);
    } catch (error) {
      if (!(error instanceof TributaryError)) throw error;
      return page(c, signInPage({ request, oidcName, problem: error.message }), "'self'", 401);
    }
  });

  /** The page a client sends its person to, and, with what they chose, their way back. */
  async function authorize(c: Context, query: URLSearchParams, given?: URLSearchParams): Promise<Response> {
    const auth = authorization;
    const member = await identify(c);
    const askToSignIn = () => page(c, signInPage({ request: query.toString(), oidcName }), "'self'", 401);
    // Strangers must not make this server ask anything of an address they name.
    if (member === undefined && isClientDocument(query.get("client_id") ?? "")) return askToSignIn();
    let known: Awaited<ReturnType<Authorization["clientOf"]>>;
    try {
      known = await auth.clientOf(query);
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      return page(c, problemPage("This client cannot be connected.", error.message), "'none'", 400);
    }
    const back = (parameters: Record<string, string>) => goBack(c, known.redirectUri, query, parameters, publicUrl());
    let request: AuthorizationRequest;
    try {
      request = auth.requestOf(query, known);
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      const { error: code, error_description: text } = error.toJSON();
      return back({ error: code, error_description: text });
    }
    if (member === undefined) return askToSignIn();
    if (member.kind !== "member" || member.role !== "admin")
      return page(c, problemPage("Only an admin connects clients.", "Ask one, or sign in as one."), "'none'", 403);
    const connections = (await store.connections.list({})).filter(({ status }) => status !== "disconnected");
    const show = (problem?: string) =>
      page(
        c,
        consentPage({
          request,
          query: query.toString(),
          member: member.name,
          connections,
          ...(problem && { problem }),
        }),
        `'self' ${formTarget(known.redirectUri)}`,
        problem === undefined ? 200 : 400,
      );
    if (given === undefined) return show();
    if (given.get("decision") !== "allow")
      return back({ error: "access_denied", error_description: "The person said no." });
    const consent = readConsent(given, connections);
    if (typeof consent === "string") return show(consent);
    return back({ code: await auth.consent(request, member, consent) });
  }

  return app;
}

const cors = { "access-control-allow-origin": "*", "access-control-allow-methods": "GET, POST" };
const noStore = { ...cors, "cache-control": "no-store" };

const open = (c: Context, body: object) => c.json(body, 200, { ...cors, "cache-control": "max-age=300" });

/** OAuth has error answers of its own; a client that is not known is refused as one that did not sign in. */
async function answer(c: Context, handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    return c.json(error.toJSON(), error.code === "invalid_client" ? 401 : 400, noStore);
  }
}

const form = async (c: Context): Promise<URLSearchParams> => new URLSearchParams(await c.req.text());

async function json(c: Context): Promise<unknown> {
  return c.req.json().catch(() => {
    throw new AuthorizationError("invalid_client_metadata", "The body is not JSON.");
  });
}

/** Back to the client, with who answers (RFC 9207), so that it cannot be told another's answer for ours. */
function goBack(
  c: Context,
  redirectUri: string,
  query: URLSearchParams,
  parameters: Record<string, string>,
  publicUrl: string,
): Response {
  const url = new URL(redirectUri);
  const state = query.get("state");
  const all = { ...parameters, ...(state !== null && { state }), iss: addressFor(c, publicUrl) };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return new Response(null, {
    status: 303,
    headers: { location: url.href, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

/** Browsers hold a form to where its answer leads, too. */
function formTarget(redirectUri: string): string {
  const { protocol, origin } = new URL(redirectUri);
  return origin === "null" ? protocol : origin;
}

function page(c: Context, html: string, formAction: string, status = 200): Response {
  return c.html(html, status as 200, {
    "content-security-policy": `default-src 'none'; style-src 'self'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
  });
}
