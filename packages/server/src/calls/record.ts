import type { ErrorBody } from "../base/errors.ts";
import type { Meter } from "../confluence/points.ts";
import type { OpenConnection } from "../connections/open-connection.ts";
import type { Approval } from "../store/approvals.ts";
import type { CallOutcome, CallRecord } from "../store/call-record.ts";
import type { Action, Tool } from "../tools/tool.ts";
import type { Preview, Written } from "../tools/write.ts";
import type { Caller } from "./caller.ts";
import { type RecordedTexts, recordedInput } from "./recorded-input.ts";

/** How far a call has come; what is known of it when it ends, well or not. */
export type Progress = {
  id: string;
  at: number;
  caller: Caller;
  surface: string;
  tool: Tool;
  input: unknown;
  action: Action;
  decision: CallRecord["decision"];
  open?: OpenConnection;
  dryRun: boolean;
  reason: string | null;
  preview: Preview | null;
  undo: Written["undo"] | undefined;
  /** The approval it now waits for, or is run by. */
  approval: Approval | null;
  undoOf: string | null;
  /** The row is on disk: what follows may have reached the site. */
  begun: boolean;
  /** What it has cost at the site so far. */
  meter: Meter;
};

/** The row of a call, at its beginning or its end. */
export function toRecord(
  progress: Progress,
  end: { outcome: CallOutcome; error: ErrorBody | null; durationMs: number | null; data: unknown },
  texts: RecordedTexts,
): CallRecord {
  const { caller, preview, undo } = progress;
  const data = (typeof end.data === "object" && end.data !== null ? end.data : {}) as Record<string, unknown>;
  return {
    id: progress.id,
    at: progress.at,
    caller: { kind: caller.kind, id: caller.id, name: caller.name },
    surface: progress.surface,
    connectionId: progress.open?.connection.id ?? null,
    siteId: progress.open?.site.id ?? null,
    tool: progress.tool.name,
    effect: progress.action.effect,
    targets: targetsOf(progress),
    spaceIds: spacesOf(preview, data),
    decision: progress.decision,
    input: recordedInput(progress.input, texts),
    dryRun: progress.dryRun,
    reason: progress.reason,
    changes: preview === null ? null : (recordedInput(preview.changes, texts) as unknown[]),
    result: progress.action.effect === "read" ? null : pick(data, ["id", "title", "url", "version", "status"]),
    undo: undo === undefined || undo.length === 0 ? null : [...undo],
    approvalId: progress.approval?.id ?? null,
    undoOf: progress.undoOf,
    outcome: end.outcome,
    error: end.error,
    durationMs: end.durationMs,
    requests: progress.meter.requests,
    points: progress.meter.points,
  };
}

/** Input that did not parse has no targets. */
function targetsOf({ decision, tool, input }: Progress): unknown[] {
  return decision.action === "none" ? [] : tool.targets(input);
}

const mostSpaces = 20;

/** The spaces of what is changed, and of what was read. */
function spacesOf(preview: Preview | null, data: Record<string, unknown>): string[] {
  const items = Array.isArray(data.items) ? (data.items as Record<string, unknown>[]) : [];
  const named = [...(preview?.changes ?? []), data, ...items].map((of) => of?.spaceId);
  return [...new Set(named.filter((id) => typeof id === "string"))].slice(0, mostSpaces);
}

function pick(data: Record<string, unknown>, names: string[]): Record<string, unknown> | null {
  const picked = Object.fromEntries(names.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]));
  return Object.keys(picked).length === 0 ? null : picked;
}
