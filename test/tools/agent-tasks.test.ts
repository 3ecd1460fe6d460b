import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";
import { connect, startServer } from "../set-up.ts";

// Ten things people asked agents to do and that went wrong with the servers of their day. Each is done here as an
// agent would do it, through the door, and judged by what the site has afterwards.

let site: OpenSite;
let spaceId: string;
beforeAll(async () => {
  site = await openSite({ seed: "empty" });
  spaceId = (await site.site("GET", "/wiki/api/v2/spaces?limit=1")).json.results[0].id;
});
afterAll(() => site.close());
afterEach(() => site.emulator.admin.clearFaults());

async function make(title: string, body: string, place: Record<string, unknown> = {}): Promise<string> {
  const { status, json } = await site.site("POST", "/wiki/api/v2/pages", {
    spaceId,
    title,
    body: { representation: "storage", value: body },
    ...place,
  });
  if (status !== 200) throw new Error(JSON.stringify(json));
  return json.id;
}

const bodyOf = async (id: string, query = ""): Promise<string> =>
  (await site.site("GET", `/wiki/api/v2/pages/${id}?body-format=storage${query}`)).json.body.storage.value;

/** An agent that counts what passes through its context. */
function agent() {
  const seen = { characters: 0 };
  return {
    seen,
    async call(tool: string, args: Record<string, unknown>): Promise<Answer> {
      const answer = await site.call(tool, args);
      seen.characters += JSON.stringify(args).length + JSON.stringify(answer).length;
      return answer;
    },
    async data(tool: string, args: Record<string, unknown>): Promise<Json> {
      const { data, error } = await this.call(tool, args);
      if (error !== null) throw new Error(`${tool}: ${error.code}: ${error.message}`);
      return data;
    },
  };
}

/** A page as grown wikis have them: layouts, macros, images, tables, mentions, tasks, local ids everywhere. */
function grownPage(least: number): string {
  let body =
    '<ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="toc-1" /><h1 local-id="first">Handbook</h1>';
  for (let at = 1; body.length < least; at++) {
    body += [
      `<h2 local-id="h${at}">Chapter ${at}</h2>`,
      `<p local-id="p${at}">Words of chapter ${at}, with <ac:link><ri:user ri:account-id="712020:x${at}" /></ac:link> and <span style="color: rgb(151,160,175);">grey</span>&nbsp;words &mdash; as typed.</p>`,
      `<ac:structured-macro ac:name="info" ac:macro-id="m${at}"><ac:rich-text-body><p local-id="i${at}">Mind ${at}.</p></ac:rich-text-body></ac:structured-macro>`,
      `<ac:image ac:width="300" ac:alt="Figure ${at}"><ri:attachment ri:filename="figure-${at}.png" ri:version-at-save="1" /></ac:image>`,
      `<table data-layout="default" ac:local-id="t${at}"><tbody><tr><th><p>Key</p></th><th><p>Value</p></th></tr><tr><td data-highlight-colour="#e6fcff"><p>${at}</p></td><td><p>v${at}</p></td></tr></tbody></table>`,
      `<ac:task-list><ac:task><ac:task-id>${at}</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Check ${at}</ac:task-body></ac:task></ac:task-list>`,
    ].join("");
  }
  return body;
}

