import type { Server } from "node:http";
import { isIPv6 } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { type ApprovalDesk, createApprovalDesk } from "../approvals/approvals.ts";
import { type Clock, systemClock } from "../base/clock.ts";
import { type Config, dataFile } from "../base/config.ts";
import { createSealer, loadKeys, secretFor } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import { createLive } from "../base/live.ts";
import { createLog, type Log } from "../base/log.ts";
import { createDoor, type Door } from "../calls/door.ts";
import { createFetchSend, createHttpSend } from "../confluence/send.ts";
import { createTransport } from "../confluence/transport.ts";
import { type Connections, createConnectionFlows } from "../connections/connections.ts";
import { createHttp } from "../http/http.ts";
import { makeSetupToken } from "../http/setup-token.ts";
import type { SignIn } from "../http/sign-in.ts";
import { createFindInsights, readInsightModel } from "../insights/find-insights.ts";
import { createInsights, type Insights } from "../insights/insights.ts";
import { createJobs } from "../jobs/jobs.ts";
import { readPublicDocument } from "../mcp/client-document.ts";
import type { McpEndpoint } from "../mcp/endpoint.ts";
import {
  createEmbedder,
  createReranker,
  openSqliteIndex,
  readModelSettings,
  type SearchIndex,
} from "../search/index.ts";
import { lockDataFolder } from "../store/lock-data-folder.ts";
import { openStore, type Store } from "../store/store.ts";
import { openSources } from "../sync/open-sources.ts";
import { createSync, type Sync } from "../sync/sync.ts";
import { closable } from "./close-server.ts";
import { applyEnvironment } from "./environment-auth-config.ts";
import { type House, keepHouse } from "./keep-house.ts";
import { type KeptInSync, keepInSync } from "./keep-in-sync.ts";
import { version } from "./version.ts";
import { watchChanges } from "./watch-changes.ts";
import { watchConnections } from "./watch-connections.ts";
import { watchWrites } from "./watch-writes.ts";

export type App = {
  /** Answers a request without a socket. */
  fetch(request: Request): Promise<Response>;
  /** Listens; resolves with the address browsers reach the server at, and the one this machine does. */
  start(): Promise<{ url: string; localUrl: string }>;
  /** Stops listening, lets calls under way end, writes what is waiting. */
  stop(): Promise<void>;
  /** The link with which the first admin is made; undefined when there is one. */
  setupUrl(): Promise<string | undefined>;
  store: Store;
  connections: Connections;
  desk: ApprovalDesk;
  door: Door;
  insights: Insights;
  signIn: () => Promise<SignIn>;
  index: SearchIndex;
  sync: Sync;
  /** What works without being asked: begun by `start`, ended by `stop`. */
  background: KeptInSync;
  house: House;
};

/** What tests put in place of the real thing. */
export type Parts = {
  fetch?: typeof fetch;
  clock?: Clock;
  log?: Log;
  /** Pages of 4 KB the search index may grow to, as if the disk were full then. */
  mostIndexPages?: number;
  /** Answers at the MCP address in the product's place. */
  mcp?: () => Promise<McpEndpoint>;
};

