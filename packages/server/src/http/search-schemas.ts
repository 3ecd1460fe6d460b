import { z } from "zod";
import type { SearchAnswer, SearchHit } from "../search/index.ts";
import type { SourceRow } from "../store/sources.ts";
import type { SyncRun } from "../store/sync-runs.ts";

/** The shapes of what is synced and found. */

const iso = (ms: number) => new Date(ms).toISOString();
const kind = z.enum(["page", "blogpost", "comment", "file"]);

export const hitShape = z.object({
  sourceId: z.string(),
  id: z.string(),
  kind,
  title: z.string(),
  spaceId: z.string().optional(),
  spaceKey: z.string().optional(),
  spaceName: z.string().optional(),
  headingPath: z.array(z.string()),
  url: z.string(),
  snippet: z.string(),
  highlights: z.array(z.tuple([z.number(), z.number()])),
  text: z.string(),
  createdAt: z.string(),
  modifiedAt: z.string(),
  author: z.object({ id: z.string(), name: z.string() }).optional(),
  labels: z.array(z.string()),
  score: z.number(),
});

export const searchShape = z.object({
  items: z.array(hitShape),
  total: z.number().optional(),
  didYouMean: z.string().optional(),
  hybrid: z.enum(["off", "on", "unavailable"]),
  reranked: z.enum(["off", "on", "unavailable"]),
  tookMs: z.number(),
});

export function showAnswer({ hits, tookMs, ...rest }: SearchAnswer): z.input<typeof searchShape> {
  return { items: hits.map(showHit), ...rest, tookMs: Math.round(tookMs * 100) / 100 };
}

function showHit({ documentId, createdAt, modifiedAt, ...hit }: SearchHit): z.input<typeof hitShape> {
  return { ...hit, id: documentId, createdAt: iso(createdAt), modifiedAt: iso(modifiedAt) };
}

export const settingsShape = z.object({
  includeSpaces: z.array(z.string()).optional(),
  excludeSpaces: z.array(z.string()).optional(),
  comments: z.boolean(),
  intervalMinutes: z.number(),
  paused: z.boolean(),
  shared: z.boolean(),
});

const progressShape = z.object({
  phase: z.string(),
  spaces: z.number(),
  spacesDone: z.number(),
  done: z.number(),
  total: z.number().optional(),
  perSecond: z.number(),
  remainingSeconds: z.number().optional(),
});

export const runShape = z.object({
  id: z.string(),
  sourceId: z.string(),
  trigger: z.enum(["connect", "schedule", "manual", "start"]),
  status: z.enum(["waiting", "running", "succeeded", "failed", "cancelled"]),
  did: z.array(z.string()),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  held: z.number(),
  failed: z.number(),
  skipped: z.record(z.string(), z.number()),
  failures: z.array(z.object({ id: z.string(), title: z.string().optional(), reason: z.string() })),
  warnings: z.array(z.string()),
  requests: z.number(),
  points: z.number(),
  progress: progressShape,
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }).nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  durationMs: z.number().nullable(),
});

export function showRun({ report, ...run }: SyncRun): z.input<typeof runShape> {
  const { error, ...rest } = report;
  return {
    id: run.id,
    sourceId: run.sourceId,
    trigger: run.trigger,
    status: run.status,
    ...rest,
    error: error && { code: error.code, message: error.message, ...(error.hint !== undefined && { hint: error.hint }) },
    createdAt: iso(run.createdAt),
    startedAt: run.startedAt === null ? null : iso(run.startedAt),
    finishedAt: run.finishedAt === null ? null : iso(run.finishedAt),
    durationMs: run.startedAt === null || run.finishedAt === null ? null : run.finishedAt - run.startedAt,
  };
}

export const sourceShape = z.object({
  id: z.string(),
  kind: z.enum(["confluence", "markdown"]),
  name: z.string(),
  /** The folder of a Markdown source. */
  path: z.string().optional(),
  settings: settingsShape,
  documents: z.number(),
  spaces: z.array(z.object({ id: z.string(), key: z.string(), name: z.string(), documents: z.number() })),
  failures: z.number(),
  loadedAt: z.string().nullable(),
  sweptAt: z.string().nullable(),
  lastRun: runShape.nullable(),
});

export type SourceCounts = { documents: number; bySpace: ReadonlyMap<string, number>; failures: number };

export function showSource(
  { id, kind: sourceKind, name, location, settings, state }: SourceRow,
  { documents, bySpace, failures }: SourceCounts,
  lastRun: SyncRun | undefined,
): z.input<typeof sourceShape> {
  return {
    id,
    kind: sourceKind,
    name,
    ...(sourceKind === "markdown" && { path: location }),
    settings,
    documents,
    spaces: (state.spaces ?? []).map((space) => ({ ...space, documents: bySpace.get(space.id) ?? 0 })),
    failures,
    loadedAt: state.loadedAt === undefined ? null : iso(state.loadedAt),
    sweptAt: state.sweptAt === undefined ? null : iso(state.sweptAt),
    lastRun: lastRun === undefined ? null : showRun(lastRun),
  };
}
