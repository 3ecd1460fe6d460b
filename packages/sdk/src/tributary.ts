import { type Agents, createAgents } from "./agents.ts";
import { type ApiCall, apiCall } from "./api-call.ts";
import { type Approvals, createApprovals } from "./approvals.ts";
import { type AuthConfigs, createAuthConfigs } from "./auth-configs.ts";
import { type Calls, createCalls } from "./calls.ts";
import { type Connections, createConnections } from "./connections.ts";
import { createFiles, type Files } from "./files.ts";
import { type LiveTopic, live } from "./live.ts";
import { createMeetings, type Meetings } from "./meetings.ts";
import {
  type Account,
  createAccount,
  createInvitations,
  createMembers,
  type Invitations,
  type Members,
} from "./members.ts";
import type { RateLedger } from "./rate-budget.ts";
import type { RequestOptions } from "./request-options.ts";
import { createScopeSets, type ScopeSets } from "./scope-sets.ts";
import type { SearchOptions, SearchResult } from "./search.ts";
import { createSession, createSetup, type Me } from "./session.ts";
import { createSettings, type Settings } from "./settings.ts";
import { createSources, createSync, type Sources, type Sync } from "./sources.ts";
import { createTools, type ToolResult, type Tools } from "./tools.ts";
import { createTransport, type Transport } from "./transport.ts";
import { TributaryError } from "./tributary-error.ts";

export type TributaryOptions = {
  /**
   * Address of the server, such as `http://127.0.0.1:7350`; a path prefix is kept, `/v1` may be there or not. Default:
   * the environment's TRIBUTARY_URL.
   */
  baseUrl?: string | undefined;
  /**
   * An agent's or member's key. Leave it out in a browser at the server's own origin: the session cookie counts. Without
   * a `baseUrl` its default is the environment's TRIBUTARY_API_KEY; a key never goes to a server it was not set for.
   */
  apiKey?: string | undefined;
  /** What the record of calls gives as their surface. Default `sdk`. */
  clientName?: string;
  /** Default: the global one. */
  fetch?: typeof fetch;
  /** Time for one attempt of a request, in milliseconds. Default 60,000. */
  timeoutMs?: number;
  /** How many times a request may be repeated where that is safe. Default 2. */
  retries?: number;
};

/** A client of one Tributary server. Holds no connection and no timer; make as many as you like. */
export class Tributary {
  readonly connections: Connections;
  readonly authConfigs: AuthConfigs;
  readonly scopeSets: ScopeSets;
  readonly tools: Tools;
  readonly agents: Agents;
  readonly approvals: Approvals;
  readonly calls: Calls;
  readonly sources: Sources;
  readonly sync: Sync;
  readonly files: Files;
  readonly meetings: Meetings;
  readonly members: Members;
  readonly invitations: Invitations;
  /** What belongs to the member who asks: password, sessions, API keys. */
  readonly account: Account;
  readonly settings: Settings;
  readonly session: ReturnType<typeof createSession>;
  readonly setup: ReturnType<typeof createSetup>;
  // The key lives in the closure behind this field, so that printing a client never shows it.
  readonly #transport: Transport;

  constructor(options: TributaryOptions = {}) {
    const { clientName = "sdk", timeoutMs = 60_000, retries = 2 } = options;
    const transport = createTransport({
      ...whereTo(options),
      clientName,
      // A browser's fetch refuses to be called as another object's method.
      fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      timeoutMs,
      retries,
    });
    this.#transport = transport;
    this.connections = createConnections(transport);
    this.authConfigs = createAuthConfigs(transport);
    this.scopeSets = createScopeSets(transport);
    this.tools = createTools(transport);
    this.agents = createAgents(transport);
    this.approvals = createApprovals(transport);
    this.calls = createCalls(transport);
    this.sources = createSources(transport);
    this.sync = createSync(transport);
    this.files = createFiles(transport);
    this.meetings = createMeetings(transport);
    this.members = createMembers(transport);
    this.invitations = createInvitations(transport);
    this.account = createAccount(transport);
    this.settings = createSettings(transport);
    this.session = createSession(transport);
    this.setup = createSetup(transport);
  }

  /**
   * Sends one request to the Confluence API of the site, under the same policy as every tool; `data` is Confluence's
   * answer. Resolves and throws as `tools.execute` does.
   */
  apiCall(call: ApiCall, options: RequestOptions = {}): Promise<ToolResult> {
    return apiCall(this.tools, call, options);
  }

  /** Finds passages of synced pages and files: words, "exact phrases", identifiers. Asks nothing of the site. */
  search(query: string, search: SearchOptions = {}, options: RequestOptions = {}): Promise<SearchResult> {
    return this.#transport({ method: "POST", path: "/v1/search", body: { query, ...search }, ...options });
  }

  /** Which lists have changed, each time some have, until `signal` aborts: see `live`. */
  live(options: RequestOptions = {}): AsyncGenerator<LiveTopic[]> {
    return live(this.#transport, options);
  }

  /** Who the key or the session belongs to; throws `unauthenticated` when to nobody. */
  me(options: RequestOptions = {}): Promise<Me> {
    return this.#transport({ method: "GET", path: "/v1/me", ...options });
  }

  /** What is known of Atlassian's limits, for each app and site that requests went to. For members, not for agents. */
  async rateBudget(options: RequestOptions = {}): Promise<RateLedger[]> {
    const request = { method: "GET", path: "/v1/rate-budget", ...options } as const;
    return (await this.#transport<{ items: RateLedger[] }>(request)).items;
  }

  health(options: RequestOptions = {}): Promise<{ status: "ok"; version: string }> {
    return this.#transport({ method: "GET", path: "/v1/health", ...options });
  }
}

function whereTo({ baseUrl, apiKey }: TributaryOptions): { baseUrl: string; apiKey: string | undefined } {
  if (baseUrl !== undefined) return { baseUrl: checkedBaseUrl(baseUrl), apiKey };
  // There is no environment in a browser.
  const env = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};
  if (!env.TRIBUTARY_URL) {
    throw new TributaryError({
      code: "invalid_input",
      message: "No Tributary server was named.",
      status: 0,
      hint: "Pass baseUrl, such as http://127.0.0.1:7350, or set TRIBUTARY_URL.",
    });
  }
  return { baseUrl: checkedBaseUrl(env.TRIBUTARY_URL), apiKey: apiKey ?? (env.TRIBUTARY_API_KEY || undefined) };
}

function checkedBaseUrl(baseUrl: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch (cause) {
    throw new TributaryError(
      {
        code: "invalid_input",
        message: `baseUrl ${JSON.stringify(baseUrl)} is not a URL.`,
        status: 0,
        hint: "Give the server's whole address, such as http://127.0.0.1:7350.",
      },
      { cause },
    );
  }
  return `${url.origin}${url.pathname.replace(/(\/v1)?\/*$/, "")}`;
}