/** Puts the server together. Nothing listens until `start`. Throws `conflict` when another server has the data folder. */
export async function createApp(config: Config, parts: Parts = {}): Promise<App> {
  const unlock = lockDataFolder(config);
  try {
    return await putTogether(config, parts, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function putTogether(config: Config, parts: Parts, unlock: () => void): Promise<App> {
  const clock = parts.clock ?? systemClock;
  const log = parts.log ?? createLog(config.logLevel);
  const send = parts.fetch ?? fetch;
  const keys = loadKeys(config.encryptionKey, dataFile(config, "key"));
  const sealer = createSealer(keys);
  let background: KeptInSync | undefined;
  const opened = await openStore(dataFile(config, "tributary.db"), sealer);
  const live = createLive();
  const store = watchWrites(
    watchConnections(watchChanges(opened, live), (id) => background?.connectionChanged(id)),
    (connectionId, ids) => background?.written(connectionId, ids),
  );
  await store.oauthFlows.removeExpired(clock.now());
  const interrupted = await store.calls.closeInterrupted();
  if (interrupted > 0)
    log.warn({ calls: interrupted }, "calls were under way when the server last stopped; their outcome is unknown");
  await applyEnvironment(store, clock, config.oauthApp);

  let url = config.publicUrl ?? localAddress(config.host, config.port);
  const publicUrl = () => url;
  const transport = createTransport({
    send: parts.fetch === undefined ? createHttpSend() : createFetchSend(parts.fetch),
    clock,
    onRetry: (event) => log.info(event, "repeating a request to Confluence"),
  });
  const connections = createConnectionFlows({
    store,
    fetch: send,
    clock,
    log,
    atlassian: config.atlassian,
    publicUrl,
  });
  const models = readModelSettings(config.models);
  let lost = false;
  const index = await openSqliteIndex({
    path: dataFile(config, "search.db"),
    ...(parts.mostIndexPages !== undefined && { mostPages: parts.mostIndexPages }),
    clock,
    log,
    ...(models.embeddings && { embedder: createEmbedder(models.embeddings, fetch) }),
    ...(models.rerank && { reranker: createReranker(models.rerank, fetch) }),
    // An index that had to be made anew is filled again by a sync of every source.
    onRebuilt: () => {
      lost = true;
      background?.indexLost();
    },
  });
  const jobs = createJobs({ store, clock, log });
  const openSource = openSources({ store, connections, transport, clock });
  const sync = createSync({ store, jobs, index, openSource, clock, log });
  const keeper = keepInSync(config, { store, jobs, sync, log });
  background = keeper;
  if (lost) keeper.indexLost();
  const desk = createApprovalDesk({ store, clock, log, fetch: send, publicUrl });
  const door = createDoor({
    store,
    connections,
    desk,
    transport,
    clock,
    log,
    sealer,
    synced: { index, writesTaken: sync.writesTaken },
    recordedTexts: config.recordedTexts,
  });
  const insightModel = readInsightModel(config.models);
  const insights = createInsights({
    store,
    door,
    clock,
    ...(insightModel && { find: createFindInsights(insightModel, fetch) }),
  });
  const house = keepHouse({
    store,
    clock,
    log,
    ...(config.recordDays !== undefined && { recordDays: config.recordDays }),
  });
  // The sign-in library is loaded when a person first needs it: agents never do.
  let signingIn: Promise<SignIn> | undefined;
  const signIn = () => {
    signingIn ??= import("../http/sign-in.ts").then((m) =>
      m.createSignIn(store, url, clock.now, secretFor("sessions", keys[0]), config.oidc, () => live.publish("members")),
    );
    return signingIn;
  };
  // Nor is the MCP library loaded before an MCP client comes.
  let speaking: Promise<McpEndpoint> | undefined;
  const mcp = () => {
    speaking ??= import("../mcp/open-mcp.ts").then((m) => m.openMcp({ door, desk, store, clock, log, version, live }));
    return speaking;
  };
  const http = createHttp({
    store,
    connections,
    desk,
    door,
    index,
    sync,
    insights,
    live,
    markdownFolders: config.markdownFolders,
    clock,
    log,
    publicUrl,
    signIn,
    ...(config.oidc !== undefined && { oidcName: config.oidc.name }),
    mcp: parts.mcp ?? mcp,
    readDocument: parts.fetch === undefined ? readPublicDocument : async (url) => (await send(url)).text(),
    version,
    dataDir: config.dataDir,
    startedAt: clock.now(),
    ...(config.recordDays !== undefined && { recordDays: config.recordDays }),
    dashboardDir: fileURLToPath(new URL("../../dist/dashboard", import.meta.url)),
  });
  let closeServer: (() => Promise<void>) | undefined;

  return {
    fetch: async (request) => http.fetch(request),
    start: () =>
      new Promise((resolve, reject) => {
        const server = serve({ fetch: http.fetch, hostname: config.host, port: config.port }, ({ port }) => {
          const localUrl = localAddress(config.host, port);
          url = config.publicUrl ?? localUrl;
          log.info({ url }, "listening");
          door.recover().catch((err: unknown) => log.error({ err }, "approved writes could not be gone on with"));
          keeper.start().catch((error: unknown) => log.error({ err: error }, "the sync could not be started"));
          resolve({ url, localUrl });
        }) as Server;
        closeServer = closable(server);
        server.once("error", (cause: NodeJS.ErrnoException) => reject(cannotListen(config, cause)));
      }),
    async stop() {
      await (await speaking)?.close();
      await closeServer?.();
      house.stop();
      await keeper.stop();
      await index.close();
      await store.close();
      unlock();
    },
    async setupUrl() {
      return (await store.members.list()).length > 0 ? undefined : `${url}/setup?token=${await makeSetupToken(store)}`;
    },
    store,
    connections,
    desk,
    door,
    insights,
    signIn,
    index,
    sync,
    background: keeper,
    house,
  };
}

/** Where this machine reaches what listens on a host: the hosts that stand for every address are none to go to. */
function localAddress(host: string, port: number): string {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
}

function cannotListen(config: Config, cause: NodeJS.ErrnoException): TributaryError {
  const taken = cause.code === "EADDRINUSE";
  return new TributaryError(
    "conflict",
    `Cannot listen on ${config.host}:${config.port}: ${taken ? "something else is listening there" : cause.message}.`,
    {
      hint: taken
        ? "Stop it, or choose another port with --port."
        : "Choose another address with TRIBUTARY_HOST and TRIBUTARY_PORT.",
      cause,
    },
  );
}
