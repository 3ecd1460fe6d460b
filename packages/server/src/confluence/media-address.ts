import { isIP } from "node:net";
import { TributaryError } from "../base/errors.ts";
import { isInnerAddress } from "../base/inner-address.ts";

/**
 * The address a redirect to a file leads to, when it is one that may be asked: https on a public host, or the origin of
 * the API itself (an emulator, a site behind a company's proxy). A redirect must not make the server ask machines that
 * only it can reach. Throws `upstream_error` for any other.
 */
export function mediaAddress(location: string, from: URL): URL {
  let url: URL;
  try {
    url = new URL(location, from);
  } catch (cause) {
    throw refused("something that is no address", cause);
  }
  if (url.origin === from.origin) return url;
  if (url.protocol !== "https:") throw refused(`an address of the scheme ${url.protocol.slice(0, -1)}`);
  if (!isPublicHost(url.hostname)) throw refused(`the private host ${url.hostname}`);
  if (url.username !== "" || url.password !== "") throw refused("an address with credentials");
  return url;
}

const refused = (what: string, cause?: unknown) =>
  new TributaryError("upstream_error", `Confluence sent the download to ${what}, which is not followed.`, {
    hint: "Download the file in a browser; tell whoever runs this server if it happens again.",
    cause,
  });

/** A name with a dot that is not reserved for private use, or an IPv4 address of the open internet. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, "").toLowerCase();
  // No media host is addressed by IPv6 number, and its ways to write an IPv4 address are many.
  if (host.startsWith("[")) return false;
  if (isIP(host) === 4) return !isInnerAddress(host);
  return host.includes(".") && !/\.(localhost|local|internal|intranet|lan|home|corp|arpa)$/.test(host);
}
