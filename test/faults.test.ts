import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect, startServer } from "./set-up.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let connectionId: string;
beforeAll(async () => {
  server = await startServer();
  connectionId = await connect(server);
});
afterAll(() => server?.stop());
beforeEach(() => server.emulator.admin.clearFaults());

const call = (name: string, args: Record<string, unknown>) =>
  server.tributary.tools.execute(name, { connectionId, arguments: args });
const posts = (path: string, from: number) =>
  server.emulator.admin
    .journal()
    .slice(from)
    .filter(({ method, url }) => method === "POST" && url.includes(path)).length;

describe("faults of the network and the site", () => {
  it("repeats a read over dropped connections, truncated answers, 5xx and 429", async () => {
    const { admin } = server.emulator;
    for (const fault of [
      { kind: "drop-before" },
      { kind: "truncate" },
      { kind: "status", status: 503 },
      { kind: "rate-limit", retryAfter: 0 },
    ] as const) {
      admin.addFault({ ...fault, match: "/spaces" });
      expect(await call("confluence_list_spaces", { limit: 3 }), fault.kind).toMatchObject({ successful: true });
    }
  });

  it("finds a page that was created although the answer was lost, and creates it once", async () => {
    const from = server.emulator.admin.journal().length;
    server.emulator.admin.addFault({ kind: "drop-after", method: "POST", match: "/wiki/api/v2/pages" });
    const created = await call("confluence_create_page", {
      spaceId: "ENG",
      title: "Lost answer",
      body: "x",
      labels: ["kept"],
    });
    expect(created).toMatchObject({ successful: true, data: { title: "Lost answer", labels: ["kept"] } });
    expect(posts("/wiki/api/v2/pages", from)).toBe(1);
  });

  it("says that nothing was done when the request never had its effect", async () => {
    server.emulator.admin.addFault({ kind: "drop-before", method: "POST", match: "/wiki/api/v2/pages" });
    const lost = await call("confluence_create_page", { spaceId: "ENG", title: "Never made", body: "x" });
    expect(lost.error).toMatchObject({ code: "upstream_error", hint: expect.stringContaining("Nothing was changed") });
    expect((await call("confluence_list_pages", { spaceId: "ENG", title: "Never made" })).data).toEqual({ items: [] });
  });

  it("reads back updates, comments, labels and deletes whose answer was lost", async () => {
    const { data } = await call("confluence_create_page", { spaceId: "ENG", title: "Read back", body: "one" });
    const { id } = data as { id: string };
    const lose = (method: string, match: string) =>
      server.emulator.admin.addFault({ kind: "drop-after", method, match });
    lose("PUT", `/pages/${id}`);
    expect(await call("confluence_update_page", { pageId: id, body: "two" })).toMatchObject({
      successful: true,
      data: { version: 2 },
    });
    lose("POST", "/footer-comments");
    expect(await call("confluence_add_comment", { pageId: id, body: "heard?" })).toMatchObject({ successful: true });
    expect((await call("confluence_list_comments", { pageId: id })).data).toMatchObject({
      items: [{ body: "heard?" }],
    });
    lose("POST", "/label");
    expect(await call("confluence_add_labels", { contentId: id, labels: ["a"] })).toMatchObject({
      successful: true,
      data: { items: [{ name: "a" }] },
    });
    lose("DELETE", "/label");
    expect(await call("confluence_remove_labels", { contentId: id, labels: ["a"] })).toMatchObject({
      successful: true,
      data: { items: [] },
    });
    lose("DELETE", `/pages/${id}`);
    expect(await call("confluence_delete_page", { pageId: id })).toMatchObject({
      successful: true,
      data: { status: "trashed" },
    });
  });

  it("reports unknown, on record too, when it cannot be found out", async () => {
    server.emulator.admin.addFault({
      kind: "drop-after",
      method: "POST",
      match: "/wiki/api/v2/spaces|/wiki/rest/api/space",
    });
    const raw = await call("confluence_api_call", {
      method: "POST",
      path: "/wiki/rest/api/space",
      headers: { "content-type": "application/json" },
      body: { key: "LOST", name: "Lost" },
    });
    expect(raw.error).toMatchObject({ code: "outcome_unknown" });
    expect(await server.tributary.calls.get(raw.meta.callId ?? "")).toMatchObject({ outcome: "unknown" });
  });

  it("waits as long as a 429 asks, and not longer than is bearable", async () => {
    server.emulator.admin.addFault({ kind: "rate-limit", retryAfter: 1, match: "/spaces" });
    const started = Date.now();
    expect((await call("confluence_list_spaces", { limit: 3 })).successful).toBe(true);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
    server.emulator.admin.addFault({ kind: "rate-limit", retryAfter: 1800, match: "/spaces" });
    expect((await call("confluence_list_spaces", { limit: 3 })).error).toMatchObject({
      code: "rate_limited",
      details: { retryAfterMs: 1_800_000, reason: "confluence-burst-based" },
    });
  });

  it("names the host that cannot be reached", async () => {
    const other = await startServer();
    const id = await connect(other);
    await other.emulator.close();
    const { error } = await other.tributary.tools.execute("confluence_list_spaces", { connectionId: id });
    expect(error).toMatchObject({ code: "upstream_unreachable", message: expect.stringContaining("127.0.0.1") });
    await other.app.stop();
  });
});
