import type { ErrorBody } from "../base/errors.ts";
import type { ConnectionChoice } from "./caller.ts";

export type CallRequest = ConnectionChoice & {
  tool: string;
  arguments: unknown;
  siteId?: string;
  /** Where the call came in: rest, cli, dashboard, mcp. */
  surface: string;
  /** Only show what a write would change. Own tools also take it among their arguments. */
  dryRun?: boolean;
  /** Why, for whoever approves it and for the record. Own tools also take it among their arguments. */
  reason?: string;
  /** The most characters of the answer; 0 = no limit. Default: about 8,000 tokens. */
  maxCharacters?: number;
  /** How many seconds to wait for a person, when the write needs one. Default 0: answer at once that it is pending. */
  waitSeconds?: number;
  /** Show pages as they will be once the caller's own pending writes are approved. */
  overlay?: boolean;
  signal?: AbortSignal;
};

/** Every call answers in this form, whatever came of it. */
export type Envelope = {
  data: unknown;
  error: ErrorBody | null;
  successful: boolean;
  meta: {
    callId: string;
    tool: string;
    connectionId: string | null;
    site: { id: string; name: string; url: string } | null;
    durationMs: number;
    /** Requests to the site, and what they cost of the app's hourly points there. */
    requests: number;
    points: number;
    /** A write that was only shown: `data` is what it would change. */
    dryRun?: true;
    /** The write waits for a person. */
    approval?: { id: string; status: string; url: string; expiresAt: string };
    /** Whether the write can be taken back from the record. */
    undoable?: boolean;
    /** Which text or list of the data was cut, and how much of it is there. */
    truncated?: { path: string; shown: number; total: number };
    /** Pass to confluence_read_more to go on. */
    next?: string;
  };
};
