import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send } from "../../test/company.ts";
import { turnOn } from "../../test/features.ts";

let company: Company;
let send: Send;
let spaceId: string;
let pageId: string;

beforeEach(async () => {
  company = await createCompany();
  send = company.as(robin);
  pageId = await company.pageId("Child");
  spaceId = (await send("GET", `/api/v2/pages/${pageId}`)).json.spaceId;
});

it("is 404 on a site without data classification", async () => {
  const level = { id: "x", status: "current" };
  expect((await send("GET", "/api/v2/classification-levels")).status).toBe(404);
  expect((await send("GET", `/api/v2/pages/${pageId}/classification-level`)).status).toBe(404);
  expect((await send("PUT", `/api/v2/pages/${pageId}/classification-level`, { json: level })).status).toBe(404);
  expect((await send("GET", `/api/v2/spaces/${spaceId}/classification-level/default`)).status).toBe(404);
});

describe("classification levels", () => {
  let levels: { id: string; name: string }[];
  beforeEach(async () => {
    await turnOn(company.emulator, { classification: true });
    levels = (await send("GET", "/api/v2/classification-levels")).json;
  });

  const [path, space] = [
    () => `/api/v2/pages/${pageId}/classification-level`,
    () => `/api/v2/spaces/${spaceId}/classification-level/default`,
  ];

  it("are a plain list from the least to the most confidential", () => {
    expect(levels.map(({ name }) => name)).toEqual(["Public", "Internal", "Confidential", "Restricted"]);
    expect(levels[0]).toEqual({
      id: expect.any(String),
      status: "PUBLISHED",
      order: 0,
      name: "Public",
      description: expect.any(String),
      guideline: expect.any(String),
      color: "GREEN",
    });
  });

  it("of content are its own or the default of its space", async () => {
    expect((await send("GET", path())).status).toBe(404);
    expect((await send("PUT", space(), { json: { id: levels[1]?.id } })).status).toBe(204);
    expect((await send("GET", path())).json.name).toBe("Internal");
    expect((await send("PUT", path(), { json: { id: levels[3]?.id, status: "current" } })).status).toBe(204);
    expect((await send("GET", `${path()}?status=current`)).json.name).toBe("Restricted");
    expect((await send("GET", `${path()}?status=archived`)).status).toBe(404);
    expect((await send("POST", `${path()}/reset`, { json: { status: "current" } })).status).toBe(204);
    expect((await send("GET", path())).json.name).toBe("Internal");
    expect((await send("GET", space())).json.name).toBe("Internal");
    expect((await send("DELETE", space())).status).toBe(204);
    expect((await send("GET", path())).status).toBe(404);
  });

  it("are refused where the level, the status or the right is missing", async () => {
    for (const bad of [
      {},
      { id: levels[0]?.id },
      { status: "current" },
      { id: 7, status: "current" },
      { id: levels[0]?.id, status: "trashed" },
      [],
    ]) {
      expect((await send("PUT", path(), { json: bad })).status, JSON.stringify(bad)).toBe(400);
    }
    expect((await send("PUT", path(), { json: { id: "x", status: "current" } })).status).toBe(404);
    expect((await send("PUT", path(), { json: { id: levels[0]?.id, status: "draft" } })).status).toBe(404);
    expect((await company.as(kim)("PUT", space(), { json: { id: levels[0]?.id } })).status).toBe(404);
  });

  it("belong to whiteboards, databases and blog posts as well", async () => {
    for (const noun of ["whiteboards", "databases", "blogposts"]) {
      const json = {
        spaceId,
        title: noun,
        ...(noun === "blogposts" ? { body: { representation: "storage", value: "" } } : {}),
      };
      const made = await send("POST", `/api/v2/${noun}`, { json });
      expect(made.status, made.text).toBe(200);
      const one = `/api/v2/${noun}/${made.json.id}/classification-level`;
      expect((await send("PUT", one, { json: { id: levels[2]?.id, status: "current" } })).status).toBe(204);
      expect((await send("GET", one)).json.name).toBe("Confidential");
      expect((await send("POST", `${one}/reset`, { json: { status: "current" } })).status).toBe(204);
    }
  });
});
