import { apiOf } from "../http/apis.ts";
import { type Incoming, jsonAnswer, type Outgoing } from "../http/exchange.ts";
import { siteAddress } from "../http/face.ts";
import { gatewayAnswer } from "../http/refusal-answer.ts";
import { type Served, serveOperation } from "../http/serve-operation.ts";
import { type RunningSite, siteByCloudId, sitesOf, type World } from "../world.ts";
import type { Grant } from "./records.ts";

const plain = (answer: Outgoing): Served => ({ answer, operationId: null, accountId: null });

/** The API gateway: resources and identity of a token, and the sites' APIs below `/ex/confluence/{cloudId}`. */
export async function serveGateway(world: World, request: Incoming, ignored: boolean): Promise<Served> {
  const path = request.url.pathname;
  if (path === "/oauth/token/accessible-resources") return plain(accessibleResources(world, request));
  if (path === "/me") return plain(identity(world, request));
  const [, cloudId = "", rest = ""] = /^\/ex\/confluence\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const running = siteByCloudId(world, cloudId);
  if (cloudId === "" || !running)
    return plain(gatewayAnswer(404, cloudId === "" ? "Not Found" : "No message available"));
  // `/wiki` may be left out: mcp-atlassian's live tests and atlassian-python-api ask the gateway so.
  const api = apiOf(rest) ?? apiOf(`/wiki${rest}`);
  if (!api) return plain(gatewayAnswer(404, "Not Found"));
  return serveOperation({ world, running, door: "gateway", request, ignored }, api.api, api.path);
}

/** The grant behind a live bearer token of an active person; what the person may see does not matter here. */
function bearerGrant(world: World, request: Incoming): { grant: Grant; scopes: readonly string[] } | undefined {
  const token = /^bearer\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const access = token === undefined ? undefined : world.identity.accessTokens.get(token);
  const grant = access && world.identity.grants.get(access.grantId);
  if (!access || !grant || grant.revoked || access.expiresAt <= world.clock.now()) return undefined;
  if (sitesOf(world, grant.accountId).length === 0) return undefined;
  return { grant, scopes: access.scopes };
}

function accessibleResources(world: World, request: Incoming): Outgoing {
  const held = bearerGrant(world, request);
  if (!held) return gatewayAnswer(401, "Unauthorized");
  const granted = world.sites.filter(({ site }) => held.grant.cloudIds.includes(site.cloudId));
  return jsonAnswer(
    200,
    granted.map(({ site }: RunningSite) => ({
      id: site.cloudId,
      url: siteAddress(site, request.url),
      name: site.name,
      scopes: held.scopes.filter((scope) => scope.includes(":") && scope !== "read:me"),
      avatarUrl: `${siteAddress(site, request.url)}/wiki/aa-avatar/site`,
    })),
  );
}

/** `GET /me` of the user identity API; needs `read:me`. */
function identity(world: World, request: Incoming): Outgoing {
  const held = bearerGrant(world, request);
  if (!held) return gatewayAnswer(401, "Unauthorized");
  if (!held.scopes.includes("read:me")) return gatewayAnswer(403, "Forbidden");
  const home = world.sites.find(({ site }) => site.accounts.get(held.grant.accountId));
  const account = home?.site.accounts.get(held.grant.accountId);
  if (!home || !account) return gatewayAnswer(401, "Unauthorized");
  return jsonAnswer(200, {
    account_type: account.accountType,
    account_id: account.id,
    email: account.email,
    name: account.displayName,
    picture: `${siteAddress(home.site, request.url)}/wiki/aa-avatar/${account.id}`,
    account_status: account.active ? "active" : "inactive",
    nickname: account.publicName,
    zoneinfo: account.timeZone,
    locale: "en-US",
    extended_profile: { job_title: account.jobTitle },
  });
}
