import type { ApprovalDesk } from "../approvals/approvals.ts";
import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Store } from "../store/store.ts";
import { type Index, mostFileBytes, type Own, readRestHandle } from "../tools/own.ts";
import type { Caller } from "./caller.ts";

/** How long files and the rests of results are kept. */
export const keptMs = 24 * 3600_000;

/** What a rest was read under: with other space limits, or other tools, it must not be read on. */
export function limitsOf(caller: Caller): string {
  if (caller.kind !== "agent") return "";
  const { spaces, tools } = caller.policy;
  return JSON.stringify({ spaces, tools });
}

/** What Tributary keeps for one caller, as far as one connection goes. */
export function ownThings(
  store: Store,
  desk: ApprovalDesk,
  clock: Clock,
  caller: Caller,
  connectionId: string,
  index?: Index,
): Own {
  const { files, resultRests, calls } = store;
  return {
    ...(index !== undefined && { index }),
    files: {
      put: (file) => keepFile(store, clock, caller, file),
      get: (id) => files.get(id, caller.id, clock.now()),
    },
    results: {
      async take(handle) {
        const { id, group } = readRestHandle(handle);
        const { path, rest, cursor, ...kept } = await resultRests.get(id, caller.id, connectionId, clock.now());
        if (kept.limits !== limitsOf(caller)) {
          throw new TributaryError("policy_refused", "What this agent may use and reach was changed meanwhile.", {
            hint: "Make the call again.",
          });
        }
        if (kept.group === group) return { path, rest, ...(cursor !== null && { cursor }) };
        throw new TributaryError("not_found", "This handle was changed.", { hint: "Pass meta.next as it was given." });
      },
    },
    records: {
      async call(id) {
        const call = await calls.get(id);
        const mine = call.caller.id === caller.id || (caller.kind === "member" && caller.role === "admin");
        if (mine) return { ...call };
        // The same words as for one that does not exist.
        throw new TributaryError("not_found", `There is no call ${id}.`, {
          hint: "List them with GET /v1/calls.",
        });
      },
      async approval(id) {
        const approval = await desk.get(id);
        const mine = caller.kind === "member" || approval.agent.id === caller.id;
        if (mine) return desk.show(approval);
        throw new TributaryError("not_found", `There is no approval ${id}.`, {
          hint: "List them with GET /v1/approvals.",
        });
      },
    },
  };
}

/** Holds bytes for a caller and gives the handle. Throws `payload_too_large`. */
export async function keepFile(
  store: Store,
  clock: Clock,
  caller: Caller,
  file: { name: string; mediaType: string; bytes: Uint8Array },
): Promise<{ id: string; name: string; mediaType: string; size: number; expiresAt: number }> {
  const size = file.bytes.byteLength;
  if (size > mostFileBytes) {
    throw new TributaryError(
      "payload_too_large",
      `${file.name} has ${size} bytes; ${mostFileBytes} are taken at most.`,
      {
        hint: "Move larger files with Confluence itself.",
      },
    );
  }
  const now = clock.now();
  await store.files.removeExpired(now);
  const kept = { id: newId("file", now), name: file.name, mediaType: file.mediaType, size, expiresAt: now + keptMs };
  await store.files.insert({ ...kept, ownerId: caller.id, bytes: file.bytes });
  return kept;
}
