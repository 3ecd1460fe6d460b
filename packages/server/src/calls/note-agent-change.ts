import type { Clock } from "../base/clock.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Store } from "../store/store.ts";
import type { Caller } from "./caller.ts";

/** Puts changes of who may do what on record, beside the calls. */
export function noteAgentChange(store: Store, clock: Clock, log: Log) {
  return (caller: Caller, surface: string, tool: string, agentId: string, changes: unknown[]): void =>
    store.calls.add(
      {
        id: newId("call", clock.now()),
        at: clock.now(),
        caller: { kind: caller.kind, id: caller.id, name: caller.name },
        surface,
        connectionId: null,
        siteId: null,
        tool,
        effect: "write",
        targets: [{ kind: "agent", ref: agentId }],
        spaceIds: [],
        decision: { action: "allow", reason: "admins decide what agents may do" },
        input: null,
        dryRun: false,
        reason: null,
        changes,
        result: null,
        undo: null,
        approvalId: null,
        undoOf: null,
        outcome: "ok",
        error: null,
        durationMs: null,
        requests: null,
        points: null,
      },
      (err) => log.error({ err, agentId }, "a change of an agent could not be recorded"),
    );
}
