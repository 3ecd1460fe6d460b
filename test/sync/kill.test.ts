import { createEmulator, type Emulator } from "@tributary/emulator";
import { Tributary } from "@tributary/sdk";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";
import { openSqliteIndex } from "../../packages/server/src/search/index.ts";
import { newDataDir } from "../set-up.ts";

type Ready = { url: string; apiKey: string };

const rounds = 20;
/** Slow enough that a first sync is met at every stage. */
const latencyMs = 40;

let emulator: Emulator;
let running: Program<Ready> | undefined;

beforeAll(async () => {
  emulator = await createEmulator({ seed: "demo", port: 0 });
  emulator.admin.addFault({ kind: "latency", latencyMs, remaining: null });
  // Short lists: more moments between them.
  emulator.admin.addFault({ kind: "status", status: 504, match: "limit=(250|200|125|100)&?", remaining: null });
});
afterAll(async () => {
  await running?.stop();
  await emulator.close();
});

async function serve(dataDir: string): Promise<Tributary> {
  running = await startProgram<Ready>(["serve", "--port", "0", "--data", dataDir], {
    ATLASSIAN_AUTH_URL: emulator.url,
    ATLASSIAN_API_URL: emulator.url,
    TRIBUTARY_LOG_LEVEL: "silent",
  });
  return new Tributary({ baseUrl: running.ready.url, apiKey: running.ready.apiKey, retries: 0 });
}

async function kill(): Promise<void> {
  const child = running?.child;
  running = undefined;
  if (child === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

async function connect(client: Tributary): Promise<string> {
  const { siteUrl, email, apiToken } = emulator.credentials;
  return (await client.connections.createWithApiToken({ siteUrl, email, apiToken })).id;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const sourceOf = async (client: Tributary, id: string) => (await client.sources.list()).find((one) => one.id === id);

async function loaded(client: Tributary, id: string): Promise<boolean> {
  const source = await sourceOf(client, id);
  return source?.loadedAt != null && source.lastRun?.status === "succeeded";
}

/** Everything in the index of a server that has ended, without what differs between runs. */
async function documentsIn(dataDir: string, connectionId: string) {
  const index = await openSqliteIndex({ path: `${dataDir}/search.db` });
  const all = new Map<string, unknown>();
  for await (const { id } of index.versions(connectionId)) {
    const { indexedAt, sourceId, ...document } = (await index.get(connectionId, id)) ?? {};
    all.set(id, document);
  }
  await index.close();
  return all;
}

describe("a first sync whose process is killed again and again", () => {
  it("ends with the same index as one that was left alone", async () => {
    const [moments = []] = fc.sample(
      fc.array(fc.noBias(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: rounds, maxLength: rounds }),
      1,
    );
    const untouched = newDataDir();
    const alone = await serve(untouched);
    const begun = Date.now();
    const first = await connect(alone);
    await expect.poll(() => loaded(alone, first), { timeout: 120_000 }).toBe(true);
    const tookMs = Date.now() - begun;
    await running?.stop();
    const whole = await documentsIn(untouched, first);
    expect(whole.size).toBeGreaterThan(250);

    let [dataDir, connectionId] = [newDataDir(), ""];
    let [ended, kills] = [0, 0];
    const finish = async () => {
      const client = await serve(dataDir);
      const done = async () => {
        // Killed five times without getting on, it is given up until somebody asks for it.
        if ((await sourceOf(client, connectionId))?.lastRun?.status === "failed") await client.sync.start(connectionId);
        return loaded(client, connectionId);
      };
      await expect.poll(done, { timeout: 120_000 }).toBe(true);
      await running?.stop();
      expect(await documentsIn(dataDir, connectionId)).toEqual(whole);
      [dataDir, connectionId] = [newDataDir(), ""];
      ended++;
    };
    for (const moment of moments) {
      const client = await serve(dataDir);
      connectionId ||= await connect(client);
      await pause(moment * tookMs);
      const done = await loaded(client, connectionId);
      await kill();
      kills++;
      if (done) await finish();
    }
    if (connectionId !== "") await finish();
    expect(kills).toBe(rounds);
    expect(ended).toBeGreaterThan(0);
  }, 600_000);
});
