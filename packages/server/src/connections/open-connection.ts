import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import type { RateBudget } from "../confluence/rate-budget.ts";
import type { Access } from "../confluence/transport.ts";
import type { Connection, Site } from "../store/connections.ts";
import type { TokenSource } from "./token-source.ts";

/** A connection opened for calls to one of its sites. */
export type OpenConnection = { connection: Connection; site: Site; access: Access };

export type OpenOptions = { apiUrl: string; tokenSource: TokenSource; rateBudget: RateBudget; clock: Clock };

/** Opens a connection for calls. The site is the one asked for by id, name or URL, else the chosen one. */
export function openConnection(
  connection: Connection,
  siteId: string | undefined,
  options: OpenOptions,
): OpenConnection {
  const { status, name } = connection;
  if (status === "expired") {
    throw new TributaryError(
      "connection_expired",
      `Connection "${name}" has ended: ${connection.statusReason ?? "Atlassian no longer accepts it."}`,
      {
        hint: `Reconnect it: POST /v1/connections/${connection.id}/reconnect, or in the dashboard.`,
      },
    );
  }
  if (status === "choose_site" && siteId === undefined) {
    throw new TributaryError(
      "site_required",
      `Connection "${name}" was granted ${connection.sites.length} sites and none is chosen.`,
      {
        hint: `Choose one with PUT /v1/connections/${connection.id}/site, or pass siteId.`,
        details: { sites: sitesOf(connection) },
      },
    );
  }
  if (status !== "active" && status !== "choose_site") throw notReady(connection);
  const chosen = siteId ?? connection.siteId;
  const site = connection.sites.find((s) => s.id === chosen || s.url === chosen || s.name === chosen);
  if (site === undefined) throw unknownSite(connection, chosen ?? "");
  return { connection, site, access: accessTo(connection, site, options) };
}

function accessTo(connection: Connection, site: Site, options: OpenOptions): Access {
  const { apiUrl, tokenSource, rateBudget, clock } = options;
  const { id, type, authConfigId, scopes } = connection;
  const basic = type === "api_token";
  const scheme = basic ? "Basic" : "Bearer";
  return {
    baseUrl: basic && site.direct === true ? site.url : `${apiUrl}/ex/confluence/${site.id}`,
    budget: rateBudget.of({ type, id: basic ? id : authConfigId }, site.id),
    ...(scopes.length > 0 && { scopes }),
    async authorize(rejected) {
      const tokens = await tokenSource(id, rejected?.slice(scheme.length + 1));
      const fresh = tokens.expiresAt === null ? undefined : tokens.expiresAt > clock.now();
      return { header: `${scheme} ${tokens.accessToken}`, fresh };
    },
  };
}

export function notReady(connection: Connection): TributaryError {
  const why = connection.statusReason === null ? "." : `: ${connection.statusReason}`;
  const waiting = connection.status === "initiated";
  return new TributaryError("connection_not_ready", `Connection "${connection.name}" is ${connection.status}${why}`, {
    hint: waiting ? "Open its redirectUrl in a browser and give consent." : "Reconnect it, or use another connection.",
  });
}

export function unknownSite(connection: Connection, siteId: string): TributaryError {
  return new TributaryError(
    "site_required",
    `Connection "${connection.name}" was not granted the site ${siteId || "(none chosen)"}.`,
    {
      hint: "Use the id of one of its sites.",
      details: { sites: sitesOf(connection) },
    },
  );
}

const sitesOf = ({ sites }: Connection) => sites.map(({ id, name, url }) => ({ id, name, url }));
