import { type PagedList, pagedList } from "./paged-list.ts";
import type { RequestOptions } from "./request-options.ts";
import type { Effect } from "./tools.ts";
import type { Transport } from "./transport.ts";
import type { ErrorBody, ErrorCode } from "./tributary-error.ts";

export type CallOutcome = "ok" | "error" | "refused" | "unknown" | "running";

/** The record of one run of one tool. */
export type Call = {
  id: string;
  at: string;
  tool: string;
  effect: Effect;
  caller: { kind: "member" | "agent"; id: string; name: string };
  /** The way it came in: rest, mcp, cli, sdk, dashboard. */
  surface: string;
  connectionId: string | null;
  siteId: string | null;
  /** `unknown`: the connection to Confluence broke after a write was sent. */
  outcome: CallOutcome;
  errorCode?: ErrorCode | null;
  /** Null while it is running. */
  durationMs: number | null;
  /** The content and spaces it touched. */
  targets: unknown[];
};

/** One call in full. */
export type CallDetail = Call & {
  input?: unknown;
  error?: ErrorBody | null;
  decision?: { action: string; reason: string };
  dryRun?: boolean;
  /** Why, in the caller's words. */
  reason?: string | null;
  /** What a write changed, field by field, as far as it was known before it was sent. */
  changes?: unknown[] | null;
  /** The calls that take it back. */
  undo?: unknown[] | null;
  /** Requests to the site, and what they cost of its hourly points. */
  requests?: number | null;
  points?: number | null;
};

export type CallFilter = {
  /** Items in one page of the answer. */
  limit?: number;
  cursor?: string;
  tool?: string;
  outcome?: CallOutcome;
};

export type Calls = ReturnType<typeof createCalls>;

export function createCalls(transport: Transport) {
  return {
    /** Newest first. `await` it for one page and its cursor, or `for await` over it for every call there is. */
    list({ cursor: start, ...filter }: CallFilter = {}, options: RequestOptions = {}): PagedList<Call> {
      return pagedList(
        (cursor) => transport({ method: "GET", path: "/v1/calls", query: { ...filter, cursor }, ...options }),
        start,
      );
    },
    get(id: string, options: RequestOptions = {}): Promise<CallDetail> {
      return transport({ method: "GET", path: `/v1/calls/${encodeURIComponent(id)}`, ...options });
    },
  };
}
