import type { Approval } from "../store/approvals.ts";
import type { CallRecord } from "../store/call-record.ts";
import type { Caller } from "./caller.ts";
import type { CallRequest, Envelope } from "./envelope.ts";

/** What a call is part of, beside the request. */
export type Occasion = {
  approval?: Approval;
  /** The approval was asked for on content that was itself pending: what it was based on has only now been made. */
  rebased?: boolean;
  /** What the agent had asked for, where the person who approved changed it. */
  asked?: Record<string, unknown>;
  undoOf?: string;
  /** The call taken back, where what somebody changed since has to stay. */
  guarded?: CallRecord;
};

/** Runs one call through the door. */
export type Execute = (caller: Caller, request: CallRequest, occasion?: Occasion) => Promise<Envelope>;
