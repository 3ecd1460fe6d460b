import type { Context } from "hono";
import { TributaryError } from "../base/errors.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The server's address as the client knows it: this machine goes by several names, any other by its own only. */
export function addressFor(c: Context, publicUrl: string): string {
  const [own, asked] = [new URL(publicUrl), new URL(c.req.url)];
  const host = c.req.header("host") ?? asked.host;
  const named = new URL(`${own.protocol}//${host}`);
  const alias = loopback.has(own.hostname) && loopback.has(named.hostname) && own.port === named.port;
  return alias ? named.origin : own.origin;
}

/**
 * A browser sends cookies along, and takes those it is given, whichever page makes it ask: only our own pages may sign
 * in, or change anything by a cookie. A page that was asked under another name of the server is one of ours as well.
 * What is no browser sends no origin. Throws `forbidden`.
 */
export function refuseOtherPages(c: Context, publicUrl: string): void {
  if (c.req.method === "GET" || c.req.method === "HEAD") return;
  const origin = c.req.header("origin");
  if (origin === undefined || origin === new URL(publicUrl).origin || origin === new URL(c.req.url).origin) return;
  throw new TributaryError("forbidden", `A page of ${origin} may not use a session of this server.`, {
    hint: `Open the server at ${publicUrl}; behind a proxy, set TRIBUTARY_PUBLIC_URL. From other places, use an API key.`,
  });
}

/**
 * A page elsewhere can point its own name at this machine: only requests to a name this server goes by, and from pages
 * of such a name, are served. This machine's own names are never somebody else's. Throws `forbidden`.
 */
export function refuseRebinding(c: Context, publicUrl: string): void {
  const own = new URL(publicUrl);
  const host = hostOf(`http://${c.req.header("host") ?? new URL(c.req.url).host}`);
  if (host === undefined || (host !== own.hostname && !loopback.has(host))) {
    throw new TributaryError("forbidden", `This server does not go by the name ${c.req.header("host")}.`, {
      hint: "Set TRIBUTARY_PUBLIC_URL to the address clients use.",
    });
  }
  const origin = c.req.header("origin");
  const from = origin === undefined ? own.hostname : hostOf(origin);
  if (from === own.hostname || (from !== undefined && loopback.has(own.hostname) && loopback.has(from))) return;
  throw new TributaryError("forbidden", `A page of ${origin} may not use this server.`);
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
