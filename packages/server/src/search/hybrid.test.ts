import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmbedder } from "./embedder.ts";
import { createReranker } from "./reranker.ts";
import type { SearchIndex } from "./search-index.ts";
import { openSqliteIndex, type SqliteIndexOptions } from "./sqlite/open-sqlite-index.ts";
import { ask, page, viewer } from "./testing/documents.ts";
import { withFolder } from "./testing/engines.ts";
import { type ModelEndpoint, startModelEndpoint } from "./testing/model-endpoint.ts";

let endpoint: ModelEndpoint;
const opened: SearchIndex[] = [];
beforeEach(async () => {
  endpoint = await startModelEndpoint();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((index) => index.close()));
  await endpoint.close();
});

const embedder = (model = "m1") =>
  createEmbedder({ baseUrl: endpoint.baseUrl, model, apiKey: "sk-secret", batchSize: 8 }, fetch);

async function open(options: Partial<SqliteIndexOptions> = {}): Promise<SearchIndex> {
  const index = await openSqliteIndex({ path: ":memory:", embedder: embedder(), ...options });
  opened.push(index);
  return index;
}

const documents = [
  page("1", { title: "Company automobile", text: "Who may drive one." }),
  page("2", { title: "Vacation days", text: "How many there are." }),
  page("3", { title: "Wage slips", text: "Where to find them." }),
  page("4", { title: "Defect reports", text: "How to file them." }),
];

const embedded = (index: SearchIndex) => expect.poll(async () => (await index.stats()).embedded);
const ids = async (index: SearchIndex, text: string, more = {}) =>
  (await index.query(ask(text, more))).hits.map(({ documentId }) => documentId);

test("passages are embedded in the background, and found by meaning beside words", async () => {
  const index = await open();
  await index.put(documents);
  await embedded(index).toBe(4);
  const answer = await index.query(ask("car"));
  expect(answer.hybrid).toBe("on");
  expect(answer.hits[0]?.documentId).toBe("1");
  expect(await ids(index, "car", { mode: "keyword" })).toEqual([]);
  expect((await index.query(ask("car", { mode: "keyword" }))).hybrid).toBe("off");
  const [first] = endpoint.requests;
  expect(first).toMatchObject({ path: "/v1/embeddings", authorization: "Bearer sk-secret", body: { model: "m1" } });
  expect(first?.body.input).toContain("Company automobile\nWho may drive one.");
});

test("nothing hidden is found by meaning either", async () => {
  const index = await open();
  const hidden = Array.from({ length: 600 }, (_, i) =>
    page(`h${i}`, {
      title: "Automobile car vehicle",
      text: `n${i}`,
      readRestrictions: [{ userIds: ["grace"], groupIds: [] }],
    }),
  );
  await index.put([...hidden, ...documents]);
  await embedded(index).toBe(604);
  const as = (who: string) => ({ sources: [{ sourceId: "conn_a", viewer: viewer(who) }] });
  expect((await ids(index, "car", as("ada")))[0]).toBe("1");
  expect((await ids(index, "car", { ...as("ada"), limit: 100 })).every((id) => !id.startsWith("h"))).toBe(true);
  expect(await ids(index, "car", { ...as("ada"), filters: { title: "wage" } })).toEqual(["3"]);
  expect(await ids(index, "car", { ...as("ada"), spaces: { only: ["OPS"] } })).toEqual([]);
});

test.each([500, "hang"] as const)(
  "keyword search goes on when the endpoint is down (%s), and says so",
  async (fail) => {
    const index = await open();
    await index.put(documents);
    await embedded(index).toBe(4);
    endpoint.fail = fail;
    const answer = await index.query(ask("vacation"));
    expect(answer.hybrid).toBe("unavailable");
    expect(answer.hits[0]?.documentId).toBe("2");
    expect(answer.tookMs).toBeLessThan(3_000);
    const asked = endpoint.requests.length;
    const again = await index.query(ask("vacation"));
    expect(again.hybrid).toBe("unavailable");
    // After a failure it is left alone for a while: the next search does not wait for it.
    expect(again.tookMs).toBeLessThan(500);
    expect(endpoint.requests.length).toBe(asked);
  },
);

