import { beforeEach, describe, expect, it } from "vitest";
import { createCompany, kim, robin, type Send } from "../../test/company.ts";

let send: Send;
let other: Send;
let path: string;

beforeEach(async () => {
  const company = await createCompany();
  send = company.as(robin);
  other = company.as(kim);
  const { json } = await send("GET", "/api/v2/spaces?keys=TEAM");
  path = `/api/v2/spaces/${json.results[0].id}/properties`;
});

describe("properties of a space", () => {
  it("are written, listed, changed and removed", async () => {
    const made = await send("POST", path, { json: { key: "colour", value: { rgb: [1, 2, 3] } } });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({
      key: "colour",
      value: { rgb: [1, 2, 3] },
      authorId: robin.accountId,
      version: { number: 1, authorId: robin.accountId, message: "" },
    });
    const one = `${path}/${made.json.id}`;
    expect(made.headers.get("location")).toMatch(new RegExp(`${one}$`));
    await send("POST", path, { json: { key: "size", value: null } });
    expect((await other("GET", path)).json.results.map(({ key }: { key: string }) => key)).toEqual(["colour", "size"]);
    expect((await send("GET", `${path}?key=size`)).json.results[0].value).toBeNull();
    const json = { key: "colour", value: "red", version: { number: 2, message: "simpler" } };
    expect((await send("PUT", one, { json })).json).toMatchObject({
      value: "red",
      version: { number: 2, message: "simpler" },
    });
    expect((await send("PUT", one, { json })).status).toBe(409);
    expect((await send("DELETE", one)).status).toBe(204);
    expect((await send("GET", one)).status).toBe(404);
  });

  it("have keys of their own", async () => {
    await send("POST", path, { json: { key: "a", value: 1 } });
    const again = await send("POST", path, { json: { key: "a", value: 2 } });
    expect(again.status).toBe(409);
    expect(again.json.errors[0].title).toBe("Property with key [a] already exists");
    const id = (await send("GET", path)).json.results[0].id;
    for (const json of [
      { key: "b", value: 1, version: { number: 2 } },
      { key: "a", value: 1 },
      { key: "a", version: { number: 2 } },
      {},
    ]) {
      expect((await send("PUT", `${path}/${id}`, { json })).status, JSON.stringify(json)).toBe(400);
    }
    for (const json of [{}, { key: "", value: 1 }, { key: 7, value: 1 }, { key: "c" }, []]) {
      expect((await send("POST", path, { json })).status, JSON.stringify(json)).toBe(400);
    }
  });

  it("are written by administrators of the space only", async () => {
    expect((await other("POST", path, { json: { key: "a", value: 1 } })).status).toBe(404);
    const { json } = await send("POST", path, { json: { key: "a", value: 1 } });
    expect((await other("DELETE", `${path}/${json.id}`)).status).toBe(404);
    expect((await send("GET", path.replace(/\d+/, "999"))).status).toBe(404);
  });
});
