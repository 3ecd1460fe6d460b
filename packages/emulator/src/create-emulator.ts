import { type Admin, createAdmin } from "./admin/create-admin.ts";
import { createWorld } from "./create-world.ts";
import { type Credentials, defaultCredentials } from "./default-credentials.ts";
import { handleRequest } from "./handle-request.ts";
import type { Incoming, Outgoing } from "./http/exchange.ts";
import { type FetchLike, inProcessFetch } from "./http/in-process-fetch.ts";
import { type Listener, listenOn } from "./http/node-listener.ts";
import { checkOptions, type EmulatorOptions } from "./options.ts";
import { keepState, type StateKeeper } from "./state/keep-state.ts";
import type { World } from "./world.ts";

export type Emulator = {
  /** Answers in-process. Takes the emulator's own URL as well as auth.atlassian.com, api.atlassian.com and <site>.atlassian.net. */
  fetch: FetchLike;
  /** The address of the auth host, the gateway and the first site. `http://emulator.test` until it listens: good for `fetch` only. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly admin: Admin;
  /** Starts to listen on 127.0.0.1; resolves to the URL. */
  listen(port?: number): Promise<string>;
  /** Stops listening, and saves the state file if there is one. The state stays in memory, `fetch` still answers. */
  close(): Promise<void>;
};

/** Address for in-process use: `.test` is reserved and never resolves (RFC 6761). */
const inProcessUrl = "http://emulator.test";

/**
 * Starts a local Confluence Cloud. See docs/emulator.md. Throws an `EmulatorOptionError` for options that cannot be, and
 * an `Error` for a port that is taken or a state file that cannot be read.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  let listener: Listener | undefined;
  let keeper: StateKeeper | undefined;
  const world = await createWorld(options, {
    baseUrl: () => listener?.url ?? inProcessUrl,
    save: async () => {
      if (!keeper) throw new Error("The emulator has no state file.");
      await keeper.save();
    },
  });
  const admin = createAdmin(world);
  if (options.gone !== undefined) setGone(admin, world, options.gone);
  const defaults = defaultCredentials(world, admin, options);
  if (options.stateFile !== undefined) keeper = keepState(options.stateFile, world);
  const handle = async (request: Incoming): Promise<Outgoing> => {
    const answer = await handleRequest(world, request);
    if (request.method !== "GET" && request.method !== "HEAD") keeper?.changed();
    return answer;
  };
  const listen = async (port = 0) => {
    if (listener) throw new Error(`The emulator already listens on ${listener.url}.`);
    listener = await listenOn(port, handle);
    return listener.url;
  };
  if (options.port !== undefined) await listen(options.port);
  return {
    fetch: inProcessFetch(handle),
    get url() {
      return world.baseUrl();
    },
    get credentials() {
      return { ...defaults, siteUrl: world.baseUrl() };
    },
    admin,
    listen,
    async close() {
      const open = listener;
      listener = undefined;
      await open?.close();
      await keeper?.close();
    },
  };
}

function setGone(admin: Admin, world: World, gone: NonNullable<EmulatorOptions["gone"]>): void {
  const { operations, atGatewayOnly = false } = "operations" in gone ? gone : { operations: gone };
  for (const { site } of world.sites)
    admin.setFeatures({ gone: operations, goneAtGatewayOnly: atGatewayOnly }, site.name);
}
