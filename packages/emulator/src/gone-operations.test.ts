import { describe, expect, test } from "vitest";
import { createEmulator } from "./create-emulator.ts";
import { goneOperationIds } from "./gone-operations.ts";
import { emulatedClient, people, readAnswer, testSeed } from "./testing/emulated-client.ts";
import { v1Operations } from "./v1/operations.ts";

const me = "/wiki/rest/api/user/current";

describe("operations of v1 that are gone", () => {
  test("answer 410 in the words of the API, and only they", async () => {
    const client = await emulatedClient({ gone: ["/user/current"] });
    const { status, json } = await client.get(me);
    expect([status, json.message]).toEqual([
      410,
      "com.atlassian.confluence.api.service.exceptions.GoneException: This deprecated endpoint has been removed.",
    ]);
    expect((await client.get("/wiki/rest/api/user/anonymous")).status).toBe(200);
    expect((await client.get("/wiki/api/v2/pages")).status).toBe(200);
  });

  test("can be gone for OAuth apps only", async () => {
    const seed = testSeed();
    const emulator = await createEmulator({ seed, gone: { operations: ["v1"], atGatewayOnly: true } });
    const { url, credentials, admin } = emulator;
    const { access_token } = admin.grant({
      clientId: credentials.clientId,
      account: people.ada,
      scopes: ["read:confluence-user"],
    });
    const ask = async (address: string, authorization: string) =>
      (await emulator.fetch(address, { headers: { authorization } })).status;
    expect(await ask(`${url}/ex/confluence/${credentials.cloudId}${me}`, `Bearer ${access_token}`)).toBe(410);
    const basic = `Basic ${btoa(`${credentials.email}:${credentials.apiToken}`)}`;
    expect(await ask(url + me, basic)).toBe(200);
  });

  test("come and go while it runs, over HTTP too, and follow snapshots", async () => {
    const client = await emulatedClient();
    const set = async (gone: unknown) =>
      readAnswer(
        await client.emulator.fetch(`${client.emulator.url}/_emulator/features`, {
          method: "POST",
          body: JSON.stringify({ gone }),
        }),
      );
    const before = client.emulator.admin.snapshot();
    expect((await set(["GET /wiki/rest/api/user/current"])).json.features.gone).toEqual(["getCurrentUser"]);
    expect((await client.get(me)).status).toBe(410);
    client.emulator.admin.restore(before);
    expect((await client.get(me)).status).toBe(200);
    const refused = await set(["/nothing"]);
    expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining('"/nothing"')]);
  });

  test("are named by id, by path, by method and path, or all at once", () => {
    expect(goneOperationIds(["movePage"])).toEqual(["movePage"]);
    expect(goneOperationIds(["POST /content/{id}/label"])).toEqual(["addLabelsToContent"]);
    expect(goneOperationIds(["/content/{id}/label"])).toContain("removeLabelFromContentUsingQueryParameter");
    expect(goneOperationIds(["v1"])).toHaveLength(v1Operations.length);
  });
});
