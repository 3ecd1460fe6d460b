import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Store } from "../store/store.ts";
import type { Caller } from "./caller.ts";
import { noteChange } from "./note-change.ts";

/** Puts changes of what agents may do on record, beside the calls. */
export function noteAgentChange(store: Store, clock: Clock, log: Log) {
  const note = noteChange(store, clock, log);
  return (caller: Caller, surface: string, tool: string, agentId: string, changes: unknown[]): void =>
    note(caller, surface, {
      tool,
      target: { kind: "agent", ref: agentId },
      reason: "admins decide what agents may do",
      changes,
    });
}