test("what could not be embedded is embedded when the endpoint is back", async () => {
  endpoint.fail = 503;
  let now = 1_000_000;
  const clock = {
    now: () => now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, Math.min(ms, 5));
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
      now += ms;
    },
  };
  const index = await open({ clock });
  await index.put(documents);
  await expect.poll(() => endpoint.requests.length).toBeGreaterThan(3);
  expect((await index.stats()).embedded).toBe(0);
  endpoint.fail = undefined;
  await embedded(index).toBe(4);
});

test("another model embeds everything again; the same goes on where it stopped", async () => {
  await withFolder(async (path) => {
    const first = await openSqliteIndex({ path, embedder: embedder() });
    await first.put(documents);
    await embedded(first).toBe(4);
    await first.close();
    const before = endpoint.requests.length;
    const same = await openSqliteIndex({ path, embedder: embedder() });
    await same.put([page("5", { text: "wage" })]);
    await embedded(same).toBe(5);
    expect(endpoint.requests.slice(before).map(({ body }) => (body.input as string[]).length)).toEqual([1]);
    await same.close();
    const other = await openSqliteIndex({ path, embedder: embedder("m2") });
    await expect.poll(() => endpoint.requests.filter(({ body }) => body.model === "m2").length).toBeGreaterThan(0);
    await embedded(other).toBe(5);
    await other.close();
  });
});

test("passages that did not change keep their vectors", async () => {
  const index = await open();
  const passages = [1, 2, 3].map((n) => ({ headingPath: [`H${n}`], text: `automobile ${n}` }));
  await index.put([page("1", { passages })]);
  await embedded(index).toBe(3);
  const before = endpoint.requests.length;
  await index.put([page("1", { passages: passages.with(1, { headingPath: ["H2"], text: "vacation" }), version: 2 })]);
  await embedded(index).toBe(3);
  const inputs = endpoint.requests.slice(before).flatMap(({ body }) => body.input as string[]);
  expect(inputs).toEqual(["Page 1 › H2\nvacation"]);
});

test("a reranker has the last word, and without it the order stays", async () => {
  const reranker = createReranker({ baseUrl: endpoint.baseUrl, model: "r1" }, fetch);
  const index = await openSqliteIndex({ path: ":memory:", reranker });
  opened.push(index);
  await index.put([
    page("1", { title: "Fleet", text: "policy policy policy of the house" }),
    page("2", { title: "Rules", text: "the policy for each automobile" }),
  ]);
  const plain = await ids(index, "car policy", { mode: "keyword" });
  expect(plain[0]).toBe("1");
  const answer = await index.query(ask("car policy", { limit: 1 }));
  expect(answer).toMatchObject({ reranked: "on", hybrid: "off" });
  expect(answer.hits.map(({ documentId }) => documentId)).toEqual(["2"]);
  endpoint.fail = 500;
  const down = await index.query(ask("car policy"));
  expect(down.reranked).toBe("unavailable");
  expect(down.hits.map(({ documentId }) => documentId)).toEqual(plain);
});

test("an endpoint that answers with something else is an error that names it, without the key", async () => {
  endpoint.fail = 401;
  const error = await embedder()
    .query("x")
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("401") });
  expect(JSON.stringify(error)).not.toContain("sk-secret");
  const odd = createEmbedder({ baseUrl: "http://x", model: "m" }, async () => new Response("{}"));
  await expect(odd.query("x")).rejects.toMatchObject({ code: "upstream_error" });
  const gone = createEmbedder({ baseUrl: "http://x", model: "m" }, () => Promise.reject(new Error("refused")));
  await expect(gone.query("x")).rejects.toMatchObject({ code: "upstream_unreachable" });
});
