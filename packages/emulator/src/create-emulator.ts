import { type Admin, createAdmin } from "./admin/create-admin.ts";
import type { Fault } from "./admin/faults.ts";
import { createJournal } from "./admin/journal.ts";
import type { AccessToken, ApiToken, AuthorizationCode, Client, Grant, RefreshToken } from "./auth/records.ts";
import { createClock } from "./clock.ts";
import { handleRequest } from "./handle-request.ts";
import { type FetchLike, inProcessFetch } from "./http/in-process-fetch.ts";
import { type Listener, listenOn } from "./http/node-listener.ts";
import { createAccessRules } from "./permission/access-rules.ts";
import { createSearchIndex } from "./search/search-index.ts";
import { demoSeed } from "./seed/demo.ts";
import { emptySeed } from "./seed/empty.ts";
import { fillLargeSite, largeSeed } from "./seed/large.ts";
import { loadSeed } from "./seed/load-seed.ts";
import type { SeedSite } from "./seed/seed-site.ts";
import { createSequence } from "./state/sequence.ts";
import { createSite } from "./state/site.ts";
import { stableToken, stableUuid } from "./state/stable-hash.ts";
import { createTable } from "./state/table.ts";
import type { RunningSite, World } from "./world.ts";

export type EmulatorOptions = {
  /** `demo` is a company's wiki with a second, small site; `empty` one small site; `large` many pages of invented text; or sites of your own, the first first. */
  seed?: "demo" | "empty" | "large" | SeedSite | readonly SeedSite[];
  /** How many pages `large` has; 10,000 when absent. */
  pages?: number;
  /** Listen on 127.0.0.1 at once; 0 takes a free port. Without it only `fetch` answers, until `listen` is called. */
  port?: number;
  /** The time, in milliseconds since the epoch; `Date.now` when absent. Give a constant for answers that never change. */
  now?: () => number;
  /** How long search results lag behind writes, in milliseconds on the emulator's clock. 0 when absent; about 20,000 in real life. */
  indexLagMs?: number;
  /** Serve the v1 operations that were removed from the real API, instead of 410. */
  legacyV1?: boolean;
  /** Life of an access token in seconds; 3600 when absent, as in real life. */
  accessTokenSeconds?: number;
  /** The default app's settings: its callback URLs, and whether it is granted one site or all. Any loopback URL when absent. */
  client?: { name?: string; redirectUris?: readonly string[]; access?: Client["access"] };
};

/** What a client needs to get in: an API token of the first person, and the default OAuth app. */
export type Credentials = {
  cloudId: string;
  siteUrl: string;
  email: string;
  apiToken: string;
  clientId: string;
  clientSecret: string;
};

export type Emulator = {
  /** Answers in-process. Takes the emulator's own URL as well as auth.atlassian.com, api.atlassian.com and <site>.atlassian.net. */
  fetch: FetchLike;
  /** The address of the auth host, the gateway and the first site. `http://emulator.test` until it listens: good for `fetch` only. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly admin: Admin;
  /** Starts to listen on 127.0.0.1; resolves to the URL. */
  listen(port?: number): Promise<string>;
  /** Stops listening. State stays, `fetch` still answers. */
  close(): Promise<void>;
};

/** Address for in-process use: `.test` is reserved and never resolves (RFC 6761). */
const inProcessUrl = "http://emulator.test";

/** Starts a local Confluence Cloud. See docs/emulator.md. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = createClock(options.now ?? Date.now);
  let listener: Listener | undefined;
  const sites = seedsOf(options.seed ?? "demo").map((seed, at): RunningSite => {
    const site = createSite({
      cloudId: stableUuid(`site:${seed.name}`),
      name: seed.name,
      prefix: at === 0 ? "" : `/sites/${seed.name}`,
    });
    const rules = createAccessRules(site);
    const index = createSearchIndex(site, clock, 0);
    loadSeed(site, seed);
    if (options.seed === "large") fillLargeSite(site, options.pages ?? 10_000);
    index.catchUp();
    index.lagMs = options.indexLagMs ?? 0;
    return { site, rules, index };
  });
  const world: World = {
    clock,
    sites,
    identity: {
      clients: createTable<Client>("clients"),
      grants: createTable<Grant>("grants"),
      codes: createTable<AuthorizationCode>("codes"),
      accessTokens: createTable<AccessToken>("accessTokens"),
      refreshTokens: createTable<RefreshToken>("refreshTokens"),
      apiTokens: createTable<ApiToken>("apiTokens"),
      ids: createSequence(1000),
    },
    journal: createJournal(),
    faults: createTable<Fault>("faults"),
    settings: { legacyV1: options.legacyV1 ?? false, accessTokenSeconds: options.accessTokenSeconds ?? 3600 },
    baseUrl: () => listener?.url ?? inProcessUrl,
  };
  const admin = createAdmin(world);
  const defaults = defaultCredentials(world, admin, options);
  const handle = (request: Parameters<typeof handleRequest>[1]) => handleRequest(world, request);
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
    },
  };
}

function seedsOf(seed: NonNullable<EmulatorOptions["seed"]>): readonly SeedSite[] {
  if (seed === "empty") return [emptySeed()];
  if (seed === "large") return [largeSeed()];
  if (seed === "demo") {
    const demo = demoSeed();
    return [
      demo,
      emptySeed(
        `${demo.name}-archive`,
        demo.people.find(({ active }) => active),
      ),
    ];
  }
  return "name" in seed ? [seed] : seed;
}

/** The same for the same seed, so that a client's settings outlive a restart of the emulator. */
function defaultCredentials(world: World, admin: Admin, { client }: EmulatorOptions): Omit<Credentials, "siteUrl"> {
  const [first] = world.sites;
  const owner = first && [...first.site.accounts.values()].find(({ active }) => active);
  if (!first || !owner) throw new Error("The seed has no site with an active person.");
  const { name } = first.site;
  const app: Client = {
    id: stableToken(`default-client:${name}`, 32),
    secret: `ATOA${stableToken(`default-secret:${name}`, 60)}`,
    name: client?.name ?? "Tributary",
    redirectUris: client?.redirectUris ?? [],
    anyLoopback: client?.redirectUris === undefined,
    access: client?.access ?? "site",
  };
  world.identity.clients.put(app);
  const token = admin.createApiToken({ account: owner.id, label: "default" });
  return {
    cloudId: first.site.cloudId,
    email: owner.email,
    apiToken: token.id,
    clientId: app.id,
    clientSecret: app.secret,
  };
}
