import { expect, it } from "vitest";
import { createCompany, robin, sasha } from "../../test/company.ts";

it("lets an administrator with a key see restricted pages, as long as the key lasts and the header asks for it", async () => {
  const company = await createCompany();
  const { admin } = company.emulator;
  admin.setFeatures({ premium: true });
  const [asRobin, asSasha] = [company.as(robin), company.as(sasha)];
  const parent = await asRobin("GET", `/api/v2/pages/${await company.pageId("Parent")}`);
  const hidden = await asSasha("POST", "/api/v2/pages?private=true", {
    json: { spaceId: parent.json.spaceId, title: "Hidden", status: "current" },
  });
  const read = async (headers: Record<string, string>) =>
    (await asRobin("GET", `/api/v2/pages/${hidden.json.id}`, { headers })).status;
  const withKey = { "Atl-Confluence-With-Admin-Key": "true" };
  expect(await read(withKey)).toBe(404);
  await asRobin("POST", "/api/v2/admin-key");
  expect([await read({}), await read(withKey)]).toEqual([404, 200]);
  const listed = await asRobin("GET", "/api/v2/pages?title=Hidden", { headers: withKey });
  expect(listed.json.results).toHaveLength(1);
  admin.clock.advance(11 * 60_000);
  expect(await read(withKey)).toBe(404);
});
