import type { Clock } from "../base/clock.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Store } from "../store/store.ts";
import type { Caller } from "./caller.ts";

/** A change of the server itself, made outside the call door. */
export type ChangeNote = {
  /** What it goes on record as. */
  tool: string;
  target: { kind: string; ref: string };
  /** Why it was allowed. */
  reason: string;
  changes: unknown[];
};

/** Puts changes of who may do what, and of how the server keeps its record, on record beside the calls. */
export function noteChange(store: Store, clock: Clock, log: Log) {
  return (caller: Caller, surface: string, { tool, target, reason, changes }: ChangeNote): void =>
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
        targets: [target],
        spaceIds: [],
        decision: { action: "allow", reason },
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
      (err) => log.error({ err, tool, target }, "a change could not be recorded"),
    );
}
