import type { Insertable } from "kysely";
import type { ErrorBody } from "../base/errors.ts";
import type { Effect } from "../base/permissions.ts";
import type { Tables } from "./tables.ts";

export type CallOutcome = Tables["call"]["outcome"];

/** One run of one tool by one caller, as it is recorded. */
export type CallRecord = {
  id: string;
  at: number;
  caller: { kind: "agent" | "member"; id: string; name: string };
  /** Where the call came in: rest, cli, dashboard, mcp, sdk. */
  surface: string;
  connectionId: string | null;
  siteId: string | null;
  tool: string;
  effect: Effect;
  targets: unknown[];
  /** Spaces it touched, by id. */
  spaceIds: string[];
  decision: { action: string; reason: string };
  input: unknown;
  /** A write that was only shown, not made. */
  dryRun: boolean;
  /** Why, in the caller's words. */
  reason: string | null;
  /** What a write changes, as far as it was known before it was sent. */
  changes: unknown[] | null;
  /** What a write made: id, version, address. */
  result: Record<string, unknown> | null;
  /** The calls that take it back. */
  undo: unknown[] | null;
  /** The approval it waits for, or was run by. */
  approvalId: string | null;
  /** The call it takes back. */
  undoOf: string | null;
  outcome: CallOutcome;
  error: ErrorBody | null;
  durationMs: number | null;
  /** What it cost at the site. */
  requests: number | null;
  points: number | null;
};

const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
const fromJson = <T>(text: string | null | undefined): T | null => (text == null ? null : (JSON.parse(text) as T));

export function toRow(record: CallRecord) {
  return {
    id: record.id,
    at: record.at,
    caller_kind: record.caller.kind,
    caller_id: record.caller.id,
    caller_name: record.caller.name,
    surface: record.surface,
    connection_id: record.connectionId,
    site_id: record.siteId,
    tool: record.tool,
    effect: record.effect,
    targets: JSON.stringify(record.targets),
    space_ids: JSON.stringify(record.spaceIds),
    decision: record.decision.action,
    decision_reason: record.decision.reason,
    input: JSON.stringify(record.input) ?? "null",
    dry_run: record.dryRun ? 1 : 0,
    reason: record.reason,
    changes: toJson(record.changes),
    result: toJson(record.result),
    undo: toJson(record.undo),
    approval_id: record.approvalId,
    undo_of: record.undoOf,
    outcome: record.outcome,
    error: toJson(record.error),
    duration_ms: record.durationMs,
    requests: record.requests,
    points: record.points,
  };
}

/** For compiling the insertion: its columns in their order are what matters. */
export const emptyRecord: CallRecord = {
  id: "",
  at: 0,
  caller: { kind: "agent", id: "", name: "" },
  surface: "",
  connectionId: null,
  siteId: null,
  tool: "",
  effect: "read",
  targets: [],
  spaceIds: [],
  decision: { action: "", reason: "" },
  input: null,
  dryRun: false,
  reason: null,
  changes: null,
  result: null,
  undo: null,
  approvalId: null,
  undoOf: null,
  outcome: "ok",
  error: null,
  durationMs: null,
  requests: null,
  points: null,
};

const hashedColumns = Object.keys(toRow(emptyRecord)) as (keyof ReturnType<typeof toRow>)[];

/** What a row's hash is made of, as it is stored. */
export const hashedValues = (row: Insertable<Tables["call"]>): unknown[] =>
  hashedColumns.map((column) => row[column] ?? null);

export function fromRow(row: Insertable<Tables["call"]>): CallRecord {
  return {
    id: row.id,
    at: row.at,
    caller: { kind: row.caller_kind, id: row.caller_id, name: row.caller_name },
    surface: row.surface,
    connectionId: row.connection_id ?? null,
    siteId: row.site_id ?? null,
    tool: row.tool,
    effect: row.effect,
    targets: JSON.parse(row.targets) as unknown[],
    spaceIds: fromJson<string[]>(row.space_ids) ?? [],
    decision: { action: row.decision, reason: row.decision_reason },
    input: JSON.parse(row.input),
    dryRun: row.dry_run === 1,
    reason: row.reason ?? null,
    changes: fromJson<unknown[]>(row.changes),
    result: fromJson<Record<string, unknown>>(row.result),
    undo: fromJson<unknown[]>(row.undo),
    approvalId: row.approval_id ?? null,
    undoOf: row.undo_of ?? null,
    outcome: row.outcome,
    error: fromJson<ErrorBody>(row.error),
    durationMs: row.duration_ms ?? null,
    requests: row.requests ?? null,
    points: row.points ?? null,
  };
}
