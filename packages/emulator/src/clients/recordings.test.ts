import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../clients/installed.ts";
import { shapeDifferences } from "../../clients/shape-differences.ts";
import { type Answer, type EmulatedClient, emulatedClient, seedPage, testSeed } from "../testing/emulated-client.ts";

const folder = new URL("../../../../../shared/samples/responses/", import.meta.url);
const exchanges = new URL("juliusz-cwiakalski__marksync/verbatim-exchanges.json", folder);
const present = existsSync(exchanges);
const absent = "../shared/samples/responses is absent";

type Exchange = { heading: string; blocks: readonly { lang: string; text?: string; json?: Json }[] };
type Played = {
  /** How the recording's heading begins. */
  heading: string;
  play(site: Site): Promise<Answer>;
  /** Which of the recording's JSON blocks is the answer; the last one when absent, `null` when it shows none. */
  block?: number | null;
  /** Where the emulator differs, with the reason. */
  otherwise?: Readonly<Record<string, string>>;
  /** A recording that shows a whole answer. The others left fields out, so what only the emulator has proves nothing there. */
  whole?: boolean;
};

type Site = { client: EmulatedClient; space: string; root: string; child: string; file: string };

const storage = (value: string) => ({ representation: "storage", value });
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const played: readonly Played[] = [
  { heading: "current user check", play: ({ client }) => client.get("/wiki/rest/api/user/current") },
  { heading: "resolve space by key", play: ({ client }) => client.get("/wiki/api/v2/spaces?keys=DOC&limit=5") },
  { heading: "list with cursor pagination", play: ({ client }) => client.get("/wiki/api/v2/spaces?limit=1") },
  {
    heading: "create a Storage page",
    play: ({ client, space, root }) =>
      client.send("POST", "/wiki/api/v2/pages", {
        spaceId: space,
        status: "current",
        title: "Spike",
        parentId: root,
        body: storage("<h1>Spike</h1>\n<p>…</p>"),
      }),
  },
  {
    heading: "read Storage body",
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}?body-format=storage`),
  },
  {
    heading: "read ADF body",
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}?body-format=atlas_doc_format`),
  },
  {
    heading: "read a specific historical version's body",
    block: null,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}?version=1&body-format=storage`),
  },
  { heading: "update", play: (site) => update(site, site.child, "spike update") },
  { heading: "delete (soft)", block: null, play: async (site) => remove(site) },
  {
    heading: "ancestors",
    whole: true,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}/ancestors`),
  },
  { heading: "direct-children", play: ({ client, root }) => client.get(`/wiki/api/v2/pages/${root}/direct-children`) },
  { heading: "descendants", play: ({ client, root }) => client.get(`/wiki/api/v2/pages/${root}/descendants?limit=50`) },
  {
    heading: "list pages in space + title filter",
    play: ({ client, space }) => client.get(`/wiki/api/v2/spaces/${space}/pages?title=Root&limit=5`),
  },
  { heading: "reparent", play: (site) => update(site, site.child, "reparent", { parentId: site.root }) },
  {
    heading: "verify via ancestors",
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}/ancestors`),
  },
  {
    heading: "list versions with bodies inline",
    block: null,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}/versions?body-format=storage&limit=10`),
  },
  {
    heading: "single-version metadata",
    block: null,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}/versions/1`),
  },
  {
    heading: "fetch a specific version's body",
    block: null,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}?version=1&body-format=storage`),
  },
  {
    heading: "create",
    play: ({ client, root }) =>
      client.send("POST", `/wiki/api/v2/pages/${root}/properties`, { key: "spike.metadata", value: "{}" }),
    otherwise: { "$.version.when: missing here": "createdAt in the documents and in the schemas of confluence.js" },
  },
  { heading: "update (PUT, version-bumped)", play: (site) => updateProperty(site) },
  {
    heading: "list (note: pages also carry editor-generated properties)",
    block: null,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}/properties`),
  },
  { heading: "upload (v1 multipart)", play: (site) => upload(site, site.child, "spike.png") },
  { heading: "duplicate filename is rejected", play: (site) => upload(site, site.root, "root.png") },
  {
    heading: "update existing attachment content",
    play: (site) => upload(site, site.root, "root.png", `/${site.file}/data`),
  },
  { heading: "list (v2) + get (v2)", play: ({ client, file }) => client.get(`/wiki/api/v2/attachments/${file}`) },
  {
    heading: "add labels (v1)",
    block: null,
    play: ({ client, child }) =>
      client.send("POST", `/wiki/rest/api/content/${child}/label`, [{ prefix: "global", name: "spike" }]),
  },
  {
    heading: "list labels (v2",
    whole: true,
    play: ({ client, root }) => client.get(`/wiki/api/v2/pages/${root}/labels`),
  },
  { heading: "correct update succeeds; stale", block: null, play: (site) => update(site, site.child, "correct") },
  {
    heading: "exact-title search",
    play: ({ client }) =>
      client.get(
        `/wiki/rest/api/search?cql=${encodeURIComponent('space="DOC" AND type=page AND title="Root"')}&limit=5`,
      ),
    otherwise: { "$._links.next: missing here": "nothing follows here; how much did there, was left out" },
  },
  {
    heading: "read an editor-created page",
    block: 0,
    play: ({ client, child }) => client.get(`/wiki/api/v2/pages/${child}?body-format=storage`),
  },
  {
    heading: "restrictions on a fresh page",
    play: ({ client, child }) => client.get(`/wiki/rest/api/content/${child}/restriction`),
  },
  {
    heading: "a v2 error (409 CONFLICT)",
    whole: true,
    play: (site) => update(site, site.child, "stale", {}, 0),
    otherwise: {
      "$.errors[].status: string recorded, number here": "a number in the documents and in other recordings",
    },
  },
  { heading: "a v1 error (400 duplicate attachment)", play: (site) => upload(site, site.root, "root.png") },
];

async function update({ client }: Site, id: string, message: string, more: object = {}, ahead = 1): Promise<Answer> {
  const { json } = await client.get(`/wiki/api/v2/pages/${id}`);
  const version = { number: json.version.number + ahead, message };
  const body = storage(`<p>${message}</p>`);
  const change = { id, status: "current", title: json.title, body, version, ...more };
  return client.send("PUT", `/wiki/api/v2/pages/${id}`, change);
}

async function remove({ client, space }: Site): Promise<Answer> {
  const page = { spaceId: space, title: "To be removed", body: storage("<p/>") };
  const { json } = await client.send("POST", "/wiki/api/v2/pages", page);
  return client.send("DELETE", `/wiki/api/v2/pages/${json.id}`);
}

async function updateProperty({ client, child }: Site): Promise<Answer> {
  const path = `/wiki/api/v2/pages/${child}/properties`;
  const { json } = await client.send("POST", path, { key: "spike.covprop", value: '{"v":1}' });
  const change = { key: "spike.covprop", value: '{"v":2}', version: { number: 2, message: "cov update" } };
  return client.send("PUT", `${path}/${json.id}`, change);
}

async function upload({ client }: Site, page: string, name: string, more = ""): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File([png], name, { type: "image/png" }));
  const { emulator } = client;
  const { email, apiToken } = emulator.credentials;
  const response = await emulator.fetch(`${emulator.url}/wiki/rest/api/content/${page}/child/attachment${more}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${email}:${apiToken}`)}`, "x-atlassian-token": "no-check" },
    body: form,
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

