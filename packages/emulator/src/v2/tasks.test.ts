import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let send: Send;
let spaceId: string;
let pageId: string;

const task = (id: number, status: string, body: string) =>
  `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body></ac:task>`;
const mention = (accountId: string) => `<ac:link><ri:user ri:account-id="${accountId}" /></ac:link>`;
const tasks = (first = "incomplete") =>
  `<p>To do</p><ac:task-list>${task(1, first, `${mention(sasha.accountId)} write it by <time datetime="2026-05-01" />`)}${task(2, "complete", "read it")}${task(3, "incomplete", "")}</ac:task-list>`;
const storage = (value: string) => ({ representation: "storage", value });

beforeEach(async () => {
  company = await createCompany();
  send = company.as(robin);
  spaceId = (await send("GET", `/api/v2/pages/${await company.pageId("Child")}`)).json.spaceId;
  const made = await send("POST", "/api/v2/pages", { json: { spaceId, title: "Plan", body: storage(tasks()) } });
  expect(made.status, made.text).toBe(200);
  pageId = made.json.id;
});

const list = async (query = "", as = send) => {
  const answer = await as("GET", `/api/v2/tasks?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.results;
};
const localIds = async (query: string) => (await list(query)).map(({ localId }: { localId: string }) => localId);

describe("tasks", () => {
  it("are the action items of the pages", async () => {
    const all = await list("body-format=storage");
    expect(all).toHaveLength(3);
    expect(all[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      localId: "1",
      spaceId,
      pageId,
      status: "incomplete",
      body: { storage: { representation: "storage", value: expect.stringContaining("write it by") } },
      createdBy: robin.accountId,
      assignedTo: sasha.accountId,
      completedBy: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      dueAt: "2026-05-01T00:00:00.000Z",
      completedAt: null,
    });
    expect(all[1]).toMatchObject({ status: "complete", completedBy: robin.accountId });
    const single = await send("GET", `/api/v2/tasks/${all[0].id}?body-format=atlas_doc_format`);
    expect(JSON.parse(single.json.body.atlas_doc_format.value)).toMatchObject({ type: "doc" });
    expect((await send("GET", `/api/v2/tasks/${all[0].id}`)).json.body).toEqual({});
  });

  it("are filtered by everything the API names", async () => {
    expect(await localIds("status=complete")).toEqual(["2"]);
    expect(await localIds("status=incomplete&include-blank-tasks=false")).toEqual(["1"]);
    expect(await localIds(`page-id=${pageId}&space-id=${spaceId}`)).toEqual(["1", "2", "3"]);
    expect(await localIds("page-id=1")).toEqual([]);
    expect(await localIds(`page-id=${pageId}&blogpost-id=1`)).toEqual(["1", "2", "3"]);
    expect(await localIds(`blogpost-id=${pageId}`)).toEqual([]);
    expect(await localIds(`assigned-to=${sasha.accountId}`)).toEqual(["1"]);
    expect(await localIds(`created-by=${kim.accountId}`)).toEqual([]);
    expect(await localIds(`completed-by=${robin.accountId}`)).toEqual(["2"]);
    const due = Date.UTC(2026, 4, 1);
    expect(await localIds(`due-at-from=${due}&due-at-to=${due}`)).toEqual(["1"]);
    expect(await localIds(`due-at-to=${due - 1}`)).toEqual([]);
    expect(await localIds(`created-at-to=1`)).toEqual([]);
    expect(await localIds(`completed-at-from=1`)).toEqual(["2"]);
    const [first] = await list();
    expect(await localIds(`task-id=${first.id},77777`)).toEqual(["1"]);
    for (const bad of ["status=done", "page-id=x", "due-at-from=soon", "limit=0", "body-format=view", "cursor=?"]) {
      expect((await send("GET", `/api/v2/tasks?${bad}`)).status, bad).toBe(400);
    }
  });

  it("are walked slice by slice without loss", async () => {
    const seen: string[] = [];
    for (let path: string | undefined = "/api/v2/tasks?limit=1"; path; ) {
      const { json } = await send("GET", path);
      seen.push(...json.results.map(({ localId }: { localId: string }) => localId));
      path = json._links.next?.replace(/^\/wiki/, "");
    }
    expect(seen).toEqual(["1", "2", "3"]);
  });

  it("are ticked in the page itself, as a minor edit with a version", async () => {
    const [first] = await list();
    const other = company.as(sasha);
    const done = await other("PUT", `/api/v2/tasks/${first.id}`, { json: { status: "complete" } });
    expect(done.status, done.text).toBe(200);
    expect(done.json).toMatchObject({
      id: first.id,
      status: "complete",
      completedBy: sasha.accountId,
      createdBy: robin.accountId,
    });
    expect(done.json.completedAt).not.toBeNull();
    const page = (await send("GET", `/api/v2/pages/${pageId}?body-format=storage`)).json;
    expect(page.version).toMatchObject({ number: 2, minorEdit: true, authorId: sasha.accountId });
    expect(page.body.storage.value).toBe(tasks("complete"));
    await send("PUT", `/api/v2/tasks/${first.id}`, { json: { status: "complete" } });
    expect((await send("GET", `/api/v2/pages/${pageId}`)).json.version.number).toBe(2);
    const undone = await send("PUT", `/api/v2/tasks/${first.id}`, { json: { ...first, status: "incomplete" } });
    expect(undone.json).toMatchObject({ status: "incomplete", completedBy: null, completedAt: null });
  });

  it("follow edits of the page and keep their ids", async () => {
    const before = await list();
    const value = `<ac:task-list>${task(2, "incomplete", "read it")}${task(4, "incomplete", "print it")}</ac:task-list>`;
    const json = { id: pageId, status: "current", title: "Plan", body: storage(value), version: { number: 2 } };
    expect((await send("PUT", `/api/v2/pages/${pageId}`, { json })).status).toBe(200);
    const after = await list();
    expect(after.map(({ localId, id }: { localId: string; id: string }) => [localId, id])).toEqual([
      ["2", before[1].id],
      ["4", expect.any(String)],
    ]);
    expect((await send("GET", `/api/v2/tasks/${before[0].id}`)).status).toBe(404);
    expect((await send("DELETE", `/api/v2/pages/${pageId}`)).status).toBe(204);
    expect(await list()).toEqual([]);
  });

  it("refuse what is no status and no task", async () => {
    const [first] = await list();
    for (const bad of [{}, { status: "done" }, { status: null }, { status: "complete", id: "7777" }, [], "x", null]) {
      expect((await send("PUT", `/api/v2/tasks/${first.id}`, { json: bad })).status, JSON.stringify(bad)).toBe(400);
    }
    expect((await send("PUT", "/api/v2/tasks/99999", { json: { status: "complete" } })).status).toBe(404);
    expect((await send("GET", "/api/v2/tasks/abc")).status).toBe(400);
  });

  it("are hidden with their page", async () => {
    await send("PUT", `/rest/api/content/${pageId}/restriction`, {
      json: [{ operation: "read", restrictions: { user: [{ type: "known", accountId: robin.accountId }], group: [] } }],
      headers: { "X-Atlassian-Token": "no-check" },
    });
    const other = company.as(kim);
    const [first] = await list();
    expect(await list("", other)).toEqual([]);
    expect((await other("GET", `/api/v2/tasks/${first.id}`)).status).toBe(404);
    expect((await other("PUT", `/api/v2/tasks/${first.id}`, { json: { status: "complete" } })).status).toBe(404);
  });
});
