import { type PagedList, pagedList } from "./paged-list.ts";
import type { RequestOptions } from "./request-options.ts";
import type { Transport } from "./transport.ts";

export type SourceSettings = {
  /** Keys of the spaces to sync; without them, all there are. */
  includeSpaces?: string[];
  excludeSpaces?: string[];
  /** Whether comments are synced, too. */
  comments: boolean;
  /** Minutes between looks for changes. */
  intervalMinutes: number;
  paused: boolean;
  /** Of a Markdown source: whether agents find it, as people do. */
  shared: boolean;
};

/** `null` takes a list away. */
export type SourceChange = Partial<Omit<SourceSettings, "includeSpaces" | "excludeSpaces">> & {
  includeSpaces?: string[] | null;
  excludeSpaces?: string[] | null;
};

/** Where documents come from. The source of a connection has the connection's id. */
export type Source = {
  id: string;
  kind: "confluence" | "markdown";
  name: string;
  /** The folder of a Markdown source. */
  path?: string;
  settings: SourceSettings;
  /** Documents in the index. */
  documents: number;
  spaces: { id: string; key: string; name: string; documents: number }[];
  /** Items that could not be indexed; see `sources.failures`. */
  failures: number;
  /** When everything was loaded, and when everything was compared last. */
  loadedAt: string | null;
  sweptAt: string | null;
  lastRun: SyncRun | null;
};

export type SourceFailure = { id: string; title: string | null; reason: string; at: string; attempts: number };

export type SyncStatus = "waiting" | "running" | "succeeded" | "failed" | "cancelled";

/** One pass of a source into the index. */
export type SyncRun = {
  id: string;
  sourceId: string;
  trigger: "connect" | "schedule" | "manual" | "start";
  status: SyncStatus;
  /** What it set out to do: load, increment, sweep, reindex, items. */
  did: string[];
  added: number;
  changed: number;
  removed: number;
  /** Hidden, not removed, because so many at once would go: see `warnings`. */
  held: number;
  failed: number;
  /** Left out on purpose, by reason. */
  skipped: Record<string, number>;
  failures: { id: string; title?: string; reason: string }[];
  warnings: string[];
  /** Requests to the site, and what they cost of its hourly points. */
  requests: number;
  points: number;
  progress: {
    phase: string;
    spaces: number;
    spacesDone: number;
    done: number;
    total?: number;
    perSecond: number;
    remainingSeconds?: number;
  };
  error: { code: string; message: string; hint?: string } | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
};

export type StartSync = {
  /** `increment`: what changed; `sweep`: compare everything; `load`: fetch everything again. Default `increment`. */
  mode?: "increment" | "sweep" | "load";
  /** Keys of spaces to index anew. */
  spaces?: string[];
  retryFailed?: boolean;
  /** Remove what an earlier run only hid because it was so much. */
  confirmRemovals?: boolean;
};

export type Sources = ReturnType<typeof createSources>;
export type Sync = ReturnType<typeof createSync>;

const longestWaitSeconds = 30;

const pathOf = (id: string) => `/v1/sources/${encodeURIComponent(id)}`;

export function createSources(transport: Transport) {
  return {
    async list(options: RequestOptions = {}): Promise<Source[]> {
      const request = { method: "GET", path: "/v1/sources", ...options } as const;
      return (await transport<{ items: Source[] }>(request)).items;
    },
    get(id: string, options: RequestOptions = {}): Promise<Source> {
      return transport({ method: "GET", path: pathOf(id), ...options });
    },
    /** Adds a folder of Markdown files on the server's machine, below one that its operator allowed. For admins. */
    addMarkdown(input: { path: string; name?: string }, options: RequestOptions = {}): Promise<Source> {
      return transport({ method: "POST", path: "/v1/sources", body: input, ...options });
    },
    update(id: string, change: SourceChange, options: RequestOptions = {}): Promise<Source> {
      return transport({ method: "PATCH", path: pathOf(id), body: change, ...options });
    },
    /** Removes a Markdown source and what it brought into the index. One of a connection goes with the connection. */
    delete(id: string, options: RequestOptions = {}): Promise<void> {
      return transport({ method: "DELETE", path: pathOf(id), ...options });
    },
    async failures(id: string, options: RequestOptions = {}): Promise<SourceFailure[]> {
      const request = { method: "GET", path: `${pathOf(id)}/failures`, ...options } as const;
      return (await transport<{ items: SourceFailure[] }>(request)).items;
    },
  };
}

export function createSync(transport: Transport) {
  const get = (id: string, { waitSeconds, ...options }: RequestOptions & { waitSeconds?: number } = {}) =>
    transport<SyncRun>({
      method: "GET",
      path: `/v1/sync-runs/${encodeURIComponent(id)}`,
      query: { wait: waitSeconds },
      ...options,
      // The server holds the request open for that long on purpose.
      ...(waitSeconds !== undefined && { timeoutMs: (options.timeoutMs ?? 15_000) + waitSeconds * 1000 }),
    });

  return {
    /** Starts a run of a source, or joins the one under way. */
    start(sourceId: string, wanted: StartSync = {}, options: RequestOptions = {}): Promise<SyncRun> {
      return transport({ method: "POST", path: `${pathOf(sourceId)}/sync`, body: wanted, ...options });
    },
    /** Interrupts the run under way; what it has done stays. */
    cancel(sourceId: string, options: RequestOptions = {}): Promise<Source> {
      return transport({ method: "POST", path: `${pathOf(sourceId)}/cancel`, body: {}, ...options });
    },
    /** One run. With `waitSeconds` the server answers once it has ended, or after that time. */
    get,
    /** Resolves when the run has ended, well or not. `onProgress` hears of it about every second until then. */
    async wait(
      id: string,
      { onProgress, signal }: { onProgress?: (run: SyncRun) => void; signal?: AbortSignal } = {},
    ): Promise<SyncRun> {
      const waitSeconds = onProgress === undefined ? longestWaitSeconds : 1;
      for (;;) {
        const run = await get(id, { waitSeconds, ...(signal !== undefined && { signal }) });
        if (run.status !== "waiting" && run.status !== "running") return run;
        onProgress?.(run);
      }
    },
    /** Newest first. `await` it for one page and its cursor, or `for await` over it for every run there is. */
    list(
      { cursor: start, ...filter }: { sourceId?: string; limit?: number; cursor?: string } = {},
      options: RequestOptions = {},
    ): PagedList<SyncRun> {
      return pagedList(
        (cursor) => transport({ method: "GET", path: "/v1/sync-runs", query: { ...filter, cursor }, ...options }),
        start,
      );
    },
  };
}
