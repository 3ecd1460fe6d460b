import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import { localOperator } from "../../calls/local-operator.ts";
import { usableSources } from "../../calls/search-scope.ts";
import type { SearchIndex } from "../../search/index.ts";
import type { SourceRow, SourceSettings, Wanted } from "../../store/sources.ts";
import type { Store } from "../../store/store.ts";
import type { Sync } from "../../sync/sync.ts";
import { type Route, route } from "../route.ts";
import { cursorOf } from "../schemas.ts";
import { runShape, settingsShape, showRun, showSource, sourceShape } from "../search-schemas.ts";
import { hearsAll, toldOfRun, toldOfSource } from "../told-of-sources.ts";

export type SourceRoutesOptions = { store: Store; index: SearchIndex; sync: Sync; markdownFolders: readonly string[] };

const keys = z.array(z.string().min(1).max(255)).max(1_000);
/** null takes a list away. */
const change = z.strictObject({
  includeSpaces: keys.nullable().optional(),
  excludeSpaces: keys.nullable().optional(),
  comments: z.boolean().optional(),
  intervalMinutes: z.number().int().min(1).max(1_440).optional(),
  paused: z.boolean().optional(),
  shared: z.boolean().optional(),
});

const start = z.strictObject({
  mode: z.enum(["increment", "sweep", "load"]).default("increment"),
  spaces: keys.optional().describe("Keys of spaces to index anew."),
  retryFailed: z.boolean().default(false),
  confirmRemovals: z.boolean().default(false).describe("Remove what a run only hid because it was so much."),
});

const failureShape = z.object({
  id: z.string(),
  title: z.string().nullable(),
  reason: z.string(),
  at: z.string(),
  attempts: z.number(),
});

