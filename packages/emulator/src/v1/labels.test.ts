import { describe, expect, test } from "vitest";
import { emulatedClient, type Json, people, seedPage, testSeed } from "../testing/emulated-client.ts";

async function withPage() {
  const client = await emulatedClient({
    seed: testSeed([seedPage("locked", "Locked", { restrictions: { update: { people: ["ada"] } } })]),
  });
  const idOf = async (title: string): Promise<string> =>
    (await client.get(`/wiki/api/v2/pages?title=${title}`)).json.results[0].id;
  return { client, id: await idOf("Documentation"), locked: await idOf("Locked") };
}

describe("labels in v1", () => {
  test("are added, seen in v2 and in search, and taken off again", async () => {
    const { client, id } = await withPage();
    const added = await client.send("POST", `/wiki/rest/api/content/${id}/label`, [
      { prefix: "global", name: "Ops" },
      { name: "howto" },
    ]);
    expect(added.status).toBe(200);
    expect(added.json).toMatchObject({ start: 0, limit: 200, size: 2 });
    expect(added.json.results[0]).toMatchObject({ prefix: "global", name: "ops", label: "ops" });
    expect((await client.get(`/wiki/api/v2/pages/${id}/labels`)).json.results.map((one: Json) => one.name)).toEqual([
      "ops",
      "howto",
    ]);
    expect((await client.get("/wiki/rest/api/search?cql=label=howto")).json.totalSize).toBe(1);
    expect((await client.send("DELETE", `/wiki/rest/api/content/${id}/label/ops`)).status).toBe(204);
    expect((await client.send("DELETE", `/wiki/rest/api/content/${id}/label?name=howto`)).status).toBe(204);
    expect((await client.get(`/wiki/api/v2/pages/${id}/labels`)).json.results).toEqual([]);
  });

  test("leave the version of the page alone, and adding one twice is no error", async () => {
    const { client, id } = await withPage();
    for (const _twice of [1, 2])
      await client.send("POST", `/wiki/rest/api/content/${id}/label`, { prefix: "global", name: "ops" });
    const { json } = await client.get(`/wiki/api/v2/pages/${id}?include-labels=true`);
    expect([json.version.number, json.labels.results.length]).toEqual([1, 1]);
  });

  test("without a name are refused in the recorded words", async () => {
    const { client, id } = await withPage();
    const { status, json } = await client.send("POST", `/wiki/rest/api/content/${id}/label`, [{ prefix: "global" }]);
    expect(status).toBe(400);
    expect(json).toMatchObject({
      statusCode: 400,
      message: "com.atlassian.confluence.api.service.exceptions.api.BadRequestException: Could not parse Labels",
    });
  });

  test("of content that is not there are 404, of content one may not change 403", async () => {
    const { client, locked } = await withPage();
    const missing = await client.send("POST", "/wiki/rest/api/content/999/label", [{ name: "x" }]);
    expect(missing.status).toBe(404);
    expect(missing.json).toEqual({
      statusCode: 404,
      data: {
        authorized: true,
        valid: true,
        errors: [{ message: { translation: "No content found with id : 999", args: [] } }],
        successful: true,
      },
      message: "com.atlassian.confluence.api.service.exceptions.api.NotFoundException: No content found with id : 999",
    });
    expect(
      (await client.as(people.ben).send("POST", `/wiki/rest/api/content/${locked}/label`, [{ name: "x" }])).status,
    ).toBe(403);
  });
});

describe("spaces and people in v1", () => {
  test("a space is created with a homepage, and its key is then taken", async () => {
    const client = await emulatedClient();
    const input = {
      key: "NEW",
      name: "New space",
      description: { plain: { value: "words", representation: "plain" } },
    };
    const { status, json } = await client.send("POST", "/wiki/rest/api/space", input);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      key: "NEW",
      name: "New space",
      type: "global",
      status: "current",
      description: { plain: { value: "words" } },
      homepage: { title: "New space" },
    });
    expect(typeof json.id).toBe("number");
    expect((await client.send("POST", "/wiki/rest/api/space", { ...input, key: "new" })).status).toBe(400);
    expect((await client.as(people.ben).get("/wiki/api/v2/spaces?keys=NEW")).json.results).toHaveLength(1);
  });

  test("a private space is its creator's alone", async () => {
    const client = await emulatedClient();
    await client.send("POST", "/wiki/rest/api/space/_private", { key: "MINE", name: "Mine" });
    expect((await client.get("/wiki/api/v2/spaces?keys=MINE")).json.results).toHaveLength(1);
    expect((await client.as(people.ben).get("/wiki/api/v2/spaces?keys=MINE")).json.results).toEqual([]);
  });

  test.each([[{ name: "No key" }], [{ key: "A B", name: "x" }], [{ key: "OK" }], [[]]])(
    "refuses the space %j",
    async (input) => {
      expect((await (await emulatedClient()).send("POST", "/wiki/rest/api/space", input)).status).toBe(400);
    },
  );

  test("the current user has the recorded members", async () => {
    const client = await emulatedClient();
    const { json } = await client.get("/wiki/rest/api/user/current");
    expect(json).toMatchObject({
      type: "known",
      accountId: "712020:ada",
      accountType: "atlassian",
      displayName: "Ada Byrne",
      publicName: "Ada Byrne",
      email: people.ada,
    });
    expect(json._links.self).toContain(`${client.emulator.url}/wiki/rest/api/user`);
    expect((await client.get("/wiki/rest/api/user/current?expand=operations")).json.operations).toEqual([
      { operation: "use", targetType: "application" },
    ]);
  });

  test("what was removed from v1 is gone", async () => {
    const client = await emulatedClient();
    for (const path of ["/space", "/space/DOC", "/content", "/content/1", "/content/1/child/page"]) {
      const { status, json } = await client.get(`/wiki/rest/api${path}`);
      expect([path, status, json.message]).toEqual([
        path,
        410,
        "com.atlassian.confluence.api.service.exceptions.GoneException: This deprecated endpoint has been removed.",
      ]);
    }
  });
});
