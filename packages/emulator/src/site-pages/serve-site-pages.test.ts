import { expect, it, vi } from "vitest";
import { type Answer, type Caller, smallSite } from "../testing/small-site.ts";

const upload = (fileName: string, text: string) => {
  const form = new FormData();
  form.append("file", new Blob([text]), fileName);
  form.append("minorEdit", "true");
  return form;
};

async function siteWithFile(fileName: string) {
  const { emulator, admin, space } = await smallSite();
  const path = `/wiki/rest/api/content/${space.homepageId}/child/attachment`;
  const created = await admin("POST", path, upload(fileName, "first"));
  const id: string = created.json.results[0].id;
  const address = `${emulator.url}/wiki/download/attachments/${space.homepageId}/${encodeURIComponent(fileName)}`;
  const read = async (query = "") => {
    const response = await emulator.fetch(address + query);
    return [response.status, response.status === 200 ? await response.text() : ""];
  };
  return { emulator, admin, path, id, read };
}

it("serves a file whose name holds percent signs, decoding the address once", async () => {
  const { read } = await siteWithFile("100% of %41.txt");
  expect(await read()).toEqual([200, "first"]);
});

it("serves each version of a file as itself", async () => {
  const { admin, path, id, read } = await siteWithFile("a.txt");
  await admin("POST", `${path}/${id}/data`, upload("a.txt", "second"));
  expect(await read()).toEqual([200, "second"]);
  expect(await read("?version=1")).toEqual([200, "first"]);
  expect(await read("?version=9")).toEqual([404, ""]);
  expect(await read("?version=x")).toEqual([404, ""]);
});

it("follows the API's redirect to the version it was made for, and refuses an address with a wrong token", async () => {
  const { emulator, admin, path, id, read } = await siteWithFile("a.txt");
  const redirect = await admin("GET", `${path}/${id}/download`);
  await admin("POST", `${path}/${id}/data`, upload("a.txt", "second"));
  const location = redirect.headers.get("location") ?? "";
  expect(await (await emulator.fetch(location)).text()).toBe("first");
  expect(await read("?token=none")).toEqual([404, ""]);
});

it("finds by name the file that is there, not one of that name in the trash", async () => {
  const { admin, path, id, read } = await siteWithFile("a.txt");
  expect((await admin("DELETE", `/attachments/${id}`)).status).toBe(204);
  expect(await read()).toEqual([404, ""]);
  await admin("POST", path, upload("a.txt", "new"));
  expect(await read()).toEqual([200, "new"]);
});

it("answers broken percent escapes with 400, in the path, the query and the cookie", async () => {
  const complaint = vi.spyOn(console, "error");
  const { emulator, admin } = await smallSite();
  const statusOf = async (path: string, cookie = "") =>
    (await emulator.fetch(emulator.url + path, { headers: { cookie } })).status;
  expect(await statusOf("/wiki/%E0%A4%A")).toBe(400);
  expect(await statusOf("/wiki/spaces/%ZZ")).toBe(400);
  expect(await statusOf("/wiki", "emulator-account=%E0%A4%A")).toBe(200);
  const ask = (caller: Caller, path: string): Promise<Answer> => caller("GET", path);
  expect((await ask(admin, "/pages/%E0%A4%A")).status).toBe(400);
  expect((await ask(admin, "/spaces?keys=%E0%A4%A")).status).toBe(200);
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
});
