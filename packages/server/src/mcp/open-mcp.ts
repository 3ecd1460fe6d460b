import type { ApprovalDesk } from "../approvals/approvals.ts";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Door } from "../calls/door.ts";
import type { Store } from "../store/store.ts";
import { createMcpEndpoint, type McpEndpoint } from "./endpoint.ts";
import { createServerFactory } from "./server-factory.ts";

export type McpOptions = {
  door: Door;
  desk: ApprovalDesk;
  store: Store;
  clock: Clock;
  log: Log;
  version: string;
};

/** The product's MCP server. This module is loaded when the first MCP client comes. */
export async function openMcp({ door, clock, log, version }: McpOptions): Promise<McpEndpoint> {
  return createMcpEndpoint({ factory: createServerFactory({ door, version }), now: clock.now, log });
}
