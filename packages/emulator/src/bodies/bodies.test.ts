import { describe, expect, test } from "vitest";
import { type EmulatedClient, emulatedClient } from "../testing/emulated-client.ts";
import { withLocalIds } from "./local-ids.ts";

const pages = "/wiki/api/v2/pages";

async function spaceOf(client: EmulatedClient): Promise<{ id: string; homepageId: string }> {
  return (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0];
}

async function written(client: EmulatedClient, value: string, representation = "storage", title = "Written") {
  const { id } = await spaceOf(client);
  return client.send("POST", pages, { spaceId: id, title, body: { representation, value } });
}

async function read(client: EmulatedClient, id: string, format: string): Promise<string> {
  return (await client.get(`${pages}/${id}?body-format=${format}`)).json.body[format].value;
}

describe("local ids", () => {
  const rich =
    '<h1>T</h1>\n<p>a &amp; b<br /></p><p /><ul><li><p style="x">1</p></li></ul><table><tbody><tr><td><p>c</p></td></tr></tbody></table>' +
    '<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:plain-text-body><![CDATA[<p>not me</p>]]></ac:plain-text-body></ac:structured-macro><!-- <p>nor me</p> --><pre>x</pre>';
  const stripped = (storage: string) => storage.replace(/ (?:ac:)?local-id="[^"]*"/g, "");

  test("are added where there are none, and nothing else changes", () => {
    const marked = withLocalIds(rich);
    expect(stripped(marked)).toBe(rich);
    expect(marked.match(/ local-id="[0-9a-f]{12}"/g)).toHaveLength(7);
    expect(marked.match(/ ac:local-id="[0-9a-f-]{36}"/g)).toHaveLength(2);
    expect(new Set(marked.match(/local-id="[^"]*"/g)).size).toBe(9);
    expect(marked).toContain('<p local-id="');
    expect(marked).toMatch(/<p local-id="\w+" \/>/);
  });

  test("are the same at every reading, and those that are there stay", () => {
    const once = withLocalIds(rich);
    expect(withLocalIds(rich)).toBe(once);
    expect(withLocalIds(once)).toBe(once);
    expect(withLocalIds('<p local-id="kept">a</p><p title="a > b">b</p>')).toMatch(
      /^<p local-id="kept">a<\/p><p title="a > b" local-id="\w{12}">b<\/p>$/,
    );
  });

  test("storage reads back as it was written; the forms of the editor carry ids", async () => {
    const client = await emulatedClient();
    const { id } = (await written(client, rich)).json;
    expect(await read(client, id, "storage")).toBe(rich);
    expect(await read(client, id, "editor")).toBe(withLocalIds(rich));
    const first = JSON.parse(await read(client, id, "atlas_doc_format")).content[0];
    expect(withLocalIds(rich)).toContain(`<h1 local-id="${first.attrs.localId}">`);
  });

  test("a document in the editor's form keeps its ids and gets the missing ones", async () => {
    const client = await emulatedClient();
    const paragraph = (text: string, attrs = {}) => ({ type: "paragraph", attrs, content: [{ type: "text", text }] });
    const document = {
      type: "doc",
      version: 1,
      content: [paragraph("a", { localId: "abcabcabcabc" }), paragraph("b")],
    };
    const { id } = (await written(client, JSON.stringify(document), "atlas_doc_format")).json;
    expect(await read(client, id, "storage")).toMatch(/^<p local-id="abcabcabcabc">a<\/p><p local-id="\w{12}">b<\/p>$/);
  });

  test("can be had in every body that is written", async () => {
    const client = await emulatedClient({ localIds: true });
    const { id } = (await written(client, rich)).json;
    expect(await read(client, id, "storage")).toBe(withLocalIds(rich));
  });
});

describe("reading a body", () => {
  test("shows people by name, and pages, files and pictures by their addresses", async () => {
    const client = await emulatedClient();
    const { homepageId } = await spaceOf(client);
    const { id } = (
      await written(
        client,
        '<p><ac:link><ri:user ri:account-id="712020:ben" /></ac:link> <ac:link><ri:page ri:content-title="Documentation" /></ac:link> ' +
          '<ac:link><ri:page ri:space-key="PRIV" ri:content-title="Private" /></ac:link></p><p><ac:image><ri:attachment ri:filename="a b.png" /></ac:image></p>',
      )
    ).json;
    const form = new FormData();
    form.append("file", new Blob(["png"]), "a b.png");
    form.append("minorEdit", "true");
    const { url, credentials, fetch: go } = client.emulator;
    await go(`${url}/wiki/rest/api/content/${id}/child/attachment`, {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa(`${credentials.email}:${credentials.apiToken}`)}`,
        "x-atlassian-token": "nocheck",
      },
      body: form,
    });
    const view = await read(client, id, "view");
    expect(view).toContain("Ben Okafor");
    expect(view).toContain('href="/wiki/people/712020:ben"');
    expect(view).toContain(`href="/wiki/spaces/DOC/pages/${homepageId}/Documentation"`);
    expect(view).toContain("/wiki/spaces/PRIV/pages/");
    expect(view).toContain(`src="/wiki/download/attachments/${id}/a%20b.png?api=v2"`);
    expect(await read(client, id, "atlas_doc_format")).toContain("Ben Okafor");
    const v1 = await client.get(`/wiki/rest/api/content/search?cql=id=${id}&expand=body.view`);
    expect(v1.json.results[0].body.view.value).toBe(view);
  });

  test("renders the macros that show other parts of the site", async () => {
    const client = await emulatedClient();
    const macro = (name: string, inside = "") =>
      `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inside}</ac:structured-macro>`;
    const level = '<ac:parameter ac:name="maxLevel">2</ac:parameter>';
    const { id } = (
      await written(client, `${macro("toc", level)}<h1>One &amp; all</h1><h3>Deep</h3><h2>Two</h2>${macro("children")}`)
    ).json;
    const { id: spaceId } = await spaceOf(client);
    await client.send("POST", pages, { spaceId, parentId: id, title: "Open <child>" });
    await client.send("POST", `${pages}?private=true`, { spaceId, parentId: id, title: "Hidden child" });
    const view = await read(client, id, "view");
    expect(view).toContain(
      '<div class="toc-macro"><ul class="toc-indentation"><li><a href="#One-&amp;-all">One &amp; all</a><ul class="toc-indentation"><li><a href="#Two">Two</a></li></ul></li></ul></div>',
    );
    expect(view).toContain(">Open &lt;child&gt;</a></li></ul>");
    expect(view).not.toContain("Hidden child");
  });
});

describe("writing a body", () => {
  test.each([
    ["<p>open", "Error parsing xhtml: "],
    ["<p>a & b</p>", "Error parsing xhtml: "],
    ["<hr>", "Error parsing xhtml: "],
    ["<details><summary>x</summary></details>", "Content body cannot be converted to new editor format"],
  ])("%s is the 400 of a real site, on creation and on update", async (value, words) => {
    const client = await emulatedClient();
    const refused = await written(client, value);
    expect([refused.status, refused.json.errors[0].title]).toEqual([400, expect.stringContaining(words)]);
    const { id } = (await written(client, "<p>good</p>")).json;
    const body = { representation: "storage", value };
    const change = { id, status: "current", title: "Written", body, version: { number: 2 } };
    expect((await client.send("PUT", `${pages}/${id}`, change)).status).toBe(400);
    expect(await read(client, id, "storage")).toBe("<p>good</p>");
  });

  test("elements of Confluence's own namespaces are kept, known or not", async () => {
    const client = await emulatedClient();
    const value = '<p>x</p><ac:figure><ri:attachment ri:filename="diagram.png" /></ac:figure>';
    const { id } = (await written(client, value)).json;
    expect(await read(client, id, "storage")).toBe(value);
  });

  test("wiki markup becomes storage", async () => {
    const client = await emulatedClient();
    const { id } = (await written(client, "h1. Title\n\n*bold*", "wiki")).json;
    expect(await read(client, id, "storage")).toMatch(/<h1>Title<\/h1>\s*<p><strong>bold<\/strong><\/p>/);
  });
});
