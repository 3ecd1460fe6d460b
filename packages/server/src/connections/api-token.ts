import { z } from "zod";
import { TributaryError } from "../base/errors.ts";
import type { Account, Site, Tokens } from "../store/connections.ts";

/** An account's e-mail and API token for one site. */
export type ApiTokenCredentials = { siteUrl: string; email: string; apiToken: string };

type Options = { fetch: typeof fetch; atlassian: { apiUrl: string } };

const currentUser = z.object({
  accountId: z.string(),
  displayName: z.string().optional(),
  publicName: z.string().optional(),
  email: z.string().optional(),
});

/**
 * Tries the credentials where they may work: a classic token on the site itself, a scoped one only through the gateway.
 * The site must be an Atlassian one, so that nobody's token is sent anywhere else.
 */
export async function connectWithApiToken(
  credentials: ApiTokenCredentials,
  { fetch: send, atlassian }: Options,
): Promise<{ site: Site; account: Account; tokens: Tokens }> {
  const url = siteUrl(credentials.siteUrl, atlassian.apiUrl);
  const basic = Buffer.from(`${credentials.email}:${credentials.apiToken}`).toString("base64");
  const get = (address: string): Promise<Response> =>
    send(address, {
      headers: { authorization: `Basic ${basic}`, accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
    }).catch((cause: unknown) => {
      throw new TributaryError("upstream_unreachable", `${new URL(address).host} could not be reached.`, {
        hint: "Check the site's address.",
        cause,
      });
    });

  const tenant = await send(`${url}/_edge/tenant_info`, { redirect: "manual", signal: AbortSignal.timeout(15_000) })
    .then((response) => response.json())
    .catch(() => undefined);
  const { success, data } = z.object({ cloudId: z.string() }).safeParse(tenant);
  if (!success) {
    throw new TributaryError("invalid_input", `${url} is not a Confluence Cloud site.`, {
      hint: "Use the address of your site, such as https://example.atlassian.net.",
    });
  }
  for (const direct of [true, false]) {
    const base = direct ? url : `${atlassian.apiUrl}/ex/confluence/${data.cloudId}`;
    const response = await get(`${base}/wiki/rest/api/user/current`);
    if (response.status !== 200) continue;
    const user = currentUser.safeParse(await response.json().catch(() => undefined));
    if (!user.success) continue;
    const { accountId, displayName, publicName, email } = user.data;
    const site: Site = {
      id: data.cloudId,
      name: siteName(url),
      url,
      ...(direct && { direct }),
    };
    return {
      site,
      account: { accountId, name: displayName ?? publicName ?? credentials.email, email: email ?? credentials.email },
      tokens: { accessToken: basic, refreshToken: null, expiresAt: null },
    };
  }
  throw new TributaryError("connection_expired", `${url} refused these credentials.`, {
    hint: "Check the e-mail address, and make a new API token at id.atlassian.com; tokens end after at most a year.",
  });
}

/** The first label of an Atlassian host name; another host as it is. */
function siteName(url: string): string {
  const { hostname, host } = new URL(url);
  return /^(.+)\.(?:atlassian\.net|jira\.com)$/.exec(hostname)?.[1] ?? host;
}

function siteUrl(text: string, apiUrl: string): string {
  let url: URL;
  try {
    url = new URL(text.includes("://") ? text : `https://${text}`);
  } catch {
    throw new TributaryError("invalid_input", `"${text}" is not an address.`, {
      hint: "Use the address of your site, such as https://example.atlassian.net.",
    });
  }
  const atlassian = url.protocol === "https:" && /\.(atlassian\.net|jira\.com)$/.test(url.hostname);
  // A development host plays all of Atlassian's hosts on one origin.
  if (!atlassian && url.origin !== new URL(apiUrl).origin) {
    throw new TributaryError("invalid_input", `${url.host} is not an Atlassian site.`, {
      hint: "API tokens are sent to https://….atlassian.net only.",
    });
  }
  return atlassian ? url.origin : `${url.origin}${url.pathname.replace(/\/(wiki.*)?$/, "")}`;
}