const read = (file: URL): Json => (present ? JSON.parse(readFileSync(file, "utf8")) : []);

describe("recorded exchanges with a real site", () => {
  const recorded: readonly Exchange[] = read(exchanges);
  const begins =
    (heading: string) =>
    ({ heading: title }: Exchange) =>
      title === `Verbatim — ${heading}` ||
      (heading !== "create" && heading !== "update" && title.startsWith(`Verbatim — ${heading}`));
  let site: Site;

  beforeAll(async () => {
    const root = seedPage("root", "Root", { parent: "home" });
    const child = seedPage("child", "Child", { parent: "root" });
    const grandchild = seedPage("grandchild", "Grandchild", { parent: "child" });
    const client = await emulatedClient({ seed: testSeed([root, child, grandchild]) });
    const { results } = (await client.get("/wiki/api/v2/pages?title=Root")).json;
    const [below] = (await client.get(`/wiki/api/v2/pages/${results[0].id}/children`)).json.results;
    site = { client, space: results[0].spaceId, root: results[0].id, child: below.id, file: "" };
    const attached = await upload(site, site.root, "root.png");
    site = { ...site, file: attached.json.results[0].id };
    await client.send("POST", `/wiki/rest/api/content/${site.root}/label`, [{ prefix: "global", name: "cov-label" }]);
  });

  test("are all played, none twice", (ctx) => {
    if (!present) ctx.skip(absent);
    for (const { heading } of played) expect([heading, recorded.filter(begins(heading)).length]).toEqual([heading, 1]);
    expect(played.length).toBe(recorded.length);
  });

  for (const row of present ? played : []) {
    test(row.heading, async () => {
      const exchange = recorded.find(begins(row.heading));
      const texts = exchange?.blocks.map(({ text = "" }) => text) ?? [];
      const statuses = texts.flatMap((text) => /^(?:→ )?HTTP\/1\.1 (\d{3})/m.exec(text)?.[1] ?? []);
      const bodies = exchange?.blocks.flatMap(({ json }) => (json === undefined ? [] : [json])) ?? [];
      const answer = await row.play(site);
      expect(answer.status).toBe(Number(statuses[0] ?? 200));
      if (row.block === null) return;
      const differences = shapeDifferences(bodies.at(row.block ?? -1), answer.json, row.whole ?? false);
      expect(differences).toEqual(Object.keys(row.otherwise ?? {}));
    });
  }
});
