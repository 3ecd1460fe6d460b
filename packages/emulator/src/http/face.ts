import type { Site } from "../state/site.ts";
import type { RunningSite, World } from "../world.ts";

/** Which of the machines of a real Atlassian cloud a request is meant for. */
export type Face =
  | { kind: "auth" }
  | { kind: "gateway" }
  | { kind: "admin" }
  /** `path` starts with a slash and no longer holds the site's prefix. */
  | { kind: "site"; running: RunningSite; path: string }
  | { kind: "nowhere" };

/** The hosts of the real cloud. */
export const realHost = /(^|\.)atlassian\.(com|net)$/;
const authPaths = new Set(["/authorize", "/login", "/logout", "/error", "/oauth/token"]);

/**
 * On a real-looking host the host decides; on the emulator's own address the path does, because one port plays them all.
 * Sites after the first one live below `/sites/<name>`: that works in a browser and in Node without any name resolution.
 */
export function faceOf(world: World, url: URL): Face {
  const { hostname, pathname } = url;
  if (hostname === "auth.atlassian.com" || hostname === "id.atlassian.com") return { kind: "auth" };
  if (hostname === "api.atlassian.com") return { kind: "gateway" };
  if (hostname.endsWith(".atlassian.net"))
    return siteFace(world, hostname.slice(0, -".atlassian.net".length), pathname);
  if (pathname === "/_emulator" || pathname.startsWith("/_emulator/")) return { kind: "admin" };
  if (authPaths.has(pathname)) return { kind: "auth" };
  if (pathname === "/me" || pathname.startsWith("/ex/") || pathname.startsWith("/oauth/token/"))
    return { kind: "gateway" };
  const named = /^\/sites\/([^/]+)(\/.*)?$/.exec(pathname);
  if (named) return siteFace(world, named[1] ?? "", named[2] ?? "/");
  const [first] = world.sites;
  return first ? { kind: "site", running: first, path: pathname } : { kind: "nowhere" };
}

function siteFace(world: World, name: string, path: string): Face {
  const running = world.sites.find(({ site }) => site.name === name);
  return running ? { kind: "site", running, path } : { kind: "nowhere" };
}

/** The site's address as the asker sees it, without `/wiki`: the real-looking one for those who came by such a host. */
export function siteAddress(site: Site, url: URL): string {
  return realHost.test(url.hostname) ? `https://${site.name}.atlassian.net` : `${url.origin}${site.prefix}`;
}
