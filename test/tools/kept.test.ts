import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenSite, openSite } from "../open-site.ts";

describe("what Tributary keeps for a caller", () => {
  let site: OpenSite;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  it("reads a long list on to its end, and the list's own cursor comes last", async () => {
    const seen: string[] = [];
    let { data, meta } = await site.call("confluence_list_pages", { limit: 200 });
    expect(meta.truncated).toMatchObject({ path: "items", total: 200 });
    expect(data.cursor).toBeUndefined();
    seen.push(...data.items.map((item: { id: string }) => item.id));
    while (meta.next !== undefined) {
      ({ data, meta } = await site.call("confluence_read_more", { next: meta.next }));
      seen.push(...data.items.map((item: { id: string }) => item.id));
    }
    expect(new Set(seen).size).toBe(200);
    expect(data.cursor).toEqual(expect.any(String));
    const following = await site.data("confluence_list_pages", { cursor: data.cursor }, { maxCharacters: 0 });
    expect(seen).not.toContain(following.items[0].id);
  });

  it("keeps a result short that has several long texts, and reads one on after the other", async () => {
    const text = (word: string) =>
      Array.from({ length: 900 }, (_, i) => `The ${word} paragraph, number ${i}.`).join("\n\n");
    const page = { spaceId: "ENG", title: "Two long texts", body: text("old") };
    const { id } = await site.data("confluence_create_page", page);
    const update = { pageId: id, body: text("new"), dryRun: true };
    const whole = (await site.data("confluence_update_page", update, { maxCharacters: 0 })).changes[0];
    const first = await site.call("confluence_update_page", update);
    expect(JSON.stringify(first.data).length).toBeLessThan(34_000);
    const read: Record<string, string> = {
      "changes.0.diff": first.data.changes[0].diff,
      "changes.0.sourceDiff": first.data.changes[0].sourceDiff,
    };
    for (let { next } = first.meta; next !== undefined; ) {
      const { data, meta } = await site.call("confluence_read_more", { next });
      expect(JSON.stringify(data).length).toBeLessThan(34_000);
      read[data.path] += data.text;
      next = meta.next;
    }
    expect(read).toEqual({ "changes.0.diff": whole.diff, "changes.0.sourceDiff": whole.sourceDiff });
  });

  it("shows a caller's own call", async () => {
    const { meta } = await site.call("confluence_list_spaces");
    expect(await site.data("confluence_get_call", { callId: meta.callId })).toMatchObject({
      tool: "confluence_list_spaces",
      outcome: "ok",
    });
  });
});