export function sourceRoutes({ store, index, sync, markdownFolders }: SourceRoutesOptions): Route[] {
  const own = async (caller: Caller, id = ""): Promise<SourceRow> => {
    const found = (await visibleSources(store, caller)).find((source) => source.id === id);
    if (found !== undefined) return found;
    throw new TributaryError("not_found", `There is no source ${id}.`, { hint: "List them with GET /v1/sources." });
  };
  const changeable = async (caller: Caller, id?: string): Promise<SourceRow> => {
    const source = await own(caller, id);
    const mayChange =
      caller.kind === "member" &&
      (caller.role === "admin" || (caller.role === "member" && source.kind === "confluence"));
    if (mayChange) return source;
    throw new TributaryError("forbidden", "Only an admin, or the member whose connection it is, may do this.", {
      hint: "Ask an admin.",
    });
  };
  const show = async (sources: readonly SourceRow[], caller: Caller) => {
    const counts = new Map((await index.stats()).sources.map((one) => [one.sourceId, one]));
    return Promise.all(
      sources.map(async (source) => {
        const { documents = 0, spaces = [] } = counts.get(source.id) ?? {};
        const bySpace = new Map(spaces.map((space) => [space.id ?? "", space.documents]));
        const failures = await store.syncMemory.countFailures(source.id);
        const shown = showSource(source, { documents, bySpace, failures }, await store.syncRuns.latest(source.id));
        return toldOfSource(shown, caller);
      }),
    );
  };
  const showOne = async (source: SourceRow, caller: Caller) => (await show([source], caller))[0];

  return [
    route({
      method: "GET",
      path: "/v1/sources",
      summary: "List what is synced: one source for each connection, and folders of Markdown files",
      access: "caller",
      response: z.object({ items: z.array(sourceShape) }),
      handle: async ({ caller }) => ({ items: await show(await visibleSources(store, caller), caller) }),
    }),
    route({
      method: "POST",
      path: "/v1/sources",
      summary:
        "Add a folder of Markdown files on the server's machine; over the API only below the folders its operator allowed",
      access: "admin",
      body: z.strictObject({ path: z.string().min(1).max(4_096), name: z.string().min(1).max(100).optional() }),
      response: sourceShape,
      status: 201,
      async handle({ body, caller }) {
        const path = allowedFolder(body.path, caller, markdownFolders);
        return showOne(await sync.addMarkdown({ path, ...(body.name !== undefined && { name: body.name }) }), caller);
      },
    }),
    route({
      method: "GET",
      path: "/v1/sources/{id}",
      summary: "Read a source",
      access: "caller",
      response: sourceShape,
      handle: async ({ params, caller }) => showOne(await own(caller, params.id), caller),
    }),
    route({
      method: "PATCH",
      path: "/v1/sources/{id}",
      summary: "Change which spaces are synced, how often, with comments or not; pause and resume",
      access: "member",
      body: change,
      response: sourceShape,
      async handle({ params, body, caller }) {
        const { id, settings } = await changeable(caller, params.id);
        return showOne(await sync.change(id, changed(settings, body)), caller);
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/sources/{id}",
      summary: "Remove a Markdown source; one of a connection goes with the connection",
      access: "admin",
      response: z.null(),
      status: 204,
      async handle({ params, caller }) {
        const source = await changeable(caller, params.id);
        if (source.kind === "markdown") return sync.remove(source.id);
        throw new TributaryError("conflict", "This source belongs to a connection.", {
          hint: "Disconnect the connection, or pause the source.",
        });
      },
    }),
    route({
      method: "POST",
      path: "/v1/sources/{id}/sync",
      summary: "Start a sync, or join the one under way",
      access: "caller",
      body: start,
      response: runShape,
      status: 201,
      async handle({ params, body, caller }) {
        const plain =
          body.mode === "increment" && body.spaces === undefined && !body.retryFailed && !body.confirmRemovals;
        // Anybody may ask for what is new; what costs much, or removes, is for those who may change the source.
        const source = plain ? await own(caller, params.id) : await changeable(caller, params.id);
        const run = await sync.start(source.id, await wantedOf(store, source.id, body));
        return toldOfRun(showRun(run), caller, source.state.spaces ?? []);
      },
    }),
    route({
      method: "POST",
      path: "/v1/sources/{id}/cancel",
      summary: "Interrupt the sync under way; what it has done stays",
      access: "member",
      response: sourceShape,
      async handle({ params, caller }) {
        const source = await changeable(caller, params.id);
        await sync.cancel(source.id);
        return showOne(source, caller);
      },
    }),
    route({
      method: "GET",
      path: "/v1/sources/{id}/failures",
      summary: "List items that could not be indexed, and why",
      access: "caller",
      response: z.object({ items: z.array(failureShape) }),
      async handle({ params, caller }) {
        const { id, state } = await own(caller, params.id);
        const failures = hearsAll(caller, state.spaces ?? []) ? await store.syncMemory.failures(id) : [];
        return {
          items: failures.map(({ itemId, at, ...rest }) => ({ id: itemId, ...rest, at: new Date(at).toISOString() })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/v1/sync-runs",
      summary: "List sync runs, newest first",
      access: "caller",
      query: z.strictObject({
        sourceId: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
        cursor: cursorOf("run"),
      }),
      response: z.object({ items: z.array(runShape), cursor: z.string().optional() }),
      async handle({ query: { sourceId, limit, cursor }, caller }) {
        const sources = sourceId === undefined ? await visibleSources(store, caller) : [await own(caller, sourceId)];
        const runs = await store.syncRuns.list({
          sourceIds: sources.map(({ id }) => id),
          limit: limit + 1,
          ...(cursor !== undefined && { before: cursor }),
        });
        const spaces = new Map(sources.map(({ id, state }) => [id, state.spaces]));
        const items = runs
          .slice(0, limit)
          .map((run) => toldOfRun(showRun(run), caller, spaces.get(run.sourceId) ?? []));
        const last = items.at(-1);
        return { items, ...(runs.length > limit && last !== undefined && { cursor: last.id }) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/sync-runs/{id}",
      summary: "Read a sync run; with wait, answers when it has ended or after that many seconds",
      access: "caller",
      query: z.strictObject({ wait: z.coerce.number().min(0).max(60).default(0) }),
      response: runShape,
      async handle({ params, query, caller, context }) {
        const run = await store.syncRuns.get(params.id ?? "");
        const { state } = await own(caller, run.sourceId);
        const waited = await sync.wait(run.id, query.wait * 1000, context.req.raw.signal);
        return toldOfRun(showRun(waited), caller, state.spaces ?? []);
      },
    }),
  ];
}

/** Also sources whose connection has ended: people have to see why they stand still. */
async function visibleSources(store: Store, caller: Caller): Promise<SourceRow[]> {
  if (caller.kind === "member" && caller.role === "admin") return store.sources.list();
  return usableSources(store, caller);
}

function changed(before: SourceSettings, body: z.output<typeof change>): SourceSettings {
  const { includeSpaces = before.includeSpaces, excludeSpaces = before.excludeSpaces, ...rest } = body;
  const { includeSpaces: _, excludeSpaces: __, ...kept } = before;
  return settingsShape.parse({
    ...kept,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(includeSpaces != null && { includeSpaces }),
    ...(excludeSpaces != null && { excludeSpaces }),
  }) as SourceSettings;
}

async function wantedOf(store: Store, sourceId: string, body: z.output<typeof start>): Promise<Wanted> {
  const failures = body.retryFailed ? await store.syncMemory.failures(sourceId, 1_000) : [];
  return {
    ...(body.mode !== "increment" && { [body.mode]: true }),
    ...(body.confirmRemovals && { confirmRemovals: true, sweep: true }),
    ...(body.spaces !== undefined && { reindexSpaces: body.spaces }),
    ...(failures.length > 0 && { items: failures.map(({ itemId }) => itemId) }),
  };
}

/**
 * Whoever may use the API must not be able to read the server's disk through it: a folder has to lie in one of those
 * the operator named, links followed. The command line on the server's own machine may name any.
 */
function allowedFolder(path: string, caller: Caller, allowed: readonly string[]): string {
  const folder = isAbsolute(path) ? realFolder(path) : undefined;
  const inside = (root: string) => {
    const way = folder === undefined ? ".." : relative(realFolder(root) ?? root, folder);
    return !way.startsWith("..") && !isAbsolute(way);
  };
  if (caller.id === localOperator.id && folder !== undefined) return folder;
  if (folder !== undefined && allowed.some(inside)) return folder;
  if (caller.id === localOperator.id)
    throw new TributaryError("not_found", `There is no folder ${path}.`, { hint: "Give its absolute path." });
  // The same words whether or not it exists.
  throw new TributaryError("forbidden", `${path} is not below a folder that may be added over the API.`, {
    hint: "The operator names such folders with TRIBUTARY_MARKDOWN_SOURCES, or adds one with `tributary sync --add-folder`.",
  });
}

function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}
