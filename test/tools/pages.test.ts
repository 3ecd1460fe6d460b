import { validateStorage } from "@tributary/storage-format";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

let site: OpenSite;
let spaceId: string;
beforeAll(async () => {
  site = await openSite();
  spaceId = (await site.site("GET", "/wiki/api/v2/spaces?keys=ENG")).json.results[0].id;
});
afterAll(() => site.close());
afterEach(() => site.emulator.admin.clearFaults());

/** Makes a page at the site, past Tributary. */
async function make(title: string, body: string, more: Record<string, unknown> = {}): Promise<string> {
  const { json, status } = await site.site("POST", "/wiki/api/v2/pages", {
    spaceId,
    title,
    body: { representation: "storage", value: body },
    ...more,
  });
  if (status !== 200) throw new Error(JSON.stringify(json));
  return json.id;
}

/** What the site has. */
async function stored(
  id: string,
  query = "",
): Promise<{ title: string; body: string; version: number; status: string; parentId: string }> {
  const { json } = await site.site("GET", `/wiki/api/v2/pages/${id}?body-format=storage${query}`);
  const { title, body, version, status, parentId } = json;
  return { title, body: body?.storage?.value, version: version?.number, status, parentId };
}

/** Changes the page as another person would, between a read and a write. */
const elsewhere = async (id: string, body: string, message = "") => {
  const { title, version } = await stored(id);
  await site.site("PUT", `/wiki/api/v2/pages/${id}`, {
    id,
    status: "current",
    title,
    body: { representation: "storage", value: body },
    version: { number: version + 1, message },
  });
};

const writes = async (run: () => Promise<unknown>) =>
  (await site.requests(run)).filter((request) => !request.startsWith("GET"));

/** Of a write: dryRun sends nothing, a write the site ignores is an error, one whose answer is lost is found out. */
async function behavesAsAWrite(tool: string, args: () => Promise<Record<string, unknown>>, match: string) {
  const { admin } = site.emulator;
  const shown = await args();
  expect(await writes(() => site.data(tool, { ...shown, dryRun: true })), `${tool} dryRun`).toEqual([]);
  admin.addFault({ kind: "ignored-write", match, method: tool.includes("create") ? "POST" : "PUT" });
  expect((await site.call(tool, shown)).error, `${tool} ignored`).toMatchObject({ code: "upstream_error" });
  admin.clearFaults();
  admin.addFault({ kind: "drop-before", match, method: "PUT" });
  expect((await site.call(tool, shown)).error, `${tool} never sent`).toMatchObject({ code: "upstream_error" });
  admin.clearFaults();
  admin.addFault({ kind: "drop-after", match, method: "PUT" });
  const settled = await site.call(tool, shown);
  expect(settled.error, `${tool} settled`).toBeNull();
  expect(settled.meta.undoable, `${tool} undoable after settling`).toBe(true);
  admin.clearFaults();
}

const long =
  "<p>Before</p><h1>Guide</h1><p>Read <strong>me</strong>.</p><h2>Setup</h2><p>Do</p><h3>Linux</h3><p>apt</p><h2>Use</h2><p>Run</p><h2>Setup</h2><p>Again</p>";

