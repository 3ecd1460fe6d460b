import { lookup } from "node:dns";
import { request } from "node:https";
import { isIP } from "node:net";
import { z } from "zod";
import { isInnerAddress } from "../base/inner-address.ts";
import type { McpClient } from "../store/mcp-grants.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { mayRedirectTo } from "./redirect-uri.ts";

/** The text at an address; throws when it cannot be had. */
export type ReadDocument = (url: string) => Promise<string>;

const mostBytes = 64 * 1024;
const timeoutMs = 5_000;

const shape = z.object({
  client_id: z.string(),
  client_name: z.string().max(200).optional(),
  redirect_uris: z.array(z.string()).min(1).max(50),
});

/** Whether a client names itself by the address of a document about it. */
export const isClientDocument = (clientId: string): boolean =>
  URL.canParse(clientId) && new URL(clientId).protocol === "https:";

/**
 * The client whose id is the address of its metadata document. The document says so itself: else anybody could speak
 * for anybody. Throws `invalid_client`.
 */
export async function readClientDocument(clientId: string, read: ReadDocument): Promise<McpClient> {
  const { pathname, hash, username } = new URL(clientId);
  if (pathname === "/" || hash !== "" || username !== "")
    throw new AuthorizationError("invalid_client", "A client id that is an address needs a path and nothing after it.");
  let document: z.output<typeof shape>;
  try {
    document = shape.parse(JSON.parse(await read(clientId)));
  } catch {
    throw new AuthorizationError("invalid_client", `There is no usable client metadata at ${clientId}.`);
  }
  if (document.client_id !== clientId)
    throw new AuthorizationError("invalid_client", `The document at ${clientId} is about another client.`);
  const redirectUris = document.redirect_uris.filter(mayRedirectTo);
  return { id: clientId, name: document.client_name ?? new URL(clientId).hostname, redirectUris, createdAt: 0 };
}

/**
 * Reads a document a stranger named. It must not be a way into the networks behind this server: the address that is
 * connected to is looked at, not one that was looked up before; redirects are not followed.
 */
export const readPublicDocument: ReadDocument = (url) =>
  new Promise((resolve, reject) => {
    // A host that is an address is not looked up.
    const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && isInnerAddress(host)) throw new Error(`${host} is an address of an inner network`);
    const asked = request(url, {
      timeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: "application/json" },
      lookup: (hostname, _options, done) =>
        lookup(hostname, { all: true }, (error, addresses) => {
          const bad = addresses?.find(({ address }) => isInnerAddress(address));
          if (error !== null) done(error, []);
          else if (bad !== undefined) done(new Error(`${hostname} is an address of an inner network`), []);
          else done(null, addresses);
        }),
    });
    asked.once("error", reject);
    asked.once("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      if (response.statusCode !== 200) asked.destroy(new Error(`answered ${response.statusCode}`));
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) asked.destroy(new Error("too long"));
        chunks.push(chunk);
      });
      response.once("error", reject);
      response.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    });
    asked.end();
  });
