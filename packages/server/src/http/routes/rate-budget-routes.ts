import { z } from "zod";
import { mayUse } from "../../calls/caller.ts";
import type { RateLedger } from "../../confluence/rate-budget.ts";
import type { Connections } from "../../connections/connections.ts";
import type { Connection } from "../../store/connections.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { siteShape } from "../schemas.ts";

const ledgerShape = z.object({
  app: z
    .object({ type: z.enum(["oauth2", "api_token"]), id: z.string(), name: z.string() })
    .describe("Who is charged: an auth config, or a connection by API token, which has no points quota."),
  site: siteShape.omit({ avatarUrl: true }),
  points: z.number().describe("Points sent to this site since the UTC hour began, by the published costs."),
  requests: z.number(),
  quotas: z.array(
    z.object({
      name: z.string(),
      scope: z.enum(["app", "site"]).describe("Counted over all sites of the app, or on this one."),
      limit: z.number(),
      remaining: z.number().describe("What the site last said, less what was sent since."),
      reserved: z.number().describe("Kept for calls somebody waits for."),
      resetAt: z.string(),
      enforced: z.boolean().describe("False while the quota is announced and refuses nothing yet."),
    }),
  ),
  paused: z.object({ until: z.string(), reason: z.string() }).nullable(),
  slowed: z
    .array(z.object({ endpoint: z.string(), nextAt: z.string(), gapMs: z.number() }))
    .describe("Endpoints that were called too quickly, with the time kept between their requests."),
});

const iso = (ms: number) => new Date(ms).toISOString();

export function rateBudgetRoutes(store: Store, connections: Connections): Route[] {
  return [
    route({
      method: "GET",
      path: "/v1/rate-budget",
      summary: "What is known of Atlassian's limits: one ledger for each app and site that requests went to",
      access: "member",
      response: z.object({ items: z.array(ledgerShape) }),
      async handle({ caller }) {
        const mine = (await store.connections.list()).filter((connection) => mayUse(caller, connection));
        const names = new Map((await store.authConfigs.list()).map(({ id, name }) => [id, name]));
        return { items: connections.rateLedgers().flatMap((ledger) => show(ledger, mine, names)) };
      },
    }),
  ];
}

/** A ledger with its names, if a connection of the caller's is charged to it. */
function show(ledger: RateLedger, mine: readonly Connection[], names: ReadonlyMap<string, string>) {
  const { app, siteId, quotas, paused, slowed, points, requests } = ledger;
  const charged = mine.filter(({ id, authConfigId }) => (app.type === "oauth2" ? authConfigId : id) === app.id);
  const site = charged.flatMap(({ sites }) => sites).find(({ id }) => id === siteId);
  if (site === undefined) return [];
  const name = app.type === "oauth2" ? names.get(app.id) : charged[0]?.name;
  return [
    {
      app: { ...app, name: name ?? app.id },
      site: { id: site.id, name: site.name, url: site.url },
      points,
      requests,
      quotas: quotas.map((quota) => ({ ...quota, resetAt: iso(quota.resetAt) })),
      paused: paused && { until: iso(paused.until), reason: paused.reason },
      slowed: slowed.map((one) => ({ ...one, nextAt: iso(one.nextAt) })),
    },
  ];
}
