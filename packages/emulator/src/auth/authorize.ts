import { htmlAnswer, type Incoming, type Outgoing, redirectAnswer } from "../http/exchange.ts";
import { siteAddress } from "../http/face.ts";
import { percentDecoded } from "../http/percent.ts";
import type { Account } from "../state/records.ts";
import { allAccounts, sitesOf, type World } from "../world.ts";
import { accountPage, authorizationErrorPage, consentPage } from "./consent-page.ts";
import { issueCode, recordGrant } from "./issue-tokens.ts";
import type { Client } from "./records.ts";
import { groupScopes } from "./scopes-in-words.ts";

const accountCookie = "emulator-account";

/** What an authorization request asks for; carried through the form, and judged again when the form comes back. */
type AuthorizationRequest = { client: Client; redirectUri: string; state: string | null; scopes: string[] };

/** The authorization pages: `/authorize`, `/login`, `/logout` and `/error`. Undefined for other paths. */
export async function authorizationPages(world: World, request: Incoming): Promise<Outgoing | undefined> {
  switch (request.url.pathname) {
    case "/authorize":
      return request.method === "POST" ? decide(world, request) : ask(world, request);
    case "/login":
      return request.method === "POST" ? signIn(world, request) : chooseAccount(world, request);
    case "/logout":
      return signOut();
    case "/error":
      return htmlAnswer(
        400,
        authorizationErrorPage(
          request.url.searchParams.get("error") ?? "invalid_request",
          request.url.searchParams.get("error_description") ?? "The request is not valid.",
        ),
      );
    default:
      return undefined;
  }
}

function ask(world: World, request: Incoming): Outgoing {
  const read = readRequest(world, request.url.searchParams);
  if ("status" in read) return read;
  const account = signedIn(world, request);
  if (!account) return redirectAnswer(`/login?continue=${encodeURIComponent(here(request))}`);
  const sites = sitesOf(world, account.id).map(({ site }) => ({
    cloudId: site.cloudId,
    name: site.name,
    url: siteAddress(site, request.url),
  }));
  return htmlAnswer(
    200,
    consentPage({
      appName: read.client.name,
      returnsTo: new URL(read.redirectUri).origin,
      account,
      scopes: groupScopes(read.scopes),
      sites,
      access: read.client.access,
      fields: new Map([...request.url.searchParams].filter(([name]) => carried.has(name))),
      here: here(request),
    }),
    { "cache-control": "no-store" },
  );
}

const carried = new Set([
  "audience",
  "client_id",
  "scope",
  "redirect_uri",
  "state",
  "response_type",
  "prompt",
  "code_challenge",
  "code_challenge_method",
]);

async function decide(world: World, request: Incoming): Promise<Outgoing> {
  const form = new URLSearchParams(Buffer.from(await request.body()).toString("utf8"));
  const read = readRequest(world, form);
  if ("status" in read) return read;
  if (form.get("decision") !== "accept") {
    return back(read, { error: "access_denied", error_description: "User did not authorize the request" });
  }
  const account = allAccounts(world).find(({ id }) => id === form.get("account"));
  const sites = account ? sitesOf(world, account.id).map(({ site }) => site.cloudId) : [];
  const chosen =
    read.client.access === "account" ? sites : sites.filter((cloudId) => form.getAll("site").includes(cloudId));
  if (!account || chosen.length === 0) return errorPage("invalid_request", "No site was chosen for the app.");
  const grant = recordGrant(world.identity, {
    clientId: read.client.id,
    accountId: account.id,
    cloudIds: chosen,
    scopes: read.scopes,
  });
  return back(read, { code: issueCode(world, grant, read.redirectUri).id }, accountSession(account));
}

function chooseAccount(world: World, request: Incoming): Outgoing {
  return htmlAnswer(200, accountPage(activePeople(world), request.url.searchParams.get("continue") ?? "/"));
}

async function signIn(world: World, request: Incoming): Promise<Outgoing> {
  const form = new URLSearchParams(Buffer.from(await request.body()).toString("utf8"));
  const account = activePeople(world).find(({ id }) => id === form.get("account"));
  const target = form.get("continue") ?? "/";
  const local = target.startsWith("/") && !target.startsWith("//") && !target.includes("\\");
  if (!account) return redirectAnswer("/login");
  return { ...redirectAnswer(local ? target : "/", accountSession(account)), status: 303 };
}

/** Forgets who the browser is, and asks. */
const signOut = (): Outgoing => redirectAnswer("/login", accountSession(nobody));

/** What the cookie of a browser says that has signed out. */
const nobody = { id: "nobody" };

/**
 * The person the browser is signed in as; a fresh browser is the first person of the first site. Nobody after signing out,
 * or when the person was deactivated.
 */
export function signedIn(world: World, request: Incoming): Account | undefined {
  const cookie = request.headers.cookie?.split(/;\s*/).find((one) => one.startsWith(`${accountCookie}=`));
  const id = cookie && percentDecoded(cookie.slice(accountCookie.length + 1));
  const people = activePeople(world);
  return cookie === undefined ? people[0] : people.find((person) => person.id === id);
}

const activePeople = (world: World): Account[] =>
  allAccounts(world).filter((account) => account.active && account.accountType === "atlassian");

const accountSession = (account: Pick<Account, "id">) => ({
  "set-cookie": `${accountCookie}=${encodeURIComponent(account.id)}; Path=/; HttpOnly; SameSite=Lax`,
});

const here = (request: Incoming): string => request.url.pathname + request.url.search;

function readRequest(world: World, parameters: URLSearchParams): AuthorizationRequest | Outgoing {
  const client = world.identity.clients.get(parameters.get("client_id") ?? "");
  if (!client) return errorPage("unauthorized_client", "No app is registered with this client id.");
  const redirectUri = parameters.get("redirect_uri") ?? "";
  if (!allowsRedirect(client, redirectUri)) {
    return errorPage(
      "unauthorized_client",
      `Callback URL mismatch. ${redirectUri} is not in the list of allowed callback URLs`,
    );
  }
  const state = parameters.get("state");
  if (parameters.get("response_type") !== "code")
    return errorPage("invalid_request", "The response_type must be code.");
  const scopes = [...new Set((parameters.get("scope") ?? "").split(/\s+/).filter(Boolean))];
  if (scopes.length === 0) return errorPage("invalid_request", "The request names no scope.");
  return { client, redirectUri, state, scopes };
}

/** Exactly one of the registered URLs, or, for clients registered so, any http address of this machine. */
export function allowsRedirect(client: Client, redirectUri: string): boolean {
  if (client.redirectUris.includes(redirectUri)) return true;
  if (!client.anyLoopback || !URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === "http:" && (hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]");
}

/** Real browsers land on id.atlassian.com/error with the reason in the query. */
const errorPage = (error: string, description: string): Outgoing =>
  redirectAnswer(`/error?${new URLSearchParams({ error, error_description: description })}`);

function back(read: AuthorizationRequest, answer: Record<string, string>, headers: Outgoing["headers"] = {}): Outgoing {
  const target = new URL(read.redirectUri);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  if (read.state !== null) target.searchParams.set("state", read.state);
  return redirectAnswer(target.href, headers);
}