/** What a page has kept of another, tag by tag: everything but the words named. */
const counts = (body: string) => ({
  images: body.match(/<ac:image\b/g)?.length ?? 0,
  macros: body.match(/<ac:structured-macro\b/g)?.length ?? 0,
  localIds: body.match(/local-id="/g)?.length ?? 0,
});

describe("an agent", () => {
  it("changes the first heading of a page of 170 kB without its body passing through, and nothing else", async () => {
    const body = grownPage(170_000);
    const id = await make("Big", body);
    const model = agent();
    const { outline } = await model.data("confluence_get_page", { pageId: id, detail: "outline" });
    expect(outline[0]).toMatchObject({ level: 1, path: "Handbook", localId: "first" });
    const operations = [{ op: "set", handle: outline[0].handle, level: 2 }];
    const shown = await site.data("confluence_edit_page", { pageId: id, operations, dryRun: true });
    expect(shown.changes[0].diff).toContain("- # Handbook\n+ ## Handbook");
    expect(await bodyOf(id)).toBe(body);
    await model.data("confluence_edit_page", { pageId: id, operations });
    const from = '<h1 local-id="first">Handbook</h1>';
    expect(await bodyOf(id)).toBe(body.replace(from, '<h2 local-id="first">Handbook</h2>'));
    expect(model.seen.characters).toBeLessThan(25_000);
  });

  it("fixes a typo under an open inline comment, which stays open at its words", async () => {
    const id = await make("Commented", "<p>The <strong>quikc brown</strong> fox jumps.</p>");
    const { json: comment } = await site.site("POST", "/wiki/api/v2/inline-comments", {
      pageId: id,
      body: { representation: "storage", value: "<p>Spelling?</p>" },
      inlineCommentProperties: { textSelection: "quikc brown", textSelectionMatchCount: 1, textSelectionMatchIndex: 0 },
    });
    const marked = await bodyOf(id);
    expect(marked).toContain("ac:inline-comment-marker");
    const model = agent();
    const { warnings } = await model.data("confluence_edit_page", {
      pageId: id,
      operations: [{ op: "replace", text: "quikc", content: "quick" }],
    });
    expect(warnings).toBeUndefined();
    expect(await bodyOf(id)).toBe(marked.replace("quikc", "quick"));
    const open = async () =>
      (await site.site("GET", `/wiki/api/v2/inline-comments/${comment.id}`)).json.resolutionStatus;
    expect(await open()).toBe("open");

    // The same by reading the page and writing it back, as agents that know no edit tool do.
    const { body } = await model.data("confluence_get_page", { pageId: id });
    await model.data("confluence_update_page", { pageId: id, body: body.replace("jumps", "jumps high") });
    expect(await bodyOf(id)).toBe(marked.replace("quikc", "quick").replace("jumps", "jumps high"));
    expect(await open()).toBe("open");
  });

  it("edits one sentence of a page with 48 images, raw or as Markdown, and loses none", async () => {
    const body = Array.from(
      { length: 48 },
      (_, at) =>
        `<h2>Step ${at}</h2><p>Do step ${at}.</p><ac:image ac:align="center" ac:width="760" ac:original-width="1520"><ri:attachment ri:filename="step ${at}.png" ri:version-at-save="2" /><ac:caption><p>Step <em>${at}</em></p></ac:caption></ac:image>`,
    ).join("");
    for (const format of ["storage", "markdown"]) {
      const id = await make(`Images ${format}`, body);
      const page = await site.data("confluence_get_page", { pageId: id, format }, { maxCharacters: 0 });
      const edited = page.body.replace("Do step 7.", "Do step 7 twice.");
      await site.data("confluence_update_page", { pageId: id, format, body: edited, version: page.version + 1 });
      expect(await bodyOf(id), format).toBe(body.replace("Do step 7.", "Do step 7 twice."));
    }
  });

  it("makes pages for five customers from a template of 60 kB, which never passes through", async () => {
    const question = (at: number) =>
      `<h3 local-id="q${at}">Question ${at} for {{customer}}</h3><p>Asked on <strong>{{date}}</strong> &mdash; answer:</p><ac:task-list><ac:task><ac:task-id>${at}</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Follow up with {{customer}}</ac:task-body></ac:task></ac:task-list><ac:structured-macro ac:name="expand" ac:macro-id="e${at}"><ac:parameter ac:name="title">Notes on {{customer}}</ac:parameter><ac:rich-text-body><p>Nothing yet</p></ac:rich-text-body></ac:structured-macro>`;
    const body = Array.from({ length: 130 }, (_, at) => question(at)).join("");
    expect(body.length).toBeGreaterThan(60_000);
    const asPage = await make("Interview template", body);
    await site.site("POST", "/wiki/rest/api/space", { key: "TPL", name: "Templates" });
    const { json } = await site.site("POST", "/wiki/rest/api/template", {
      name: "Interview",
      templateType: "page",
      space: { key: "TPL" },
      body: {
        storage: {
          representation: "storage",
          value:
            `<at:declarations><at:string at:name="customer" /><at:string at:name="date" /></at:declarations>${body}`
              .replaceAll(/<ac:parameter.*?<\/ac:parameter>/g, "")
              .replaceAll("{{customer}}", '<at:var at:name="customer" />')
              .replaceAll("{{date}}", '<at:var at:name="date" />'),
        },
      },
    });
    for (const source of [{ copyBodyFrom: asPage }, { templateId: json.templateId }]) {
      const model = agent();
      for (const customer of ["Moss & Sons", "Heron", "Kestrel", 'The "Otter" Inn', "Vole <3"]) {
        const page = await model.data("confluence_create_page", {
          title: `Interview: ${customer} (${Object.keys(source)})`,
          parentId: asPage,
          ...source,
          values: { customer, date: "20 November" },
        });
        expect(page).not.toHaveProperty("warnings");
        const escaped = customer.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
        const wanted = "templateId" in source ? body.replaceAll(/<ac:parameter.*?<\/ac:parameter>/g, "") : body;
        expect(await bodyOf(page.id)).toBe(
          wanted.replaceAll("{{customer}}", escaped).replaceAll("{{date}}", "20 November"),
        );
      }
      expect(model.seen.characters).toBeLessThan(10_000);
    }
  });

  it("saves a draft of a page with an image, or is told that it was not saved", async () => {
    const body = '<p>Look:</p><ac:image><ri:attachment ri:filename="a.png" /></ac:image>';
    const id = await make("To be drafted", body);
    const model = agent();
    const page = await model.data("confluence_get_page", { pageId: id });
    const draft = { pageId: id, body: page.body.replace("Look", "Look here"), status: "draft" };
    await model.data("confluence_update_page", draft);
    expect(await bodyOf(id)).toBe(body);
    expect(await bodyOf(id, "&get-draft=true")).toBe(body.replace("Look", "Look here"));

    site.emulator.admin.addFault({ kind: "ignored-write", method: "PUT" });
    const again = await model.call("confluence_update_page", { ...draft, body: page.body.replace("Look", "See") });
    expect(again).toMatchObject({ successful: false, error: { code: "upstream_error" } });
    expect(again.error?.message).toContain("did not make it");
    expect(await bodyOf(id, "&get-draft=true")).toBe(body.replace("Look", "Look here"));
  });

  it("takes the label draft off, puts approved on, and lists the labels", async () => {
    const id = await make("Labelled", "<p>x</p>");
    const labels = ["draft", "team-a"].map((name) => ({ prefix: "global", name }));
    await site.site("POST", `/wiki/rest/api/content/${id}/label`, labels);
    const model = agent();
    await model.data("confluence_remove_labels", { contentId: id, labels: ["draft"] });
    await model.data("confluence_add_labels", { contentId: id, labels: ["approved"] });
    const { items } = await model.data("confluence_list_labels", { contentId: id });
    const names = (rows: Json[]) => rows.map(({ name }) => name).sort();
    expect(names(items)).toEqual(["approved", "team-a"]);
    const now = (await site.site("GET", `/wiki/api/v2/pages/${id}/labels`)).json.results;
    expect(names(now)).toEqual(["approved", "team-a"]);
  });

  it("adds a row to the table under Status, inside the table", async () => {
    const table = (cells: string) =>
      `<table data-table-width="760"><tbody><tr><th><p>What</p></th><th><p>State</p></th></tr><tr><td><p>Gate</p></td><td><ac:structured-macro ac:name="status" ac:macro-id="s1"><ac:parameter ac:name="title">DONE</ac:parameter></ac:structured-macro></td></tr>${cells}</tbody></table>`;
    const around = [
      "<h2>Plan</h2><table><tbody><tr><td>other</td></tr></tbody></table><h2>Status</h2><p>Now:</p>",
      "<p>After</p>",
    ];
    const id = await make("With tables", around.join(table("")));
    const model = agent();
    const operations = [{ op: "insert_row", heading: "Status", cells: ["Pump", "{{status: OPEN | colour=Yellow}}"] }];
    const shown = await model.data("confluence_edit_page", { pageId: id, operations, dryRun: true });
    expect(shown.changes[0].diff).toContain("+ | Pump |");
    expect(await bodyOf(id)).toBe(around.join(table("")));
    await model.data("confluence_edit_page", { pageId: id, operations });
    const [start, end] = around as [string, string];
    const after = await bodyOf(id);
    expect(after.startsWith(start) && after.endsWith(`</tr></tbody></table>${end}`)).toBe(true);
    expect(after).toMatch(/<tr><td><p>Pump<\/p><\/td><td>.*ac:name="status".*OPEN.*<\/td><\/tr><\/tbody>/);
    expect(counts(after).macros).toBe(2);
  });

  it("sees Confluence's own words when a title is taken", async () => {
    const id = await make("Release notes", "<p>Mine</p>");
    const { error } = await agent().call("confluence_create_page", { spaceId, title: "Release notes", body: "Yours" });
    expect(error).toMatchObject({
      code: "title_taken",
      atlassian: {
        status: 400,
        message: "A page with this title already exists: A page already exists with the same TITLE in this space",
      },
    });
    expect(error?.message).toContain("A page already exists with the same TITLE in this space");
    expect(await bodyOf(id)).toBe("<p>Mine</p>");
  });
});

describe("an agent on a site of more than 500 spaces", () => {
  it("exports every page updated this week in one of them, none lost, none twice, with true counts", async () => {
    const many = await openSite({ seed: "empty" });
    const spaces = new Map<string, string>();
    for (let at = 0; at < 520; at++) {
      const key = `S${at}`;
      const { json } = await many.site("POST", "/wiki/rest/api/space", { key, name: `Space ${at}` });
      spaces.set(key, String(json.id));
    }
    const create = async (key: string, title: string): Promise<string> =>
      (
        await many.site("POST", "/wiki/api/v2/pages", {
          spaceId: spaces.get(key),
          title,
          body: { representation: "storage", value: `<p>Text of ${title}</p>` },
        })
      ).json.id;
    const old: string[] = [];
    for (let at = 0; at < 40; at++) old.push(await create("S517", `Old ${at}`));
    many.advance(10 * 24 * 3600_000);
    const wanted = new Map<string, string>();
    for (let at = 0; at < 63; at++) wanted.set(await create("S517", `New ${at}`), `New ${at}`);
    for (let at = 0; at < 30; at++) await create("S518", `Elsewhere ${at}`);
    for (const [at, id] of old.slice(0, 7).entries()) {
      await many.site("PUT", `/wiki/api/v2/pages/${id}/title`, { status: "current", title: `Changed ${at}` });
      wanted.set(id, `Changed ${at}`);
    }

    const seen: string[] = [];
    let spaceCursor: string | undefined;
    do {
      const { items, cursor } = await many.data(
        "confluence_list_spaces",
        { limit: 250, cursor: spaceCursor },
        { maxCharacters: 0 },
      );
      seen.push(...items.map(({ key }: Json) => key));
      spaceCursor = cursor;
    } while (spaceCursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    for (const key of spaces.keys()) expect(seen).toContain(key);

    const found: string[] = [];
    const cql = 'type = page AND space = "S517" AND lastmodified >= now("-7d") ORDER BY title';
    let { items, cursor, total } = await many.data("confluence_search_cql", { cql, limit: 25 });
    expect(total).toBe(wanted.size);
    found.push(...items.map(({ id }: Json) => id));
    while (cursor !== undefined) {
      ({ items, cursor, total } = await many.data("confluence_search_cql", { cursor }));
      expect(total).toBe(wanted.size);
      found.push(...items.map(({ id }: Json) => id));
    }
    expect(found).toHaveLength(wanted.size);
    expect(new Set(found)).toEqual(new Set(wanted.keys()));

    const exported = await many.data("confluence_get_pages", { pageIds: found, detail: "full" }, { maxCharacters: 0 });
    expect(exported).not.toHaveProperty("missing");
    for (const page of exported.items) {
      expect(page.title).toBe(wanted.get(page.id));
      expect(page.body).toMatch(/^Text of (New|Old) \d+\n$/);
    }
    const place = () => many.data("confluence_list_pages", { spaceId: "S517", limit: 1 });
    expect(await many.requests(place)).toHaveLength(2);
    await many.close();
  });
});

describe("an agent at work for two hours", () => {
  it("never notices that tokens expire, and is told to reconnect when the grant is revoked", async () => {
    const server = await startServer();
    try {
      const connectionId = await connect(server);
      const call = (tool: string, args: Record<string, unknown>) =>
        server.tributary.tools.execute(tool, { connectionId, arguments: args }) as Promise<Json>;
      const refreshes = () =>
        server.emulator.admin.journal().filter(({ url }) => url.startsWith("/oauth/token")).length;
      const { data: page, error } = await call("confluence_create_page", {
        spaceId: "ENG",
        title: "Log",
        body: "Start",
      });
      expect(error).toBeNull();
      const before = refreshes();
      for (let round = 1; round <= 13; round++) {
        server.advance(10 * 60_000);
        const operations = [{ op: "append", content: `Entry ${round}` }];
        const edited = await call("confluence_edit_page", { pageId: page.id, operations, version: round + 1 });
        expect(edited, `round ${round}`).toMatchObject({ successful: true, data: { version: round + 1 } });
      }
      const { data } = await call("confluence_get_page", { pageId: page.id, format: "text" });
      expect(data.body.match(/Entry \d+/g)).toHaveLength(13);
      // An hour's life: tokens were renewed as often as needed and not more.
      expect(refreshes() - before).toBe(2);

      server.emulator.admin.removeApp({ clientId: server.emulator.credentials.clientId });
      const started = Date.now();
      for (let attempt = 0; attempt < 3; attempt++) {
        const { error: revoked } = await call("confluence_edit_page", {
          pageId: page.id,
          operations: [{ op: "append", content: "Lost" }],
        });
        expect(revoked).toMatchObject({ code: "connection_expired", hint: expect.stringContaining("Reconnect") });
      }
      expect(Date.now() - started).toBeLessThan(5_000);
      expect(await server.tributary.connections.get(connectionId)).toMatchObject({ status: "expired" });
    } finally {
      await server.stop();
    }
  });
});
