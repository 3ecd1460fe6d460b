import type { ApprovalDesk } from "../approvals/approvals.ts";
import type { Clock } from "../base/clock.ts";
import { newSecret } from "../base/ids.ts";
import type { Live } from "../base/live.ts";
import type { Log } from "../base/log.ts";
import type { Door } from "../calls/door.ts";
import type { Store } from "../store/store.ts";
import { createPersonAsker } from "./ask-person.ts";
import { createMcpEndpoint, type McpEndpoint } from "./endpoint.ts";
import { createServerFactory } from "./server-factory.ts";

export type McpOptions = {
  door: Door;
  desk: ApprovalDesk;
  store: Store;
  clock: Clock;
  log: Log;
  version: string;
  live: Live;
};

/** The product's MCP server. This module is loaded when the first MCP client comes. */
export async function openMcp({ door, desk, store, clock, log, version, live }: McpOptions): Promise<McpEndpoint> {
  const person = createPersonAsker({ desk, door, stateKey: await stateKey(store) });
  const endpoint = createMcpEndpoint({ factory: createServerFactory({ door, person, version }), now: clock.now, log });
  // What an agent may do decides what is in its list.
  const end = live.subscribe((topic) => {
    if (topic === "agents") endpoint.toolsChanged();
  });
  return {
    ...endpoint,
    async close() {
      end();
      await endpoint.close();
    },
  };
}

/** Signs what clients carry between two requests of one call. It stays the same over restarts. */
async function stateKey(store: Store): Promise<string> {
  const known = await store.settings.get("mcp_state_key");
  if (known !== undefined) return known;
  const made = newSecret();
  await store.settings.set("mcp_state_key", made);
  return made;
}