describe("get_page", () => {
  it("reads by id in one request and by title in two", async () => {
    const id = await make("Two requests", "<p>Hello</p>");
    expect(await site.requests(() => site.data("confluence_get_page", { pageId: id }))).toHaveLength(1);
    const requests = await site.requests(async () => {
      expect(await site.data("confluence_get_page", { pageId: "ENG:Two requests" })).toMatchObject({
        id,
        title: "Two requests",
        body: "Hello\n",
        version: 1,
        url: expect.stringContaining(`/spaces/ENG/pages/${id}`),
      });
    });
    expect(requests).toHaveLength(2);
    const summary = () => site.data("confluence_get_page", { pageId: "ENG:Two requests", detail: "summary" });
    expect(await site.requests(summary)).toHaveLength(2);
    expect(await summary()).not.toHaveProperty("body");
  });

  it("gives every format, an older version and the draft", async () => {
    const id = await make("Formats", "<p>One</p>");
    await elsewhere(id, "<p>Two</p>");
    await site.site("PUT", `/wiki/api/v2/pages/${id}`, {
      id,
      status: "draft",
      title: "Formats, drafted",
      body: { representation: "storage", value: "<p>Three</p>" },
      version: { number: 1 },
    });
    const read = (args: object) => site.data("confluence_get_page", { pageId: id, ...args });
    expect((await read({})).body).toBe("Two\n");
    expect((await read({ version: 1 })).body).toBe("One\n");
    expect(await read({ draft: true })).toMatchObject({ title: "Formats, drafted", body: "Three\n" });
    expect((await read({ format: "storage" })).body).toBe("<p>Two</p>");
    expect((await read({ format: "text" })).body).toBe("Two");
    expect((await read({ format: "view" })).body).toContain("<p>Two</p>");
    expect(JSON.parse((await read({ format: "adf" })).body)).toMatchObject({ type: "doc" });
  });

  it("gives an outline with handles and sizes, and one section by handle, path or heading", async () => {
    const id = await make("Long", long);
    const { outline, size, body } = await site.data("confluence_get_page", { pageId: id, detail: "outline" });
    expect(body).toBeUndefined();
    expect(outline.map(({ level, path }: Json) => [level, path])).toEqual([
      [1, "Guide"],
      [2, "Guide > Setup"],
      [3, "Guide > Setup > Linux"],
      [2, "Guide > Use"],
      [2, "Guide > Setup"],
    ]);
    const section = (named: string, more: object = {}) =>
      site.call("confluence_get_page", { pageId: id, detail: "section", section: named, ...more });
    const linux = (await section("Linux")).data;
    expect(linux).toMatchObject({ body: "### Linux\n\napt\n", section: outline[2] });
    expect(linux.body.trim()).toHaveLength(outline[2].size);
    expect((await section("Setup > Linux")).data).toEqual(linux);
    expect((await section(outline[1].handle)).data.body).toBe("## Setup\n\nDo\n\n### Linux\n\napt\n");
    expect((await section("Use", { format: "storage" })).data.body).toBe("<h2>Use</h2><p>Run</p>");
    expect(size).toBe((await site.data("confluence_get_page", { pageId: id })).body.trim().length);

    const { error } = await section("Setup");
    expect(error).toMatchObject({
      code: "ambiguous_reference",
      details: { candidates: [outline[1], outline[4]].map(({ path, handle }) => ({ heading: path, handle })) },
    });
    expect((await section("Use", { format: "view" })).error?.code).toBe("invalid_input");
    const unnamed = await site.call("confluence_get_page", { pageId: id, detail: "section" });
    expect(unnamed.error).toMatchObject({ code: "invalid_input", hint: expect.stringContaining("outline") });
    expect((await section("Instal")).error).toMatchObject({ code: "not_found" });
    expect((await section("Guide > Setpu")).error?.details).toMatchObject({ candidates: [{ heading: "Setup" }] });
    await elsewhere(id, `${long}<p>More</p>`);
    expect((await section(outline[1].handle)).error).toMatchObject({ code: "version_conflict" });
  });
});

describe("get_pages", () => {
  it("reads 250 pages in one request, in the order asked for, and names those that are missing", async () => {
    const { json } = await site.site("GET", "/wiki/api/v2/pages?limit=249&status=current");
    const ids: string[] = json.results.map(({ id }: Json) => id).reverse();
    ids.splice(100, 0, "999999999");
    let data: Json;
    const requests = await site.requests(async () => {
      data = await site.data("confluence_get_pages", { pageIds: ids }, { maxCharacters: 0 });
    });
    expect(requests).toEqual(["GET /wiki/api/v2/pages"]);
    expect(data.items.map(({ id }: Json) => id)).toEqual(ids.filter((id) => id !== "999999999"));
    expect(data.missing).toEqual(["999999999"]);
    expect(data.items[0]).not.toHaveProperty("body");
  });

  it("brings bodies, takes URLs, and says what it cannot take", async () => {
    const id = await make("By URL", "<p>Hello</p>");
    const url = `https://rillmark.atlassian.net/wiki/spaces/ENG/pages/${id}/By+URL`;
    const { items } = await site.data("confluence_get_pages", { pageIds: [url, id], detail: "full" });
    expect(items).toMatchObject([{ id, body: "Hello\n", format: "markdown" }]);
    expect((await site.call("confluence_get_pages", { pageIds: ["ENG:By URL"] })).error?.code).toBe("invalid_input");
  });
});

