import type { TargetKind } from "./tool.ts";

/** What a write is about to do: for `dryRun`, and for the person who decides on an approval. */
export type Preview = {
  /** One sentence, with titles: `Rename the page "Alpha" to "Beta" in ENG`. */
  summary: string;
  changes: Change[];
  /** Why it cannot be undone afterwards; absent when it can. */
  irreversible?: string;
};

/** One piece of content and what becomes of it. */
export type Change = {
  kind: TargetKind;
  /** Absent for what is new. */
  id?: string;
  title?: string;
  spaceId?: string;
  url?: string;
  /** The version it is based on: when the content has moved on, the preview is stale. */
  baseVersion?: number;
  /** The fields that differ, as they are; absent for what is new. A page's text is `body`, in storage format. */
  before?: Record<string, unknown>;
  /** The same fields as they will be; absent for what is deleted. */
  after?: Record<string, unknown>;
};

/** The call that takes a write back. */
export type Undo = { tool: string; arguments: Record<string, unknown> };

/** What came of a write. */
export type Written<D = unknown> = {
  data: D;
  /** The calls that take it back, in order. Absent when nothing can, or when nothing was changed. */
  undo?: readonly Undo[];
};

/** Whether a write of unknown outcome turned out to have happened. */
export type ReadBack = ({ outcome: "done" } & Written) | { outcome: "not_done" } | { outcome: "unknown" };
