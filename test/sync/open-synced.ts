import { createEmulator, type EmulatorOptions } from "@tributary/emulator";
import { createApp, readConfig, systemClock } from "@tributary/server";
import { expect } from "vitest";
import type { SearchDocument } from "../../packages/server/src/search/index.ts";
import type { Connection } from "../../packages/server/src/store/connections.ts";
import type { Wanted } from "../../packages/server/src/store/sources.ts";
import type { SyncRun } from "../../packages/server/src/store/sync-runs.ts";
import { newDataDir } from "../set-up.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape.
type Json = any;

export type SyncedOptions = EmulatorOptions & {
  dataDir?: string;
  env?: Record<string, string>;
  /** Do not wait for the first sync. */
  waiting?: false;
  /** Who connects; the demo's first person when absent. */
  account?: string;
  /** Connects through the emulator's OAuth app, which has hourly quotas, instead of an API token, which has none. */
  oauth?: boolean;
  /** Pages of 4 KB the index may grow to. */
  mostIndexPages?: number;
  /** Called before each request to the site. */
  onRequest?: (path: string) => Promise<void> | void;
};

/** A site of the emulator, connected, with the whole server beside it in one process, and its first sync done. */
export async function openSynced(given: SyncedOptions = {}) {
  const {
    dataDir = newDataDir(),
    env = {},
    waiting,
    account,
    oauth = false,
    onRequest,
    mostIndexPages,
    ...options
  } = given;
  const emulator = await createEmulator({ seed: "demo", indexLagMs: 0, ...options });
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: "silent",
    TRIBUTARY_DATA: dataDir,
    ATLASSIAN_AUTH_URL: emulator.url,
    ATLASSIAN_API_URL: emulator.url,
    CONFLUENCE_CLIENT_ID: emulator.credentials.clientId,
    CONFLUENCE_CLIENT_SECRET: emulator.credentials.clientSecret,
    ...env,
  });
  let movedMs = 0;
  const advance = (ms: number) => {
    movedMs += ms;
    emulator.admin.clock.advance(ms);
  };
  // Waiting costs tests no time: the clocks go on by as much as was to be waited.
  const sleep = async (ms: number) => {
    advance(ms);
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const clock = { ...systemClock, now: () => Date.now() + movedMs, sleep };
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    await onRequest?.(pathname + search);
    return emulator.fetch(input as string, init);
  };
  const open = (parts: { mostIndexPages?: number }) =>
    createApp(config, { fetch: send as typeof fetch, clock, ...parts });
  let app = await open(mostIndexPages === undefined ? {} : { mostIndexPages });
  const { siteUrl, email } = emulator.credentials;
  const who = account ?? email;
  const connection = oauth ? await connectByGrant() : await connectByToken();
  const { id } = connection;
  const authorization = `Basic ${Buffer.from(`${email}:${emulator.credentials.apiToken}`).toString("base64")}`;
  await app.background.start();

  const synced = {
    app,
    emulator,
    connection,
    dataDir,
    /** The run under way, or the last one, when it has ended. */
    async ended(): Promise<SyncRun> {
      for (;;) {
        const run = await app.store.syncRuns.latest(id);
        if (run !== undefined && run.status !== "waiting" && run.status !== "running") return run;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    /** Starts a run, or joins one, and gives it when it has ended. */
    async sync(wanted: Wanted = {}): Promise<SyncRun> {
      const run = await app.sync.wait((await app.sync.start(id, wanted)).id, 120_000);
      if (run.status !== "succeeded") throw new Error(`the run ${run.status}: ${run.report.error?.message}`);
      return run;
    },
    /** Everything the index has of the connection, by id, without what differs between runs. */
    async documents(): Promise<Map<string, Omit<SearchDocument, "sourceId">>> {
      const all = new Map<string, Omit<SearchDocument, "sourceId">>();
      for await (const { id: documentId } of app.index.versions(id)) {
        const found = await app.index.get(id, documentId);
        if (found === undefined) continue;
        const { indexedAt, sourceId, ...document } = found;
        all.set(documentId, document);
      }
      return all;
    },
    async search(text: string, viewer: Json = "all") {
      return (await app.index.query({ text, sources: [{ sourceId: id, viewer }] })).hits;
    },
    /** Asks the site itself, past Tributary. `path` begins with /wiki. */
    async site(method: string, path: string, body?: unknown): Promise<Json> {
      const response = await emulator.fetch(`${siteUrl}${path}`, {
        method,
        headers: {
          authorization,
          accept: "application/json",
          "content-type": "application/json",
          "x-atlassian-token": "no-check",
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.status >= 400) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    },
    async pageNamed(title: string): Promise<Json> {
      const path = `/wiki/api/v2/pages?title=${encodeURIComponent(title)}&body-format=storage`;
      return (await synced.site("GET", path)).results[0];
    },
    /** Writes a new version of a page. */
    async edit(title: string, change: { title?: string; body?: string }): Promise<Json> {
      const page = await synced.pageNamed(title);
      return synced.site("PUT", `/wiki/api/v2/pages/${page.id}`, {
        id: page.id,
        status: "current",
        title: change.title ?? page.title,
        body: { representation: "storage", value: change.body ?? page.body.storage.value },
        version: { number: page.version.number + 1 },
      });
    },
    /** The requests the site got while `run` went on, by operation. */
    async requests(run: () => Promise<unknown>): Promise<Record<string, number>> {
      const before = emulator.admin.journal().at(-1)?.number ?? 0;
      await run();
      const counts: Record<string, number> = {};
      for (const { number, operationId } of emulator.admin.journal())
        if (number > before) counts[operationId ?? "none"] = (counts[operationId ?? "none"] ?? 0) + 1;
      return counts;
    },
    advance,
    /** What consent does once more to a connection whose grant has ended. Only of OAuth connections. */
    async reconnect(): Promise<void> {
      const tokens = newTokens([...connection.scopes]);
      await app.store.connections.update(id, { status: "active", statusReason: null, tokens }, clock.now());
    },
    /** Stops the server and starts it again on the same data, with all the room it wants. */
    async restart({ stopped = false } = {}): Promise<void> {
      if (!stopped) await app.stop();
      app = await open({});
      synced.app = app;
      await app.background.start();
    },
    async close() {
      await app.stop();
      await emulator.close();
    },
  };
  if (waiting !== false) expect((await synced.ended()).report.error).toBeNull();
  return synced;

  async function connectByToken(): Promise<Connection> {
    const apiToken = emulator.admin.createApiToken({ account: who }).id;
    const authConfig = (await app.store.authConfigs.list()).find(({ type }) => type === "api_token");
    if (authConfig === undefined) throw new Error("there is no auth config for API tokens");
    return app.connections.connectWithApiToken(
      { userId: "test", authConfig, createdBy: "test" },
      { siteUrl, email: who, apiToken },
    );
  }

  async function connectByGrant(): Promise<Connection> {
    const { cloudId } = emulator.credentials;
    const authConfig = (await app.store.authConfigs.list()).find(({ type }) => type === "oauth2");
    const scopes = [...(authConfig?.scopes ?? [])];
    const person = emulator.admin.accounts().find((one) => one.email === who);
    const made: Connection = {
      id: "conn_test",
      name: "Test",
      userId: "test",
      authConfigId: authConfig?.id ?? "",
      createdBy: "test",
      type: "oauth2",
      status: "active",
      statusReason: null,
      account: { accountId: person?.id ?? "", name: person?.displayName ?? "" },
      sites: [{ id: cloudId, name: "rillmark", url: siteUrl }],
      siteId: cloudId,
      scopes,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    };
    await app.store.connections.insert(made, newTokens(scopes));
    return made;
  }

  function newTokens(scopes: string[]) {
    const { clientId } = emulator.credentials;
    const grant = emulator.admin.grant({ clientId, account: who, scopes });
    return {
      accessToken: grant.access_token,
      refreshToken: grant.refresh_token ?? null,
      expiresAt: clock.now() + grant.expires_in * 1000,
    };
  }
}

export type Synced = Awaited<ReturnType<typeof openSynced>>;