describe("list_pages", () => {
  const walk = async (args: Record<string, unknown>): Promise<Json[]> => {
    const found: Json[] = [];
    let { items, cursor } = await site.data("confluence_list_pages", args, { maxCharacters: 0 });
    found.push(...items);
    while (cursor !== undefined) {
      ({ items, cursor } = await site.data("confluence_list_pages", { cursor }, { maxCharacters: 0 }));
      found.push(...items);
    }
    return found;
  };

  it("takes several spaces by key and id, and walks them without loss or repetition", async () => {
    const { json } = await site.site("GET", "/wiki/api/v2/spaces?keys=HQ");
    const hq = json.results[0].id;
    const requests = await site.requests(() => site.data("confluence_list_pages", { spaceId: `ENG, ${hq}`, limit: 1 }));
    expect(requests).toEqual(["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/pages"]);
    const found = await walk({ spaceId: `ENG, ${hq}`, limit: 50 });
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(new Set(found.map((page) => page.spaceId))).toEqual(new Set([spaceId, hq]));
    const of = async (id: string) => {
      let count = 0;
      let next: string | undefined = `/wiki/api/v2/pages?space-id=${id}&status=current&limit=250`;
      while (next !== undefined) {
        const page: Json = (await site.site("GET", next)).json;
        count += page.results.length;
        next = page._links.next;
      }
      return count;
    };
    expect(found).toHaveLength((await of(spaceId)) + (await of(hq)));
    expect((await site.call("confluence_list_pages", { spaceId: "ENG,NOPE" })).error).toMatchObject({
      code: "not_found",
      message: expect.stringContaining("NOPE"),
    });
  });

  it("finds pages that carry all labels, by one author, in two requests a page of the list", async () => {
    const labelled = async (title: string, ...labels: string[]) => {
      const id = await make(title, "<p>x</p>");
      await site.site(
        "POST",
        `/wiki/rest/api/content/${id}/label`,
        labels.map((name) => ({ prefix: "global", name })),
      );
      return id;
    };
    const both = [await labelled("Both 1", "aa", "bb"), await labelled("Both 2", "aa", "bb")];
    await labelled("One only", "aa");
    const found = await walk({ labels: ["aa", "BB"], limit: 1 });
    expect(found.map(({ id }) => id)).toEqual(both);
    expect(found[0]).toMatchObject({ status: "current", version: 1, spaceId });
    const requests = await site.requests(() =>
      site.data("confluence_list_pages", { labels: ["aa"], spaceId: "ENG", sort: "-title", author: "me" }),
    );
    expect(requests).toEqual(["GET /wiki/rest/api/search", "GET /wiki/api/v2/pages"]);
    const { items } = await site.data("confluence_list_pages", { labels: ["aa"], sort: "-title", spaceId });
    expect(items.map(({ title }: Json) => title)).toEqual(["One only", "Both 2", "Both 1"]);
    const { authorId } = found[0];
    expect(await walk({ labels: ["aa"], author: authorId, title: "both 2" })).toMatchObject([{ id: both[1] }]);
    expect(await walk({ labels: ["aa"], author: "712020:nobody" })).toEqual([]);
    await site.site("DELETE", `/wiki/api/v2/pages/${both[0]}`);
    expect((await walk({ labels: ["aa", "bb"] })).map(({ id }) => id)).toEqual([both[1]]);
    expect((await site.call("confluence_list_pages", { labels: ["aa"], status: "trashed" })).error?.code).toBe(
      "invalid_input",
    );
  });

  it("keeps to the title, the status and the order asked for", async () => {
    const id = await make("Exactly this", "<p>x</p>");
    await make("Exactly this one", "<p>x</p>");
    expect(await walk({ title: "exactly this" })).toMatchObject([{ id }]);
    const trashed = await walk({ spaceId: "ENG", status: "trashed", sort: "title" });
    expect(trashed.map(({ title }) => title)).toContain("Test page please ignore");
    expect(trashed.every(({ status }) => status === "trashed")).toBe(true);
  });
});

