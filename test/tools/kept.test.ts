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

  it("shows a caller's own call", async () => {
    const { meta } = await site.call("confluence_list_spaces");
    expect(await site.data("confluence_get_call", { callId: meta.callId })).toMatchObject({
      tool: "confluence_list_spaces",
      outcome: "ok",
    });
  });
});
