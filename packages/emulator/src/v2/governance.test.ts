import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send } from "../../test/company.ts";
import { turnOn } from "../../test/features.ts";

let company: Company;
let send: Send;

beforeEach(async () => {
  company = await createCompany();
  send = company.as(robin);
});

/** Sends as an app that Robin let in, through the gateway. */
function asApp(scopes: string[]): (path: string) => Promise<{ status: number; json: any }> {
  const { emulator } = company;
  const { clientId, cloudId } = emulator.credentials;
  const { access_token } = emulator.admin.grant({ clientId, account: robin.email, scopes });
  return async (path) => {
    const url = `${emulator.url}/ex/confluence/${cloudId}/wiki${path}`;
    const response = await emulator.fetch(url, { headers: { authorization: `Bearer ${access_token}` } });
    return { status: response.status, json: await response.json() };
  };
}

describe("data policies", () => {
  const scopes = ["read:configuration:confluence", "read:space:confluence"];

  it("are told to apps only", async () => {
    expect((await send("GET", "/api/v2/data-policies/metadata")).status).toBe(403);
    expect((await send("GET", "/api/v2/data-policies/spaces")).status).toBe(403);
    const app = asApp(scopes);
    expect((await app("/api/v2/data-policies/metadata")).json).toMatchObject({ anyContentBlocked: false });
  });

  it("say which spaces are kept from apps", async () => {
    await turnOn(company.emulator, { appAccessBlocked: ["OTHER"] });
    const app = asApp(scopes);
    expect((await app("/api/v2/data-policies/metadata")).json.anyContentBlocked).toBe(true);
    const { json } = await app("/api/v2/data-policies/spaces?sort=-key");
    expect(json.results.map(({ key, dataPolicy }: any) => [key, dataPolicy.anyContentBlocked])).toEqual([
      ["TEAM", false],
      ["OTHER", true],
    ]);
    expect((await app("/api/v2/data-policies/spaces?limit=1")).json._links.next).toContain("cursor=");
  });
});

describe("properties of Forge apps", () => {
  it("are 401 for everybody who is no Forge app", async () => {
    for (const [method, path, json] of [
      ["GET", "/api/v2/app/properties"],
      ["GET", "/api/v2/app/properties/a"],
      ["PUT", "/api/v2/app/properties/a", { x: 1 }],
      ["DELETE", "/api/v2/app/properties/a"],
    ] as const) {
      const answer = await send(method, path, json === undefined ? {} : { json });
      expect([answer.status, answer.json.errors[0].code]).toEqual([401, "UNAUTHORIZED"]);
    }
  });
});

describe("the admin key", () => {
  it("does not exist without a Premium plan, and for others than administrators", async () => {
    for (const method of ["GET", "POST", "DELETE"]) expect((await send(method, "/api/v2/admin-key")).status).toBe(404);
    await turnOn(company.emulator, { premium: true });
    for (const method of ["GET", "POST", "DELETE"]) {
      expect((await company.as(kim)(method, "/api/v2/admin-key")).status).toBe(404);
    }
  });

  it("lasts ten minutes unless told otherwise, and until it is given back", async () => {
    await turnOn(company.emulator, { premium: true });
    const { clock } = company.emulator.admin;
    clock.freeze();
    expect((await send("GET", "/api/v2/admin-key")).status).toBe(404);
    const minutes = (json: any) => (Date.parse(json.expirationTime) - clock.now()) / 60_000;
    const first = await send("POST", "/api/v2/admin-key");
    expect([first.status, first.json.accountId, minutes(first.json)]).toEqual([200, robin.accountId, 10]);
    expect(minutes((await send("POST", "/api/v2/admin-key", { json: { durationInMinutes: 30 } })).json)).toBe(30);
    expect(minutes((await send("POST", "/api/v2/admin-key", { json: { durationInMinutes: 0 } })).json)).toBe(10);
    for (const json of [{ durationInMinutes: -1 }, { durationInMinutes: "5" }, [], "{"]) {
      expect((await send("POST", "/api/v2/admin-key", { json })).status).toBe(400);
    }
    clock.advance(11 * 60_000);
    expect((await send("GET", "/api/v2/admin-key")).status).toBe(404);
    await send("POST", "/api/v2/admin-key");
    expect((await send("GET", "/api/v2/admin-key")).status).toBe(200);
    expect((await send("DELETE", "/api/v2/admin-key")).status).toBe(204);
    expect((await send("DELETE", "/api/v2/admin-key")).status).toBe(204);
    expect((await send("GET", "/api/v2/admin-key")).status).toBe(404);
  });
});
