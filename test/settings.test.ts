import { Tributary } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, newSecret } from "../packages/server/src/base/ids.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** A client by the API key of a new member. */
async function as(role: "admin" | "member" | "viewer"): Promise<Tributary> {
  const now = Date.now();
  const { createMember } = await site.app.signIn();
  const { id } = await createMember({
    name: role,
    email: `${newId("mbr", now)}@example.test`.toLowerCase(),
    password: "correct horse battery",
    role,
  });
  const apiKey = `trib_${newSecret()}`;
  await site.app.store.apiKeys.insert(newId("key", now), apiKey, { kind: "member", id }, "test", now);
  const send = async (input: string | URL | Request, init?: RequestInit) => site.app.fetch(new Request(input, init));
  return new Tributary({ baseUrl: "http://127.0.0.1:7350", apiKey, fetch: send as typeof fetch, retries: 0 });
}

describe("the server's settings", () => {
  it("let an admin say how long calls stay on record, and put that on record", async () => {
    const admin = await as("admin");
    expect(await admin.settings.get()).toEqual({ recordDays: null, setBy: "default" });
    await site.data("confluence_list_spaces");
    site.advance(40 * 24 * 3600_000);
    await site.app.house.tidy();
    expect((await admin.calls.list({ tool: "confluence_list_spaces" })).items).not.toEqual([]);

    expect(await admin.settings.update({ recordDays: 30 })).toEqual({ recordDays: 30, setBy: "admin" });
    await site.app.house.tidy();
    expect((await admin.calls.list({ tool: "confluence_list_spaces" })).items).toEqual([]);
    const [noted] = (await admin.calls.list({ tool: "tributary_update_settings" })).items;
    expect((await admin.calls.get(noted?.id ?? "")).changes).toEqual([
      { before: { recordDays: null }, after: { recordDays: 30 } },
    ]);
    // For ever is a choice of its own, which wins over the environment, too.
    expect(await admin.settings.update({ recordDays: null })).toEqual({ recordDays: null, setBy: "admin" });
    await expect(admin.settings.update({ recordDays: 0 })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("are shown to members and changed by admins only", async () => {
    for (const role of ["member", "viewer"] as const) {
      const client = await as(role);
      expect(await client.settings.get()).toHaveProperty("recordDays");
      await expect(client.settings.update({ recordDays: 1 })).rejects.toMatchObject({ code: "forbidden" });
      expect(await client.settings.about()).not.toHaveProperty("dataDir");
    }
    expect(await (await as("admin")).settings.about()).toMatchObject({
      store: "sqlite",
      version: expect.stringMatching(/^\d/),
      dataDir: expect.stringMatching(/^\//),
    });
  });
});