describe("create_page", () => {
  it("makes the page with its labels and properties in one call, and takes it back", async () => {
    const answer = await site.call("confluence_create_page", {
      spaceId: "ENG",
      title: "Made whole",
      body: "# Hello\n\n- one",
      labels: ["Fresh", "two"],
      properties: { "page-width": "full", score: { high: 3 } },
    });
    expect(answer).toMatchObject({ error: null, data: { labels: expect.arrayContaining(["fresh", "two"]) } });
    const { id } = answer.data;
    expect(await stored(id)).toMatchObject({ title: "Made whole", body: "<h1>Hello</h1><ul><li><p>one</p></li></ul>" });
    const properties = (await site.site("GET", `/wiki/api/v2/pages/${id}/properties`)).json.results;
    expect(properties).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: "page-width", value: "full" }),
        expect.objectContaining({ key: "score", value: { high: 3 } }),
      ]),
    );
    await site.undo(answer);
    expect((await stored(id)).status).toBe("trashed");
  });

  it("shows what it would make and makes nothing", async () => {
    const args = { spaceId: "ENG", title: "Only shown", body: "x", labels: ["l"], properties: { p: 1 }, dryRun: true };
    let shown: Json;
    expect(await writes(async () => (shown = await site.data("confluence_create_page", args)))).toEqual([]);
    expect(shown.changes[0].after).toMatchObject({ title: "Only shown", labels: ["l"], properties: { p: 1 } });
  });

  it("says that the page is there when its labels could not be put on", async () => {
    site.emulator.admin.addFault({ kind: "status", status: 403, match: "/label", method: "POST" });
    const { error } = await site.call("confluence_create_page", { spaceId: "ENG", title: "In part", labels: ["x"] });
    expect(error).toMatchObject({ code: "forbidden", message: expect.stringContaining("was created") });
    const id = error?.details?.id as string;
    expect((await stored(id)).title).toBe("In part");
  });

  it("finishes labels and properties whose answers were lost, and makes the page once", async () => {
    for (const match of ["/wiki/api/v2/pages$", "/label", "/properties"]) {
      const title = `Lost ${match}`;
      site.emulator.admin.addFault({ kind: "drop-after", method: "POST", match });
      const args = { spaceId: "ENG", title, labels: ["x"], properties: { p: { a: 1 } } };
      const { data, error } = await site.call("confluence_create_page", args);
      expect(error, match).toBeNull();
      const { results } = (await site.site("GET", `/wiki/api/v2/pages?title=${encodeURIComponent(title)}`)).json;
      expect(results.map(({ id }: Json) => id)).toEqual([data.id]);
      expect(data).toMatchObject({ labels: ["x"], properties: ["p"] });
    }
  });

  it("fills a template, whose body stays here, and wants exactly its variables", async () => {
    const body =
      '<at:declarations><at:string at:name="customer" /><at:string at:name="date" /></at:declarations><h2>Interview with <at:var at:name="customer" /></h2><p>On <at:var at:name="date" /></p>';
    await site.site("POST", "/wiki/rest/api/space", { key: "TPL", name: "Templates" });
    const template = await site.site("POST", "/wiki/rest/api/template", {
      name: "Interview",
      templateType: "page",
      space: { key: "TPL" },
      body: { storage: { value: body, representation: "storage" } },
    });
    expect(template.json).toMatchObject({ templateId: expect.any(String) });
    const { templateId } = template.json;
    const create = (values: object) =>
      site.call("confluence_create_page", { spaceId: "ENG", title: "From template", templateId, values });
    expect((await create({ customer: "A" })).error).toMatchObject({
      code: "invalid_input",
      hint: "Pass values for exactly these names: date.",
    });
    expect((await create({ customer: "A", date: "today", who: "me" })).error?.message).toContain("who");
    const { data } = await create({ customer: "Moss & Co", date: 7 });
    expect((await stored(data.id)).body).toBe("<h2>Interview with Moss &amp; Co</h2><p>On 7</p>");
    expect(
      (await site.call("confluence_create_page", { spaceId: "ENG", title: "x", body: "x", templateId })).error?.code,
    ).toBe("invalid_input");
  });

  it("says what to do instead where Confluence has taken templates or labels away", async () => {
    const create = (args: object) =>
      site.call("confluence_create_page", { spaceId: "ENG", title: "Without v1", ...args });
    site.emulator.admin.setFeatures({ gone: ["getContentTemplate", "addLabelsToContent"] });
    expect((await create({ templateId: "1" })).error).toMatchObject({
      code: "endpoint_gone",
      hint: expect.stringContaining("copyBodyFrom"),
    });
    const { error } = await create({ body: "x", labels: ["y"] });
    site.emulator.admin.setFeatures({ gone: [] });
    expect(error).toMatchObject({ code: "endpoint_gone", message: expect.stringContaining("was created") });
    expect((await stored(error?.details?.id as string)).title).toBe("Without v1");
  });

  it("copies another page's body with its placeholders filled, its files shown from there and its comments left there", async () => {
    const body =
      '<p>For <ac:inline-comment-marker ac:ref="r1">{{customer}}</ac:inline-comment-marker> and {{other}}</p><ac:image><ri:attachment ri:filename="a.png" /></ac:image>';
    const from = await make("Source <1>", body);
    const { json } = await site.site("GET", "/wiki/api/v2/spaces?keys=HQ");
    const { data } = await site.call("confluence_create_page", {
      spaceId: "HQ",
      title: "Copied",
      copyBodyFrom: from,
      values: { customer: "Moss" },
    });
    expect(data).toMatchObject({ spaceId: json.results[0].id, warnings: ["{{other}} was left as it is."] });
    const copied = (await stored(data.id)).body;
    expect(copied).toBe(
      '<p>For Moss and {{other}}</p><ac:image><ri:attachment ri:filename="a.png"><ri:page ri:content-title="Source &lt;1>" ri:space-key="ENG" /></ri:attachment></ac:image>',
    );
    expect(validateStorage(copied)).toEqual([]);
  });

  it("keeps a draft a draft, with Confluence's own words when the title of a page is taken", async () => {
    const draft = await site.call("confluence_create_page", {
      spaceId: "ENG",
      title: "Drafted",
      body: "x",
      status: "draft",
    });
    expect(draft.data.status).toBe("draft");
    await site.undo(draft);
    expect((await site.site("GET", `/wiki/api/v2/pages/${draft.data.id}?get-draft=true`)).status).toBe(404);
    await make("Taken", "<p>x</p>");
    const { error } = await site.call("confluence_create_page", { spaceId: "ENG", title: "Taken", body: "x" });
    expect(error).toMatchObject({
      code: "title_taken",
      message: expect.stringContaining("A page with this title already exists"),
      atlassian: { status: 400 },
    });
  });
});

