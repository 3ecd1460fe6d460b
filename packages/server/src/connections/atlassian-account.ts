import { z } from "zod";
import { TributaryError } from "../base/errors.ts";
import type { Account, Site } from "../store/connections.ts";

const resources = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    scopes: z.array(z.string()).default([]),
    avatarUrl: z.string().optional(),
  }),
);
const me = z.object({
  account_id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  picture: z.string().optional(),
});

/** What an access token opens: the Confluence sites it was granted and, with the scope read:me, whose it is. */
export type AtlassianAccount = {
  sites(accessToken: string): Promise<Site[]>;
  account(accessToken: string): Promise<Account | null>;
};

export function createAtlassianAccount(send: typeof fetch, apiUrl: string): AtlassianAccount {
  const get = async (path: string, accessToken: string): Promise<{ status: number; body: unknown }> => {
    try {
      const response = await send(apiUrl + path, {
        headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(15_000),
      });
      return { status: response.status, body: await response.json().catch(() => undefined) };
    } catch (cause) {
      throw new TributaryError("upstream_unreachable", `${new URL(apiUrl).host} could not be reached.`, {
        hint: "Try again in a moment.",
        cause,
      });
    }
  };
  return {
    async sites(accessToken) {
      const { status, body } = await get("/oauth/token/accessible-resources", accessToken);
      if (status !== 200)
        throw new TributaryError("upstream_error", `Atlassian answered ${status} when asked for the granted sites.`);
      return confluenceSites(resources.parse(body));
    },
    async account(accessToken) {
      const { status, body } = await get("/me", accessToken);
      if (status !== 200) return null;
      const { account_id: accountId, name, email, picture } = me.parse(body);
      return { accountId, name, ...(email !== undefined && { email }), ...(picture !== undefined && { picture }) };
    },
  };
}

/** One entry per site: a site with several products comes several times, told apart by scopes; only Confluence's count. */
function confluenceSites(list: z.infer<typeof resources>): Site[] {
  const sites = new Map<string, Site>();
  for (const { id, name, url, scopes, avatarUrl } of list) {
    if (sites.has(id) || !scopes.some((scope) => scope.includes("confluence"))) continue;
    sites.set(id, { id, name, url, ...(avatarUrl !== undefined && { avatarUrl }) });
  }
  return [...sites.values()];
}
