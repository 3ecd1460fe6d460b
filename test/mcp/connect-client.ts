import { Client, type ClientOptions, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { OpenSite } from "../open-site.ts";

/** The two kinds of clients there are: of revision 2026-07-28, and of 2025-11-25 and before. */
export const eras = ["modern", "legacy"] as const;
export type Era = (typeof eras)[number];

export type Connecting = {
  era?: Era;
  /** What follows /mcp in the address, such as `?tools=all`. */
  query?: string;
  options?: ClientOptions;
  /** Called with the client before it connects, to say what it answers when it is asked something. */
  prepare?: (client: Client) => void;
};

/** The official client, talking to a server in this process without sockets. */
export async function connectClient(
  { app }: Pick<OpenSite, "app">,
  apiKey: string,
  { era = "modern", query = "", options = {}, prepare }: Connecting = {},
): Promise<Client> {
  return connectTo(
    `http://127.0.0.1:7350/mcp${query}`,
    apiKey,
    { era, options, ...(prepare && { prepare }) },
    (url, init) => app.fetch(new Request(url, init)),
  );
}

/** The official client, talking to an address. */
export async function connectTo(
  url: string,
  apiKey: string,
  { era = "modern", options = {}, prepare }: Connecting = {},
  fetchLike?: (url: string | URL, init?: RequestInit) => Promise<Response>,
): Promise<Client> {
  const mode = era === "modern" ? ({ pin: "2026-07-28" } as const) : "legacy";
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode }, ...options });
  prepare?.(client);
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${apiKey}` } },
    ...(fetchLike && { fetch: fetchLike }),
  });
  await client.connect(transport);
  return client;
}

/** An agent with a key and the site's connection, under a policy. */
export async function newAgentKey({ app, agent }: OpenSite, policy: unknown): Promise<{ id: string; apiKey: string }> {
  const { id } = await agent(policy);
  const apiKey = `trib_test_${id}`;
  await app.store.apiKeys.insert(`key_${id}`, apiKey, { kind: "agent", id }, "test", Date.now());
  return { id, apiKey };
}
