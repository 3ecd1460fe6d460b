const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const neverSchemes = new Set(["javascript:", "data:", "vbscript:", "file:", "blob:", "about:"]);

/**
 * Whether a client may be sent back there: https, this machine, or a scheme of an application's own (RFC 8252). No
 * fragment, no user in the address.
 */
export function mayRedirectTo(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, hash, username, password } = new URL(uri);
  if (hash !== "" || username !== "" || password !== "" || neverSchemes.has(protocol)) return false;
  return protocol !== "http:" || loopback.has(hostname);
}

/** Whether an address is one of those registered: letter for letter, but for the port on this machine (RFC 8252, 7.3). */
export function isRegistered(uri: string, registered: readonly string[]): boolean {
  return registered.some((one) => one === uri || (isLoopback(one) && withoutPort(one) === withoutPort(uri)));
}

const isLoopback = (uri: string): boolean =>
  URL.canParse(uri) && new URL(uri).protocol === "http:" && loopback.has(new URL(uri).hostname);

function withoutPort(uri: string): string | undefined {
  if (!isLoopback(uri)) return undefined;
  const url = new URL(uri);
  url.port = "";
  return url.href;
}
