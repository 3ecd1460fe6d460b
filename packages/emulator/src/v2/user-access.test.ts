import { expect, it } from "vitest";
import { createCompany, robin } from "../../test/company.ts";
import { turnOn } from "../../test/features.ts";

const check = "/api/v2/user/access/check-access-by-email";
const invite = "/api/v2/user/access/invite-by-email";

it("tells which emails have no access and which are none", async () => {
  const send = (await createCompany()).as(robin);
  const emails = ["Robin@example.com", "new@example.com", "nobody", "new@example.com"];
  const answer = await send("POST", check, { json: { emails } });
  expect(answer.json).toMatchObject({ emailsWithoutAccess: ["new@example.com"], invalidEmails: ["nobody"] });
});

it("takes invitations without a word", async () => {
  const send = (await createCompany()).as(robin);
  const answer = await send("POST", invite, { json: { emails: ["new@example.com", robin.email] } });
  expect([answer.status, answer.text]).toEqual([200, ""]);
});

it("wants a list of 1 to 100 emails", async () => {
  const send = (await createCompany()).as(robin);
  const many = Array.from({ length: 101 }, (_, at) => `p${at}@example.com`);
  for (const emails of [undefined, [], "x", [1], many]) {
    expect((await send("POST", check, { json: { emails } })).status).toBe(400);
    expect((await send("POST", invite, { json: { emails } })).status).toBe(400);
  }
});

it("answers 503 where the site has switched it off", async () => {
  const company = await createCompany();
  await turnOn(company.emulator, { emailAccess: false });
  expect((await company.as(robin)("POST", check, { json: { emails: ["a@b.example"] } })).status).toBe(503);
});
