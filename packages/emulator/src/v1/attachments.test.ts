import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let pageId: string;
let path: string;

const headers = { "x-atlassian-token": "nocheck" };

type Sent = { name: string; content: string; type?: string };

function form(
  files: readonly Sent[],
  fields: Record<string, string | readonly string[]> = { minorEdit: "true" },
): FormData {
  const data = new FormData();
  for (const { name, content, type } of files) data.append("file", new Blob([content], type ? { type } : {}), name);
  for (const [field, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(field, one);
  return data;
}

const hello = { name: "hello.txt", content: "hello", type: "text/plain" };
const upload = (
  method = "POST",
  files: readonly Sent[] = [hello],
  fields?: Record<string, string | readonly string[]>,
) => asRobin(method, path, { form: form(files, fields), headers });

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  pageId = await company.pageId("Parent");
  path = `/rest/api/content/${pageId}/child/attachment`;
});

describe("uploading attachments", () => {
  it("answers a list of what was created, and v2 reads it", async () => {
    const { status, json } = await upload("POST", [hello], { comment: "greeting", minorEdit: "true" });
    expect(status).toBe(200);
    expect(json.size).toBe(1);
    const [created] = json.results;
    expect(created).toMatchObject({
      type: "attachment",
      status: "current",
      title: "hello.txt",
      version: { number: 1, message: "greeting", minorEdit: true, by: { accountId: robin.accountId } },
      container: { id: pageId },
      metadata: { mediaType: "text/plain", comment: "greeting" },
      extensions: { fileSize: 5, comment: "greeting", collectionName: `contentId-${pageId}` },
      _links: { download: `${path}/${created.id}/download` },
    });
    expect(created.id).toMatch(/^att\d+$/);
    expect((await asSasha("GET", `/api/v2/attachments/${created.id}`)).json).toMatchObject({
      title: "hello.txt",
      fileSize: 5,
    });
    expect((await asSasha("GET", `/api/v2/pages/${pageId}/attachments`)).json.results).toHaveLength(1);
  });

  it("takes several files with their comments in the same order", async () => {
    const files = ["ä ö.txt", 'quo"te.md', "c.bin"].map((name) => ({ name, content: name }));
    const { json } = await upload("POST", files, { comment: ["one", "two", "three"] });
    expect(json.results.map((one: { title: string }) => one.title)).toEqual(files.map(({ name }) => name));
    expect(json.results.map((one: { extensions: { comment: string } }) => one.extensions.comment)).toEqual([
      "one",
      "two",
      "three",
    ]);
    expect(json.results[1].extensions.mediaType).toBe("text/markdown");
  });

  it("refuses a taken name with POST, writing nothing, and adds a version with PUT", async () => {
    const first = await upload();
    const taken = await upload("POST", [{ name: "new.txt", content: "x" }, hello]);
    expect(taken).toMatchObject({
      status: 400,
      json: {
        statusCode: 400,
        message:
          "com.atlassian.confluence.api.service.exceptions.api.BadRequestException: Cannot add a new attachment with same file name as an existing attachment: hello.txt",
      },
    });
    const put = await upload("PUT", [
      { name: "new.txt", content: "x" },
      { ...hello, content: "hello again" },
    ]);
    expect(put.json.results).toMatchObject([
      { version: { number: 1 } },
      { id: first.json.results[0].id, version: { number: 2 }, extensions: { fileSize: 11 } },
    ]);
  });

  it("wants the header that keeps forms out", async () => {
    expect(await asRobin("POST", path, { form: form([hello]) })).toMatchObject({
      status: 403,
      text: "XSRF check failed",
    });
    expect(
      (await asRobin("POST", path, { form: form([hello]), headers: { "x-atlassian-token": "no-check" } })).status,
    ).toBe(200);
  });

  it("refuses what is no form, has no file or goes nowhere", async () => {
    expect((await asRobin("POST", path, { json: {}, headers })).status).toBe(415);
    expect((await upload("POST", [])).status).toBe(400);
    const broken = { ...headers, "content-type": "multipart/form-data; boundary=x" };
    for (const body of [
      "",
      "--x",
      "--x\r\nnothing",
      '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc',
      "--x--",
    ]) {
      expect((await asRobin("POST", path, { json: body, headers: broken })).status, body).toBe(400);
    }
    expect(
      (await asRobin("POST", path, { json: "a", headers: { ...headers, "content-type": "multipart/form-data" } }))
        .status,
    ).toBe(400);
    expect(
      (await asRobin("POST", "/rest/api/content/0/child/attachment", { form: form([hello]), headers })).status,
    ).toBe(404);
    await asRobin(
      "PUT",
      `/rest/api/content/${pageId}/restriction/byOperation/update/user?accountId=${robin.accountId}`,
    );
    expect((await asSasha("POST", path, { form: form([hello]), headers })).status).toBe(403);
  });

  it("keeps bytes as they were sent", async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, at) => (at * 7) % 256);
    const data = new FormData();
    data.append("file", new Blob([bytes]), "bytes.bin");
    const { json } = await asRobin("POST", path, { form: data, headers });
    const token = company.emulator.credentials.apiToken;
    const authorization = `Basic ${Buffer.from(`${robin.email}:${token}`).toString("base64")}`;
    const response = await company.emulator.fetch(`${company.emulator.url}/wiki${json.results[0]._links.download}`, {
      headers: { authorization },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });
});