describe("update_page", () => {
  it("never clears the body with a title, and takes the title back", async () => {
    const id = await make("Old title", "<p>Body</p>");
    const answer = await site.call("confluence_update_page", { pageId: id, title: "New title" });
    expect(answer.data).toMatchObject({ title: "New title", version: 2 });
    expect(await stored(id)).toMatchObject({ title: "New title", body: "<p>Body</p>" });
    await site.undo(answer);
    expect(await stored(id)).toMatchObject({ title: "Old title", body: "<p>Body</p>", version: 3 });
  });

  it("sends nothing when the page is as asked already", async () => {
    const id = await make("As asked", "<p>Body</p>");
    const run = () => site.data("confluence_update_page", { pageId: id, title: "As asked", body: "Body" });
    expect(await writes(run)).toEqual([]);
  });

  it("moves a page under another, and back", async () => {
    const parent = await make("New parent", "<p>x</p>");
    const id = await make("Moved", "<p>Body</p>");
    const { parentId } = await stored(id);
    const answer = await site.call("confluence_update_page", { pageId: id, parentId: parent, body: "Both" });
    expect(await stored(id)).toMatchObject({ parentId: parent, body: "<p>Both</p>", version: 2 });
    await site.undo(answer);
    expect(await stored(id)).toMatchObject({ parentId, body: "<p>Body</p>" });
  });

  it("changes the draft only, and says so when the draft did not take the change", async () => {
    const id = await make("With draft", "<p>Published</p>");
    const change = { pageId: id, body: "Drafted ![a](attachment:a.png)", status: "draft" };
    const answer = await site.call("confluence_update_page", change);
    expect(answer.error).toBeNull();
    expect((await stored(id)).body).toBe("<p>Published</p>");
    expect((await stored(id, "&get-draft=true")).body).toContain("Drafted");
    await site.undo(answer);
    expect((await stored(id, "&get-draft=true")).body).toBe("<p>Published</p>");
    site.emulator.admin.addFault({ kind: "ignored-write", match: `/pages/${id}` });
    expect((await site.call("confluence_update_page", change)).error).toMatchObject({
      code: "upstream_error",
      message: expect.stringContaining("its body is as it was"),
    });
  });

  it("does not publish a page that never was, unless asked", async () => {
    const id = await make("Unpublished", "<p>Draft</p>", { status: "draft" });
    const change = await site.call("confluence_update_page", { pageId: id, title: "Still unpublished" });
    expect(change.data).toMatchObject({ status: "draft", title: "Still unpublished" });
    expect(await stored(id, "&get-draft=true")).toMatchObject({ status: "draft", body: "<p>Draft</p>" });
    const published = await site.call("confluence_update_page", { pageId: id, status: "current" });
    expect(published.data).toMatchObject({ status: "current", version: 1 });
  });

  it("tells in a conflict who changed what, also when it comes between reading and writing", async () => {
    const id = await make("Contested", "<p>One</p><p>Same</p>");
    await elsewhere(id, "<p>Two</p><p>Same</p>", "fixed the number");
    const { error } = await site.call("confluence_update_page", { pageId: id, body: "Mine", version: 2 });
    expect(error).toMatchObject({
      code: "version_conflict",
      message: expect.stringContaining('("fixed the number")'),
      details: {
        currentVersion: 2,
        changedBy: expect.any(String),
        changedAt: expect.any(String),
        versionMessage: "fixed the number",
        diff: expect.stringContaining("- One"),
      },
    });
    expect(error?.details?.diff).toContain("+ Two");
    expect((await stored(id)).body).toContain("Two");

    const refused = { kind: "status", status: 409, method: "PUT", match: `/pages/${id}` } as const;
    const body = JSON.stringify({ errors: [{ status: 409, code: "CONFLICT", title: "Version must be incremented" }] });
    site.emulator.admin.addFault({ ...refused, body });
    const late = await site.call("confluence_update_page", { pageId: id, body: "Mine" });
    expect(late.error).toMatchObject({ code: "version_conflict", details: { currentVersion: 2 } });
  });

  it("names the inline comments that lose their place", async () => {
    const marker = '<ac:inline-comment-marker ac:ref="r9">fast</ac:inline-comment-marker>';
    const id = await make("Commented", `<p>Ship ${marker}.</p><p>End</p>`);
    const kept = await site.data("confluence_update_page", { pageId: id, body: "Ship fast.\n\nThe end" });
    expect(kept).not.toHaveProperty("warnings");
    expect((await stored(id)).body).toContain(marker);
    const lost = await site.data("confluence_update_page", { pageId: id, body: "The end", dryRun: true });
    expect(lost.summary).toContain('The inline comment on "fast" loses its place.');
  });

  it("behaves as a write", async () => {
    let count = 0;
    const id = await make("Write 1", "<p>x</p>");
    await behavesAsAWrite(
      "confluence_update_page",
      async () => ({ pageId: id, body: `Try ${count++}` }),
      `/pages/${id}`,
    );
  });
});

