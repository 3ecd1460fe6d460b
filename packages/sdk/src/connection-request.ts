import type { Connection, ConnectionStatus } from "./connections.ts";
import type { RequestOptions } from "./request-options.ts";
import { pause } from "./transport.ts";
import { type ErrorCode, TributaryError } from "./tributary-error.ts";

export type WaitOptions = {
  /** How long to wait for the person, in milliseconds. Default: ten minutes, the life of the link. */
  timeoutMs?: number;
  signal?: AbortSignal;
};

/** A consent that was begun and that a person has to finish in a browser. */
export type ConnectionRequest = {
  id: string;
  /** Send the person's browser here. */
  redirectUrl: string;
  status: ConnectionStatus;
  expiresAt: string;
  /**
   * Resolves with the connection once it is active.
   *
   * Throws TributaryError: `connection_not_ready` when the person declined or the consent failed (`message` says
   * which), `connection_expired` when the grant ended, `site_required` when time ran out while several sites were
   * granted and none was chosen (`details.sites` lists them; see `connections.chooseSite`), `timeout` when time ran
   * out before the person was done, `cancelled` when the signal was aborted.
   */
  waitForConnection(options?: WaitOptions): Promise<Connection>;
};

type Get = (id: string, options: RequestOptions & { waitSeconds: number }) => Promise<Connection>;

const longestPollSeconds = 15;
const shortestRoundMs = 1000;

/** `before`: `updatedAt` of a connection that was active already, so that only a newer state counts as finished. */
export function connectionRequest(
  begun: Pick<ConnectionRequest, "id" | "redirectUrl" | "status" | "expiresAt">,
  get: Get,
  before?: string,
): ConnectionRequest {
  return {
    id: begun.id,
    redirectUrl: begun.redirectUrl,
    status: begun.status,
    expiresAt: begun.expiresAt,
    async waitForConnection({ timeoutMs = 10 * 60_000, signal } = {}) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const roundStart = Date.now();
        const leftMs = Math.max(0, deadline - roundStart);
        const waitSeconds = Math.min(longestPollSeconds, Math.ceil(leftMs / 1000));
        const connection = await get(begun.id, { waitSeconds, ...(signal !== undefined && { signal }) });
        const state = judge(connection, before);
        if (state === "done") return connection;
        if (state !== "waiting") throw state;
        if (Date.now() >= deadline) throw timedOut(connection, timeoutMs);
        // A proxy may answer early, and an active connection is not held back at all: never turn that into a storm.
        await pause(Math.max(0, Math.min(shortestRoundMs - (Date.now() - roundStart), deadline - Date.now())), signal);
      }
    },
  };
}

function judge(connection: Connection, before: string | undefined): "done" | "waiting" | TributaryError {
  switch (connection.status) {
    case "active":
      return before !== undefined && connection.updatedAt === before ? "waiting" : "done";
    case "disconnected":
      return ended("connection_not_ready", connection, "was not made");
    case "expired":
      return ended("connection_expired", connection, "has ended");
    default:
      return "waiting";
  }
}

function ended(code: ErrorCode, connection: Connection, what: string): TributaryError {
  return new TributaryError({
    code,
    message: `Connection "${connection.name}" ${what}${connection.statusReason ? `: ${connection.statusReason}` : "."}`,
    status: 409,
    hint: "Call connections.reconnect() and send the person to the new redirectUrl.",
    details: { connectionId: connection.id },
  });
}

function timedOut(connection: Connection, timeoutMs: number): TributaryError {
  const after = `within ${Math.round(timeoutMs / 1000)} s`;
  if (connection.status === "choose_site") {
    return new TributaryError({
      code: "site_required",
      message: `Connection "${connection.name}" was granted ${connection.sites.length} sites, and none was chosen ${after}.`,
      status: 409,
      hint: "Choose one with connections.chooseSite(id, siteId).",
      details: {
        connectionId: connection.id,
        sites: connection.sites.map(({ id, name, url }) => ({ id, name, url })),
      },
    });
  }
  return new TributaryError({
    code: "timeout",
    message: `Nobody finished the consent for connection "${connection.name}" ${after}.`,
    status: 0,
    hint: "Wait again, or begin anew with connections.reconnect() if the link is too old.",
    details: { connectionId: connection.id },
  });
}
