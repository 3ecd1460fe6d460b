import {
  type AuthInfo,
  createMcpHandler,
  isInitializeRequest,
  isLegacyRequest,
  type McpServerFactory,
  type ServerNotifier,
} from "@modelcontextprotocol/server";
import type { Log } from "../base/log.ts";
import { createSessions, type SessionLimits } from "./sessions.ts";

export type McpEndpoint = {
  /**
   * Answers a request to the MCP address: of clients of revision 2026-07-28, each by itself; of earlier ones, in
   * sessions. Whoever calls this has checked Host, Origin and who asks, and says so in `auth`.
   */
  fetch(request: Request, auth: AuthInfo): Promise<Response>;
  /** Tells clients that listen what has changed. */
  notify: ServerNotifier;
  /** Tells all clients that their list of tools may have changed, those in sessions too. */
  toolsChanged(): void;
  close(): Promise<void>;
};

export type EndpointOptions = {
  /** Makes a server for one request, or for one session. It finds in `authInfo` who asks. */
  factory: McpServerFactory;
  now: () => number;
  log: Log;
  /** The most bytes of a request. */
  maxBytes?: number;
  sessionLimits?: SessionLimits;
};

export function createMcpEndpoint({ factory, now, log, maxBytes, sessionLimits }: EndpointOptions): McpEndpoint {
  const onerror = (err: Error) => log.debug({ err }, "an MCP request was not good");
  const limit = maxBytes === undefined ? {} : { maxRequestBodySize: maxBytes };
  const handler = createMcpHandler(factory, { onerror, ...limit });
  const sessions = createSessions(now, sessionLimits);

  /** A request of an earlier revision in its session, or the one that opens it; undefined when it has none. */
  async function inSession(request: Request, body: unknown, auth: AuthInfo): Promise<Response | undefined> {
    const id = request.headers.get("mcp-session-id");
    const parsedBody = body === undefined ? {} : { parsedBody: body };
    if (id !== null) {
      const transport = sessions.find(id, auth.clientId);
      return transport?.handleRequest(request, { authInfo: auth, ...parsedBody }) ?? gone();
    }
    if (!isInitializeRequest(body)) return undefined;
    const server = await factory({ era: "legacy", authInfo: auth, requestInfo: request });
    const transport = await sessions.open(server, auth.clientId);
    return transport.handleRequest(request, { authInfo: auth, ...parsedBody });
  }

  return {
    async fetch(request, auth) {
      const { request: whole, body } = await readBody(request, maxBytes);
      if (await isLegacyRequest(whole, body, limit)) {
        const answer = await inSession(whole, body, auth);
        if (answer !== undefined) return answer;
      }
      return handler.fetch(whole, { authInfo: auth, ...(body !== undefined && { parsedBody: body }) });
    },
    notify: handler.notify,
    toolsChanged() {
      handler.notify.toolsChanged();
      sessions.toolsChanged();
    },
    async close() {
      await Promise.all([handler.close(), sessions.close()]);
    },
  };
}

/** Reads a body once for all who look at it: whoever is given it does not read the request. What is not JSON is left for the handler to refuse. */
async function readBody(request: Request, maxBytes = 4 * 1024 * 1024): Promise<{ request: Request; body?: unknown }> {
  const length = Number(request.headers.get("content-length") ?? 0);
  const json = (request.headers.get("content-type") ?? "").includes("application/json");
  if (request.method !== "POST" || !json || length > maxBytes) return { request };
  const text = await request.text();
  const whole = () => new Request(request.url, { method: "POST", headers: request.headers, body: text });
  if (text.length > maxBytes) return { request: whole() };
  try {
    return { request, body: JSON.parse(text) };
  } catch {
    return { request: whole() };
  }
}

const gone = () =>
  Response.json(
    { jsonrpc: "2.0", id: null, error: { code: -32001, message: "This session is not known. Initialize a new one." } },
    { status: 404 },
  );
