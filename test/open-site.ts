import { createEmulator, type Emulator, type EmulatorOptions } from "@tributary/emulator";
import { createApp, readConfig, systemClock } from "@tributary/server";
import { newId } from "../packages/server/src/base/ids.ts";
import { policySchema } from "../packages/server/src/policy/policy.ts";
import { newDataDir } from "./set-up.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape.
export type Json = any;

export type Answer = {
  data: Json;
  successful: boolean;
  error: { code: string; message: string; hint?: string; details?: Record<string, unknown> } | null;
  meta: Record<string, Json> & { callId: string };
};

/**
 * The whole server and an emulated site in one process, without sockets: tools are called through the door by an admin,
 * and what became of the site is asked of the site itself.
 */
export async function openSite(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({ seed: "demo", indexLagMs: 0, ...options });
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: "silent",
    TRIBUTARY_DATA: newDataDir(),
    TRIBUTARY_SYNC: "off",
    ATLASSIAN_AUTH_URL: emulator.url,
    ATLASSIAN_API_URL: emulator.url,
  });
  let movedMs = 0;
  const clock = { ...systemClock, now: () => Date.now() + movedMs, sleep: () => Promise.resolve() };
  const app = await createApp(config, { fetch: emulator.fetch as typeof fetch, clock });
  const { siteUrl, email, apiToken, cloudId } = emulator.credentials;
  const authConfig = {
    id: "ac_test",
    name: "API token",
    type: "api_token" as const,
    source: "api" as const,
    clientId: null,
    scopes: [],
    createdAt: clock.now(),
  };
  await app.store.authConfigs.insert(authConfig);
  const connection = await app.connections.connectWithApiToken(
    { userId: "test", authConfig, createdBy: "test" },
    { siteUrl, email, apiToken },
  );
  const admin = { kind: "member", id: "mbr_test", name: "Test", role: "admin" } as const;
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;

  return {
    app,
    emulator,
    admin,
    connection,
    /** Runs a tool and gives its whole answer. */
    call: (tool: string, args: unknown = {}, request: Record<string, unknown> = {}): Promise<Answer> =>
      app.door.execute(admin, { tool, arguments: args, surface: "test", ...request }) as Promise<Answer>,
    /** An agent that may use the connection, under a policy; its calls are judged like those by an API key. */
    async agent(policy: unknown): Promise<Agent> {
      const parsed = policySchema.parse(policy);
      const id = newId("agt", clock.now());
      const made = { id, name: "Agent", policy: parsed, connectionIds: [connection.id], callbackUrl: null };
      await app.store.agents.insert({ ...made, createdAt: clock.now(), updatedAt: clock.now() });
      const load = async () => {
        const now = await app.store.agents.get(id);
        return { kind: "agent" as const, ...made, policy: policySchema.parse(now.policy) };
      };
      return {
        id,
        setPolicy: (next) => app.store.agents.update(id, { policy: policySchema.parse(next) }, clock.now()),
        call: async (tool, args = {}, request = {}) =>
          (await app.door.execute(await load(), { tool, arguments: args, surface: "test", ...request })) as Answer,
        undo: async (callId, options = {}) =>
          (await app.door.undo(await load(), callId, { surface: "test", ...options })) as Answer[],
      };
    },
    /** Runs a tool that must succeed and gives its data. */
    async data(tool: string, args: unknown = {}, request: Record<string, unknown> = {}): Promise<Json> {
      const { data, error } = (await this.call(tool, args, request)) as Answer;
      if (error !== null) throw new Error(`${tool}: ${error.code}: ${error.message} ${error.hint ?? ""}`);
      return data;
    },
    /** The calls that take a call back, from its record; runs them in order. */
    async undo(answer: Answer): Promise<void> {
      const { undo } = await app.store.calls.get(answer.meta.callId);
      if (undo === null) throw new Error("nothing was recorded to undo");
      for (const step of undo as { tool: string; arguments: unknown }[]) await this.data(step.tool, step.arguments);
    },
    /** Asks the site itself, past Tributary. `path` begins with /wiki. */
    async site(method: string, path: string, body?: unknown): Promise<{ status: number; json: Json }> {
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
      return { status: response.status, json: text === "" ? undefined : JSON.parse(text) };
    },
    /** The requests the site got while `run` went on. */
    async requests(run: () => Promise<unknown>): Promise<string[]> {
      const before = emulator.admin.journal().at(-1)?.number ?? 0;
      await run();
      return emulator.admin
        .journal()
        .filter(({ number }) => number > before)
        .map(({ method, url }) => `${method} ${new URL(url, "http://s").pathname}`);
    },
    /** Moves the server's clock and the emulator's forward together. */
    advance(ms: number) {
      movedMs += ms;
      emulator.admin.clock.advance(ms);
    },
    cloudId,
    async close() {
      await app.stop();
      await emulator.close();
    },
  };
}

export type Agent = {
  id: string;
  setPolicy(policy: unknown): Promise<void>;
  call(tool: string, args?: unknown, request?: Record<string, unknown>): Promise<Answer>;
  undo(callId: string, options?: { dryRun?: boolean; force?: boolean }): Promise<Answer[]>;
};

export type OpenSite = Awaited<ReturnType<typeof openSite>>;
export type { Emulator };
