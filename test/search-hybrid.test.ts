import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tributary } from "@tributary/sdk";
import { createApp, readConfig } from "@tributary/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSecret } from "../packages/server/src/base/ids.ts";
import { type ModelEndpoint, startModelEndpoint } from "../packages/server/src/search/testing/model-endpoint.ts";
import { newDataDir } from "./set-up.ts";

let endpoint: ModelEndpoint;
let folder: string;
let app: Awaited<ReturnType<typeof createApp>>;
let client: Tributary;

beforeAll(async () => {
  endpoint = await startModelEndpoint();
  folder = mkdtempSync(join(tmpdir(), "tributary-hybrid-"));
  writeFileSync(join(folder, "cars.md"), "# Company automobile\n\nWho may drive one.\n");
  writeFileSync(join(folder, "leave.md"), "# Vacation days\n\nHow many there are.\n");
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: "silent",
    TRIBUTARY_DATA: newDataDir(),
    TRIBUTARY_MARKDOWN_SOURCES: folder,
    EMBEDDINGS_BASE_URL: endpoint.baseUrl,
    EMBEDDINGS_MODEL: "m1",
    EMBEDDINGS_API_KEY: "sk-secret",
    RERANK_BASE_URL: endpoint.baseUrl,
    RERANK_MODEL: "r1",
  });
  app = await createApp(config);
  await app.background.start();
  const apiKey = `trib_${newSecret()}`;
  await app.store.apiKeys.insert("key_local", apiKey, { kind: "member", id: "local" }, "test", Date.now());
  const send = (input: string | URL | Request, init?: RequestInit) => app.fetch(new Request(input, init));
  client = new Tributary({ baseUrl: "http://t", apiKey, fetch: send as typeof fetch });
});
afterAll(async () => {
  await app?.stop();
  await endpoint?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const titles = async (query: string, more = {}) => (await client.search(query, more)).items.map(({ title }) => title);

describe("a server with models set in its environment", () => {
  it("finds by meaning what no word finds, after embedding in the background", async () => {
    await expect.poll(async () => (await app.index.stats()).embedded).toBe(2);
    expect((await titles("vehicle"))[0]).toBe("Company automobile");
    expect(await titles("vehicle", { mode: "keyword" })).toEqual([]);
    expect(await client.search("holiday")).toMatchObject({ hybrid: "on", reranked: "on" });
    expect(endpoint.requests.every(({ path }) => /^\/v1\/(embeddings|rerank)$/.test(path))).toBe(true);
  });

  it("goes on with words alone while the models are down, and says so", async () => {
    for (const fail of [500, "hang"] as const) {
      endpoint.fail = fail;
      const found = await client.search("vacation");
      expect(
        found.items.map(({ title }) => title),
        String(fail),
      ).toEqual(["Vacation days"]);
      expect(found.hybrid).toBe("unavailable");
    }
    endpoint.fail = undefined;
  });
});