describe("edit_page", () => {
  const body =
    '<h1 local-id="h1">Plan</h1><p local-id="p1">We <ac:inline-comment-marker ac:ref="c1">shp</ac:inline-comment-marker> it. We do.</p><h2>Status</h2><table><tbody><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></tbody></table><h2>Tasks</h2><ul><li><p>One</p></li></ul><ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list><ac:structured-macro ac:name="toc" ac:macro-id="m1" />';
  let count = 0;
  const edited = async (operation: object): Promise<{ before: string; after: string; answer: Answer }> => {
    const id = await make(`Edited ${count++}`, body);
    const answer = await site.call("confluence_edit_page", { pageId: id, operations: [operation] });
    return { before: body, after: (await stored(id)).body, answer };
  };
  const becomes = async (operation: object, from: string, to: string) => {
    const { after, answer } = await edited(operation);
    expect(answer.error).toBeNull();
    expect(after).toBe(body.replace(from, () => to));
  };

  it("changes words, sections, rows, items, tasks and levels, and not one byte beside them", async () => {
    await becomes({ op: "replace", text: "shp", content: "ship" }, ">shp<", ">ship<");
    await becomes(
      { op: "replace", text: "We", occurrence: 2, content: "**You**" },
      ". We do",
      ". <strong>You</strong> do",
    );
    await becomes({ op: "replace", text: "We", occurrence: 0, content: "I" }, body, body.replaceAll("We ", "I "));
    await becomes({ op: "delete", text: " We do." }, " We do.", "");
    await becomes({ op: "replace", text: "One", heading: "## Tasks", content: "1. May" }, "One", "1. May");
    await becomes(
      { op: "set", heading: "Plan", level: 2 },
      '<h1 local-id="h1">Plan</h1>',
      '<h2 local-id="h1">Plan</h2>',
    );
    await becomes({ op: "set", text: "Do it", checked: true }, "incomplete", "complete");
    await becomes(
      { op: "insert_row", heading: "Status", cells: ["3", "`4`"] },
      "</tr></tbody>",
      "</tr><tr><td><p>3</p></td><td><p><code>4</code></p></td></tr></tbody>",
    );
    await becomes(
      { op: "insert_after", text: "One", content: "- Two" },
      "One</p></li>",
      "One</p></li><li><p>Two</p></li>",
    );
    await becomes({ op: "append", heading: "Plan > Status", content: "End" }, "</table>", "</table><p>End</p>");
    await becomes({ op: "prepend", content: "Top" }, body, `<p>Top</p>${body}`);
    await becomes(
      { op: "insert_before", localId: "p1", content: "<hr />", format: "storage" },
      "<p local",
      "<hr /><p local",
    );
    await becomes(
      { op: "delete", heading: "Status" },
      body.slice(body.indexOf("<h2>Status"), body.indexOf("<h2>Tasks")),
      "",
    );
    await becomes(
      { op: "replace", heading: "Status", content: "Nothing yet" },
      body.slice(body.indexOf("<table"), body.indexOf("<h2>Tasks")),
      "<p>Nothing yet</p>",
    );
  });

  it("takes handles of the outline and of macros, and refuses them once the page has moved on", async () => {
    const id = await make("Handles", body);
    const { outline } = await site.data("confluence_get_page", { pageId: id, detail: "outline" });
    const { body: markdown } = await site.data("confluence_get_page", { pageId: id });
    const macro = /\{\{toc (#\w+)\}\}/.exec(markdown)?.[1];
    const edit = (operation: object) => site.call("confluence_edit_page", { pageId: id, operations: [operation] });
    expect((await edit({ op: "delete", handle: macro })).error).toBeNull();
    expect((await stored(id)).body).not.toContain("ac:macro-id");
    expect((await edit({ op: "set", handle: outline[0].handle, level: 3 })).error).toMatchObject({
      code: "version_conflict",
      hint: expect.stringContaining("detail=outline"),
    });
  });

  it("does all or nothing, answers with the diff, and is taken back whole", async () => {
    const id = await make("All or nothing", body);
    const good = [
      { op: "replace", text: "shp", content: "ship" },
      { op: "append", heading: "Tasks", content: "Last" },
    ];
    const refused = await site.call("confluence_edit_page", {
      pageId: id,
      operations: [...good, { op: "delete", heading: "None" }],
    });
    expect(refused.error).toMatchObject({ code: "not_found", message: expect.stringContaining("Operation 3") });
    expect((await stored(id)).version).toBe(1);
    let shown: Json;
    expect(
      await writes(
        async () => (shown = await site.data("confluence_edit_page", { pageId: id, operations: good, dryRun: true })),
      ),
    ).toEqual([]);
    expect(shown.changes[0].diff).toContain("+ We ship it.");
    const answer = await site.call("confluence_edit_page", { pageId: id, operations: good, versionMessage: "typo" });
    expect(answer.data).toMatchObject({ id, version: 2, diff: expect.stringMatching(/- We shp it\.[\s\S]*\+ Last/) });
    const versions = (await site.site("GET", `/wiki/api/v2/pages/${id}/versions`)).json.results;
    expect(versions[0]).toMatchObject({ number: 2, message: "typo" });
    await site.undo(answer);
    expect((await stored(id)).body).toBe(body);
  });

  it("needs three requests by id: read, write, read back", async () => {
    const id = await make("Three requests", body);
    const operations = [{ op: "append", content: "x" }];
    expect(await site.requests(() => site.data("confluence_edit_page", { pageId: id, operations }))).toEqual([
      `GET /wiki/api/v2/pages/${id}`,
      `PUT /wiki/api/v2/pages/${id}`,
      `GET /wiki/api/v2/pages/${id}`,
    ]);
  });

  it("names the places that may be meant", async () => {
    const { error } = (await edited({ op: "replace", text: "We", content: "I" })).answer;
    expect(error).toMatchObject({
      code: "ambiguous_reference",
      details: {
        candidates: [
          { heading: "Plan", text: expect.stringContaining("We shp"), occurrence: 1 },
          { heading: "Plan", text: expect.stringContaining("We do"), occurrence: 2 },
        ],
      },
    });
    const near = (await edited({ op: "append", heading: "Statsu", content: "x" })).answer.error;
    expect(near).toMatchObject({ code: "not_found", details: { candidates: [{ heading: "Status" }] } });
  });

  it("says what is wrong with an operation", async () => {
    for (const [operation, message] of [
      [{ op: "delete", heading: "", text: "" }, "no target"],
      [{ op: "replace", heading: "Plan" }, "no content"],
      [{ op: "delete", heading: "Plan", handle: "b1.x" }, "several targets"],
      [{ op: "append", heading: "Status", content: "| 3 | 4 |" }, "a row alone"],
      [{ op: "insert_row", heading: "Status" }, "no cells"],
      [{ op: "insert_row", heading: "Tasks", cells: ["x"] }, "no table"],
      [{ op: "set", heading: "Plan" }, "nothing to set"],
      [{ op: "append", content: "<p>x", format: "storage" }, "not valid"],
      [{ op: "append", content: "{{toc #zzzzzz}}" }, "zzzzzz"],
      [{ op: "prepend", text: "One", occurrence: 0, content: "x" }, "everywhere at once"],
    ] as const) {
      const { error } = (await edited(operation)).answer;
      expect(error?.message, JSON.stringify(operation)).toContain(message);
      expect(error?.code).toMatch(/invalid_input|invalid_body|not_found/);
    }
  });

  it("edits a draft beside what is published, and one that was never published", async () => {
    const id = await make("Draft edits", "<p>One two</p>");
    const operations = [{ op: "replace", text: "two", content: "three" }];
    expect((await site.call("confluence_edit_page", { pageId: id, operations, draft: true })).error).toBeNull();
    expect((await stored(id)).body).toBe("<p>One two</p>");
    expect((await stored(id, "&get-draft=true")).body).toBe("<p>One three</p>");
    const draft = await make("Never published", "<p>One two</p>", { status: "draft" });
    expect(await site.data("confluence_edit_page", { pageId: draft, operations })).toMatchObject({ status: "draft" });
    expect(await stored(draft)).toMatchObject({ status: "draft", body: "<p>One three</p>" });
  });

  it("guards against edits in between with version", async () => {
    const id = await make("Guarded", "<p>One</p>");
    await elsewhere(id, "<p>Two</p>");
    const args = { pageId: id, operations: [{ op: "append", content: "x" }], version: 2 };
    expect((await site.call("confluence_edit_page", args)).error).toMatchObject({ code: "version_conflict" });
  });

  it("behaves as a write", async () => {
    const id = await make("Write 2", "<p>x</p>");
    const operations = [{ op: "append", content: "y" }];
    await behavesAsAWrite("confluence_edit_page", async () => ({ pageId: id, operations }), `/pages/${id}`);
  });
});

describe("rename_page", () => {
  it("changes the title alone, and back", async () => {
    const id = await make("Before", '<p>Kept <ac:emoticon ac:name="tick" /></p>');
    let answer: Answer | undefined;
    const requests = await site.requests(async () => {
      answer = await site.call("confluence_rename_page", { pageId: id, title: "After" });
    });
    expect(requests.filter((request) => request.startsWith("PUT"))).toEqual([`PUT /wiki/api/v2/pages/${id}/title`]);
    expect(answer?.data).toMatchObject({ title: "After", version: 2 });
    expect(await stored(id)).toMatchObject({ title: "After", body: '<p>Kept <ac:emoticon ac:name="tick" /></p>' });
    await site.undo(answer as Answer);
    expect((await stored(id)).title).toBe("Before");
    expect(await writes(() => site.data("confluence_rename_page", { pageId: id, title: "Before" }))).toEqual([]);
  });

  it("says when the title is taken", async () => {
    await make("Mine", "<p>x</p>");
    const id = await make("Yours", "<p>x</p>");
    const { error } = await site.call("confluence_rename_page", { pageId: id, title: "Mine" });
    expect(error).toMatchObject({ code: "title_taken" });
  });

  it("behaves as a write", async () => {
    const id = await make("Write 3", "<p>x</p>");
    await behavesAsAWrite("confluence_rename_page", async () => ({ pageId: id, title: "Write three" }), "/title");
  });
});

describe("publish_draft", () => {
  it("publishes the draft beside a page, and puts both back", async () => {
    const id = await make("Published", "<p>Old</p>");
    await site.data("confluence_update_page", { pageId: id, title: "Better", body: "New", status: "draft" });
    const answer = await site.call("confluence_publish_draft", { pageId: id, versionMessage: "go" });
    expect(answer.data).toMatchObject({ title: "Better", version: 2, status: "current" });
    expect(await stored(id)).toMatchObject({ title: "Better", body: "<p>New</p>" });
    await site.undo(answer);
    expect(await stored(id)).toMatchObject({ title: "Published", body: "<p>Old</p>" });
    expect(await stored(id, "&get-draft=true")).toMatchObject({ title: "Better", body: "<p>New</p>" });
  });

  it("publishes a page for the first time, and says beforehand that this stays", async () => {
    const id = await make("First time", "<p>New</p>", { status: "draft" });
    const shown = await site.data("confluence_publish_draft", { pageId: id, dryRun: true });
    expect(shown.irreversible).toContain("cannot become a draft again");
    const { data, meta } = await site.call("confluence_publish_draft", { pageId: id });
    expect(data).toMatchObject({ status: "current", version: 1 });
    expect(meta.undoable).toBe(false);
    expect(await stored(id)).toMatchObject({ status: "current", body: "<p>New</p>" });
    expect(await writes(() => site.data("confluence_publish_draft", { pageId: id }))).toEqual([]);
  });
});

describe("versions", () => {
  let id: string;
  beforeAll(async () => {
    id = await make("Versioned", "<p>One</p><p>Same</p>");
    await elsewhere(id, "<p>Two</p><p>Same</p>", "second");
    await elsewhere(id, '<p>Two</p><p style="text-align: center;">Same</p>', "third");
  });

  it("are listed newest first, over several pages", async () => {
    const { items, cursor } = await site.data("confluence_list_page_versions", { pageId: id, limit: 2 });
    expect(items).toMatchObject([
      { version: 3, message: "third", changedBy: expect.any(String), modifiedAt: expect.any(String) },
      { version: 2, message: "second" },
    ]);
    const rest = await site.data("confluence_list_page_versions", { cursor });
    expect(rest).toEqual({ items: [expect.objectContaining({ version: 1 })] });
  });

  it("are read as they were, in one request", async () => {
    const args = { pageId: id, versionNumber: 2, format: "storage" };
    expect(await site.requests(() => site.data("confluence_get_page_version", args))).toHaveLength(1);
    expect(await site.data("confluence_get_page_version", args)).toMatchObject({
      id,
      version: 2,
      message: "second",
      body: "<p>Two</p><p>Same</p>",
    });
    expect((await site.call("confluence_get_page_version", { ...args, versionNumber: 9 })).error?.code).toBe(
      "not_found",
    );
  });

  it("are compared as Markdown, in two requests", async () => {
    const diff = (args: object) => site.data("confluence_diff_page_versions", { pageId: id, ...args });
    expect(await site.requests(() => diff({}))).toHaveLength(2);
    expect(await diff({ from: 1 })).toMatchObject({
      diff: "- One\n+ Two\n\n  Same",
      from: { version: 1 },
      to: { version: 3, message: "third", title: "Versioned" },
    });
    expect(await diff({})).toMatchObject({ diff: "", onlyMarkup: true, from: { version: 2 } });
    expect(await diff({ from: 2, to: 2 })).not.toHaveProperty("onlyMarkup");
  });

  it("are brought back byte for byte, guarded against edits in between, and taken back", async () => {
    const restore = (version?: number) =>
      site.call("confluence_restore_page_version", { pageId: id, versionNumber: 1, ...(version && { version }) });
    expect((await restore(3)).error).toMatchObject({ code: "version_conflict", details: { currentVersion: 3 } });
    const answer = await restore(4);
    expect(answer.data).toMatchObject({ version: 4 });
    expect((await stored(id)).body).toBe("<p>One</p><p>Same</p>");
    await site.undo(answer);
    expect((await stored(id)).body).toBe('<p>Two</p><p style="text-align: center;">Same</p>');
    const current = (await stored(id)).version;
    const again = () => site.data("confluence_restore_page_version", { pageId: id, versionNumber: current });
    expect(await writes(again)).toEqual([]);
  });

  it("behave as a write when brought back", async () => {
    const args = async () => ({ pageId: id, versionNumber: 1 });
    await behavesAsAWrite("confluence_restore_page_version", args, `/pages/${id}$`);
  });
});
