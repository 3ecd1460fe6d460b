import { TributaryError } from "../base/errors.ts";
import type { Store } from "../store/store.ts";
import type { Caller } from "./caller.ts";
import type { Envelope } from "./envelope.ts";
import type { Execute } from "./occasion.ts";

export type UndoOptions = { surface: string; dryRun?: boolean; force?: boolean; reason?: string };

/** Takes a call back by the calls its record names. `force` also undoes what was edited since. */
export type UndoCall = (caller: Caller, callId: string, options: UndoOptions) => Promise<Envelope[]>;

export function createUndo(store: Store, execute: Execute): UndoCall {
  return async (caller, callId, { surface, dryRun = false, force = false, reason }) => {
    const call = await store.calls.get(callId);
    if (caller.kind === "agent" && call.caller.id !== caller.id)
      throw new TributaryError("not_found", `There is no call ${callId}.`, { hint: "List them with GET /v1/calls." });
    const steps = (call.undo ?? []) as { tool: string; arguments: Record<string, unknown> }[];
    if (steps.length === 0) {
      throw new TributaryError("conflict", `The call ${callId} (${call.tool}) cannot be undone.`, {
        hint: call.effect === "read" ? "It changed nothing." : "Confluence has no way back from it.",
      });
    }
    const [undone] = await store.calls.undoings(callId);
    if (undone !== undefined)
      throw new TributaryError("conflict", `The call ${callId} was undone already, by ${undone.id}.`, {
        hint: "To make the change again, undo that call.",
      });
    const answers: Envelope[] = [];
    for (const { tool, arguments: args } of steps) {
      const { version, ...unguarded } = args;
      const answer = await execute(
        caller,
        {
          tool,
          arguments: force ? unguarded : args,
          surface,
          dryRun,
          reason: reason ?? `undo of ${callId}`,
          ...(call.connectionId !== null && { connectionId: call.connectionId }),
          ...(call.siteId !== null && { siteId: call.siteId }),
        },
        { undoOf: callId, ...(!force && { guarded: call }) },
      );
      answers.push(answer);
      if (!answer.successful) break;
    }
    return answers;
  };
}
