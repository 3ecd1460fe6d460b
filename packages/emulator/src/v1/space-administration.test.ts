import { describe, expect, it } from "vitest";
import { emulatedClient, type Json, people } from "../testing/emulated-client.ts";

const api = "/wiki/rest/api/space";
const readSpace = { key: "read", target: "space" };

describe("spaces over v1", () => {
  it("are renamed, described, archived and given another homepage by their administrators", async () => {
    const { get, send, as } = await emulatedClient();
    const space = (await get("/wiki/api/v2/spaces?keys=DOC")).json.results[0];
    const { json: page } = await send("POST", "/wiki/api/v2/pages", {
      spaceId: space?.id,
      title: "Start",
      body: { representation: "storage", value: "" },
    });
    const change = {
      name: "Docs",
      description: { plain: { value: "All of it", representation: "plain" } },
      homepage: { id: page.id },
      status: "archived",
    };
    expect((await as(people.ben).send("PUT", `${api}/DOC`, change)).status).toBe(404);
    const { status, json } = await send("PUT", `${api}/DOC`, change);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      key: "DOC",
      name: "Docs",
      status: "archived",
      homepage: { id: page.id },
      description: { plain: { value: "All of it" } },
    });
    expect((await get(`/wiki/api/v2/spaces/${space?.id}`)).json).toMatchObject({
      name: "Docs",
      homepageId: page.id,
      status: "archived",
    });
    const other = (await get("/wiki/api/v2/pages?title=Private")).json.results[0]?.id;
    expect((await send("PUT", `${api}/DOC`, { homepage: { id: other } })).status).toBe(400);
    expect((await send("PUT", `${api}/NONE`, { name: "x" })).status).toBe(404);
  });

  it("are deleted for good, with all that is in them, by a long task", async () => {
    const { get, send } = await emulatedClient();
    const page = (await get("/wiki/api/v2/pages?title=Private")).json.results[0]?.id;
    const { status, json } = await send("DELETE", `${api}/PRIV`);
    expect(status).toBe(202);
    expect(json.links.status).toBe(`/rest/api/longtask/${json.id}`);
    expect((await get(`/wiki${json.links.status}`)).status).toBe(200);
    expect((await get(`/wiki/api/v2/pages/${page}`)).status).toBe(404);
    expect((await get("/wiki/api/v2/spaces?keys=PRIV")).json.results).toEqual([]);
    expect((await send("DELETE", `${api}/PRIV`)).status).toBe(404);
    expect((await get("/wiki/rest/api/audit")).json.results.map((record: Json) => record.summary)).toEqual([
      "Space deleted",
    ]);
  });

  it("made private are seen by nobody but their maker", async () => {
    const ada = await emulatedClient();
    expect((await ada.as(people.ben).send("POST", `${api}/_private`, { key: "BEN", name: "Ben's" })).status).toBe(200);
    expect((await ada.get("/wiki/api/v2/spaces?keys=BEN")).json.results).toEqual([]);
  });
});

describe("permissions in a space", () => {
  const ben = { type: "user", identifier: "712020:ben" };

  it("begin with seeing it, are given once, and end with it", async () => {
    const ada = await emulatedClient();
    const add = (subject: object, operation: object) =>
      ada.send("POST", `${api}/PRIV/permission`, { subject, operation });
    expect((await add(ben, { key: "create", target: "page" })).status).toBe(400);
    const granted = await add(ben, readSpace);
    expect(granted.json).toMatchObject({ id: expect.any(Number), subject: ben, operation: readSpace });
    expect((await add(ben, readSpace)).status).toBe(400);
    expect((await add(ben, { key: "create", target: "page" })).status).toBe(200);
    expect((await ada.as(people.ben).get("/wiki/api/v2/spaces?keys=PRIV")).json.results).toHaveLength(1);
    const one = `${api}/PRIV/permission/${granted.json.id}`;
    expect((await ada.as(people.ben).send("DELETE", one)).status).toBe(403);
    expect((await ada.send("DELETE", one)).status).toBe(204);
    expect((await ada.send("DELETE", one)).status).toBe(404);
    expect((await ada.as(people.ben).get("/wiki/api/v2/spaces?keys=PRIV")).json.results).toEqual([]);
    expect((await add(ben, { key: "create", target: "page" })).status).toBe(400);
  });

  it("refuse what does not exist and never leave a space without administrator", async () => {
    const ada = await emulatedClient();
    const add = (subject: unknown, operation: unknown) =>
      ada.send("POST", `${api}/PRIV/permission`, { subject, operation });
    expect((await add(ben, { key: "purge_version", target: "space" })).status).toBe(400);
    expect((await add({ type: "user", identifier: "nobody" }, readSpace)).status).toBe(400);
    expect((await add({ type: "robot", identifier: "x" }, readSpace)).status).toBe(400);
    expect((await add(null, readSpace)).status).toBe(400);
    expect((await add(ben, null)).status).toBe(400);
    expect((await ada.send("POST", `${api}/NONE/permission`, { subject: ben, operation: readSpace })).status).toBe(404);
    const space = (await ada.get("/wiki/api/v2/spaces?keys=PRIV")).json.results[0];
    const { json } = await ada.get(`/wiki/api/v2/spaces/${space?.id}?include-permissions=true`);
    const admin = json.permissions.results.find((grant: Json) => grant.operation?.key === "administer");
    expect((await ada.send("DELETE", `${api}/PRIV/permission/${admin?.id}`)).status).toBe(400);
  });

  it("of custom content are for apps only", async () => {
    const ada = await emulatedClient();
    const operations = [{ key: "read", target: "ac:app:note", access: true }];
    expect((await ada.send("POST", `${api}/DOC/permission/custom-content`, { subject: ben, operations })).status).toBe(
      403,
    );
  });
});

describe("settings of a space", () => {
  it("are read by all who see it and changed by its administrators", async () => {
    const ada = await emulatedClient();
    const settings = `${api}/DOC/settings`;
    expect((await ada.get(settings)).json).toMatchObject({
      routeOverrideEnabled: false,
      contentMode: null,
      spaceKey: "DOC",
    });
    expect(
      (await ada.send("PUT", settings, { routeOverrideEnabled: true, contentMode: "compact" })).json,
    ).toMatchObject({ contentMode: "compact" });
    const ben = ada.as(people.ben);
    expect((await ben.get(settings)).json).toMatchObject({ routeOverrideEnabled: true, contentMode: "compact" });
    expect((await ben.send("PUT", settings, { routeOverrideEnabled: false })).status).toBe(404);
    expect((await ben.get(`${api}/PRIV/settings`)).status).toBe(404);
    expect((await ada.send("PUT", settings, { contentMode: "tiny" })).status).toBe(400);
  });
});