describe("attachments", () => {
  let id: string;
  beforeEach(async () => {
    id = (await upload("POST", [hello], { comment: "greeting" })).json.results[0].id;
  });

  it("get new bytes under the same id and name", async () => {
    const data = await asSasha("POST", `${path}/${id}/data`, {
      form: form([{ name: "other.txt", content: "newer" }]),
      headers,
    });
    expect(data.json).toMatchObject({
      id,
      title: "hello.txt",
      version: { number: 2, minorEdit: true },
      extensions: { fileSize: 5 },
    });
    expect((await asRobin("POST", `${path}/att0/data`, { form: form([hello]), headers })).json.message).toBe(
      "com.atlassian.confluence.api.service.exceptions.api.NotFoundException: null",
    );
    expect((await asRobin("POST", `${path}/${id}/data`, { form: form([hello, hello]), headers })).status).toBe(400);
  });

  it("are downloaded by a redirect to an address that needs no credentials", async () => {
    await asRobin("POST", `${path}/${id}/data`, { form: form([{ name: "x", content: "newer" }]), headers });
    const { status, headers: answered } = await asSasha("GET", `${path}/${id}/download`, { redirect: "manual" });
    expect(status).toBe(302);
    const location = answered.get("location") ?? "";
    expect(location).toContain("token=");
    expect(await (await company.emulator.fetch(location)).text()).toBe("newer");
    expect((await asSasha("GET", `${path}/${id}/download`)).text).toBe("newer");
    expect((await asSasha("GET", `${path}/${id}/download?version=1`)).text).toBe("hello");
    expect((await company.emulator.fetch(location.replace(/token=.*/, "token=other"))).status).toBe(404);
    expect((await asSasha("GET", `${path}/${id}/download?version=3`)).status).toBe(400);
    expect((await asSasha("GET", `${path}/${id}/download?status=trashed`)).status).toBe(404);
    expect((await asSasha("GET", `${path}/att0/download`)).status).toBe(404);
    const other = await company.pageId("Child");
    expect((await asSasha("GET", `/rest/api/content/${other}/child/attachment/${id}/download`)).status).toBe(404);
  });

  it("of a hidden page are served to those who may see it, though the site's pages do not show it", async () => {
    const only = { type: "known", accountId: sasha.accountId };
    const json = [{ operation: "read", restrictions: { user: [only] } }];
    expect((await asRobin("PUT", `/rest/api/content/${pageId}/restriction`, { json })).status).toBe(200);
    expect((await asSasha("GET", `${path}/${id}/download`)).text).toBe("hello");
    expect((await asRobin("GET", `${path}/${id}/download`)).status).toBe(404);
  });

  it("are renamed, described and moved by their properties", async () => {
    const put = (body: object, number = 2) =>
      asRobin("PUT", `${path}/${id}`, { json: { id, type: "attachment", version: { number }, ...body } });
    const renamed = await put({ title: "renamed.md", metadata: { mediaType: "text/markdown", comment: "new words" } });
    expect(renamed.json).toMatchObject({
      title: "renamed.md",
      version: { number: 2 },
      metadata: { mediaType: "text/markdown", comment: "new words" },
    });
    const child = await company.pageId("Child");
    const moved = await put({ container: { id: child, type: "page" } }, 3);
    expect(moved.json).toMatchObject({ container: { id: child }, extensions: { fileSize: 5 } });
    expect((await asRobin("GET", `/api/v2/pages/${pageId}/attachments`)).json.results).toEqual([]);
    expect((await asRobin("GET", `/api/v2/pages/${child}/attachments`)).json.results).toHaveLength(1);
  });

  it("keep what they are when the request does not fit", async () => {
    await upload("POST", [{ name: "taken.txt", content: "x" }]);
    const put = (json: unknown) => asRobin("PUT", `${path}/${id}`, { json });
    const good = { id, type: "attachment", version: { number: 2 } };
    expect((await put({ ...good, version: { number: 9 } })).status).toBe(409);
    expect((await put({ ...good, title: "taken.txt" })).status).toBe(400);
    expect((await put({ ...good, version: null })).status).toBe(400);
    expect((await put({ ...good, id: "att1" })).status).toBe(400);
    expect((await put({ ...good, type: "page" })).status).toBe(400);
    expect((await put("[]")).status).toBe(400);
    expect((await put({ ...good, container: { id: "999" } })).status).toBe(404);
    expect((await asRobin("GET", path)).status).toBe(410);
    await asRobin(
      "PUT",
      `/rest/api/content/${pageId}/restriction/byOperation/update/user?accountId=${robin.accountId}`,
    );
    expect((await company.as(kim)("PUT", `${path}/${id}`, { json: good })).status).toBe(403);
  });
});
