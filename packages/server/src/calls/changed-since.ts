import { isDeepStrictEqual } from "node:util";
import { hashSecret } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import type { CallRecord } from "../store/call-record.ts";
import type { Change, Preview } from "../tools/write.ts";
import { recordedInput } from "./recorded-input.ts";

/** Texts are guarded by their version, and what somebody else labelled is not touched by taking our labels away. */
const guardedOtherwise = new Set(["body", "labels", "place"]);

/**
 * Refuses to take a call back over what somebody changed after it: fields that are no longer as the call left them, and
 * new or renamed content that has been edited since. `args` are those of the step that takes it back; `now` says what
 * it finds. Throws `version_conflict`.
 */
export function refuseIfChangedSince(undone: CallRecord, args: Record<string, unknown>, now: Preview | null): void {
  const recorded = (undone.changes ?? []) as Change[];
  for (const change of now?.changes ?? []) {
    if (change.id === undefined) continue;
    const then = recorded.find(({ id }) => id === change.id);
    const field = then === undefined ? undefined : otherField(then, change);
    if (field !== undefined) throw changed(undone, change, `its ${field} is not as that call left it`);
    const isOurs =
      then !== undefined || (undone.result?.id === change.id && recorded.some(({ id }) => id === undefined));
    if (isOurs && args.version === undefined && hasMoved(undone, then, change))
      throw changed(undone, change, "it has another version");
  }
}

/** A field that the call set, or took away, and that is something else by now. */
function otherField(then: Change, { before = {} }: Change): string | undefined {
  return Object.keys(before).find((name) => {
    if (guardedOtherwise.has(name)) return false;
    const after = then.after ?? {};
    if (Object.hasOwn(after, name)) return !isAsRecorded(before[name], after[name]);
    return then.after !== undefined && Object.hasOwn(then.before ?? {}, name);
  });
}

/** Long texts stand in the record as their hash. */
function isAsRecorded(value: unknown, recorded: unknown): boolean {
  const { sha256 } = (recorded ?? {}) as { sha256?: unknown };
  if (typeof value === "string" && typeof sha256 === "string") return hashSecret(value) === sha256;
  return isDeepStrictEqual(inOneOrder(recordedInput(value, "full")), inOneOrder(recorded));
}

/** People and groups are listed in any order. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(inOneOrder(one))).sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inOneOrder(one)]));
}

/** New content goes away with whatever was written into it since; a title and a file go with the version they came with. */
function hasMoved({ result }: CallRecord, then: Change | undefined, { baseVersion }: Change): boolean {
  const ended = result?.version;
  if (typeof ended !== "number" || baseVersion === undefined) return false;
  const versioned = then === undefined || then.kind === "attachment" || Object.hasOwn(then.after ?? {}, "title");
  return versioned && baseVersion > ended;
}

const changed = (undone: CallRecord, { kind, id }: Change, how: string) =>
  new TributaryError("version_conflict", `The ${kind} ${id} was changed after the call ${undone.id}: ${how}.`, {
    hint: "Look at what it is now. To take the call back all the same, undo it with force.",
  });
