import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../../clients/installed.ts";
import {
  type Answer,
  type EmulatedClient,
  emulatedClient,
  readAnswer,
  seedPage,
  testSeed,
} from "../testing/emulated-client.ts";

const folder = new URL("../../../../../shared/samples/responses/", import.meta.url);
const errors = new URL("assorted-error-bodies/errors.json", folder);
const tokens = new URL("MrRefactoring__confluence.js/oauth-token-endpoint-errors.json", folder);
const present = existsSync(errors);
const absent = "../shared/samples/responses is absent";
const read = (file: URL, empty: Json): Json => (present ? JSON.parse(readFileSync(file, "utf8")) : empty);

type Site = { client: EmulatedClient; space: string; page: string };
type Row = {
  /** How the recording says when the error comes. */
  when: string;
  play(site: Site): Promise<Answer>;
  /** What of the recorded body the emulator says otherwise, in the recording's place, and why. */
  otherwise?: { body: Json; reason: string };
};

const v2 = "/wiki/api/v2";
const v1 = "/wiki/rest/api";
const storage = (value: string) => ({ representation: "storage", value });

async function put({ client, page }: Site, change: object): Promise<Answer> {
  const { json } = await client.get(`${v2}/pages/${page}`);
  const body = { id: page, status: "current", title: json.title, body: storage("<p/>"), version: { number: 4 } };
  return client.send("PUT", `${v2}/pages/${page}`, { ...body, ...change });
}

async function upload({ client, page }: Site): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File(["x"], "spike-diagram.png", { type: "image/png" }));
  const { email, apiToken } = client.emulator.credentials;
  const authorization = `Basic ${btoa(`${email}:${apiToken}`)}`;
  const url = `${client.emulator.url}${v1}/content/${page}/child/attachment`;
  const headers = { authorization, "x-atlassian-token": "no-check" };
  return readAnswer(await client.emulator.fetch(url, { method: "POST", headers, body: form }));
}

const rows: readonly Row[] = [
  {
    when: "PUT /pages/{id} with version.number = current",
    play: (site) => put(site, { version: { number: 3 } }),
    otherwise: {
      body: { errors: [{ status: 409 }] },
      reason: "the status is a number in the documents and in the other recordings",
    },
  },
  { when: "path id of wrong type (spaces)", play: ({ client }) => client.get(`${v2}/spaces/Docs`) },
  {
    when: "path id of wrong type (attachments)",
    play: ({ client }) => client.get(`${v2}/attachments/ffd70a27-0a48-48db-9662-24252c884152`),
  },
  {
    when: "POST /pages with a title taken in the space",
    play: ({ client, space }) =>
      client.send("POST", `${v2}/pages`, { spaceId: space, title: "Root", body: storage("<p/>") }),
  },
  {
    when: "POST /folders with a title taken in the space",
    play: async ({ client, space }) => {
      const folder = { spaceId: space, title: "Taken" };
      await client.send("POST", `${v2}/folders`, folder);
      return client.send("POST", `${v2}/folders`, folder);
    },
  },
  { when: "PUT /pages/{id} with own id as parentId", play: (site) => put(site, { parentId: site.page }) },
  {
    when: "DELETE of a page already purged",
    play: async ({ client, page }) => {
      await client.send("DELETE", `${v2}/pages/${page}`);
      await client.send("DELETE", `${v2}/pages/${page}?purge=true`);
      return client.send("DELETE", `${v2}/pages/${page}?purge=true`);
    },
  },
  {
    when: "token lacks the operation's scope",
    play: async ({ client: { emulator } }) => {
      const { clientId, cloudId, email } = emulator.credentials;
      const { access_token } = emulator.admin.grant({ clientId, account: email, scopes: ["read:space:confluence"] });
      const url = `https://api.atlassian.com/ex/confluence/${cloudId}${v2}/pages`;
      return readAnswer(await emulator.fetch(url, { headers: { authorization: `Bearer ${access_token}` } }));
    },
  },
  {
    when: "user has no Confluence product access / anonymous",
    play: async ({ client: { emulator } }) => readAnswer(await emulator.fetch(`${emulator.url}${v1}/user/current`)),
  },
  {
    when: "CQL not parseable",
    play: ({ client }) => client.get(`${v1}/search?cql=${encodeURIComponent("type = = page")}`),
    otherwise: {
      body: { message: expect.stringMatching(/BadRequestException: Could not parse cql : /) },
      reason: "the recording notes two classes, and that the query follows in some captures",
    },
  },
  { when: "unknown content id", play: ({ client }) => client.get(`${v1}/content/999999999/restriction`) },
  { when: "unknown space key", play: ({ client }) => client.get(`${v1}/space/BOGUSKEY/label`) },
  {
    when: "unknown attachment id",
    play: ({ client, page }) => client.get(`${v1}/content/${page}/child/attachment/att999999999/download`),
  },
  {
    when: "create with unknown parent",
    play: ({ client }) => {
      const page = { type: "page", title: "Lost", space: { key: "DOC" }, ancestors: [{ id: "999999999" }] };
      const body = { storage: { value: "<p/>", representation: "storage" } };
      return client.send("POST", `${v1}/content`, { ...page, body });
    },
  },
  { when: "removed endpoint", play: async () => (await emulatedClient()).get(`${v1}/space`) },
  {
    when: "POST attachment with a taken filename",
    play: async (site) => {
      await upload(site);
      return upload(site);
    },
  },
  {
    when: "label body without name",
    play: ({ client, page }) => client.send("POST", `${v1}/content/${page}/label`, [{ prefix: "global" }]),
  },
  {
    when: "classic space-permission write on a roles-only site",
    play: ({ client }) => {
      const { emulator, send } = client;
      emulator.admin.setFeatures({ spaceRoleMode: "ROLES" });
      const [person] = emulator.admin.accounts();
      const subject = { type: "user", identifier: person?.id };
      return send("POST", `${v1}/space/DOC/permission`, { subject, operation: { key: "read", target: "space" } });
    },
  },
  {
    when: "watch a label nothing carries",
    play: ({ client }) =>
      client.send("POST", `${v1}/user/watch/label/nothing-carries-this`, undefined, {
        "x-atlassian-token": "no-check",
      }),
  },
  {
    when: "find relations for favourite",
    play: ({ client }) => client.get(`${v1}/relation/favourite/from/user/current/to/content`),
  },
];

/** Comes only while somebody has the page open in the editor, of which the emulator has none. */
const notPlayed = ["version deleted while page is being edited"];

/** Puts what the emulator says otherwise in the place of what was recorded. */
function merged(recorded: Json, change: Json): Json {
  if (Array.isArray(recorded))
    return recorded.map((one, at) => (change[at] === undefined ? one : merged(one, change[at])));
  const isPlain = typeof change === "object" && Object.getPrototypeOf(change) === Object.prototype;
  if (!isPlain) return change;
  const changed = Object.entries(change).map(([key, value]) => [key, merged(recorded[key], value)]);
  return { ...recorded, ...Object.fromEntries(changed) };
}

describe("recorded errors of a real site", () => {
  const recorded: Json[] = read(errors, []);
  let site: Site;

  beforeEach(async () => {
    const client = await emulatedClient({ seed: testSeed([seedPage("root", "Root")]), legacyV1: true });
    const [page] = (await client.get(`${v2}/pages?title=Root`)).json.results;
    site = { client, space: page.spaceId, page: page.id };
    for (const number of [2, 3]) await put(site, { version: { number } });
  });

  test("are all played but those that cannot be", (ctx) => {
    if (!present) ctx.skip(absent);
    const known = [...rows.map(({ when }) => when), ...notPlayed];
    for (const one of known)
      expect([one, recorded.filter(({ when }) => when.startsWith(one)).length]).toEqual([one, 1]);
    expect(known.length).toBe(recorded.length);
  });

  for (const row of present ? rows : []) {
    test(row.when, async () => {
      const told = recorded.find(({ when }) => when.startsWith(row.when));
      const { status, json } = await row.play(site);
      expect(status).toBe(told.status);
      if (told.body) expect(json).toMatchObject(merged(told.body, row.otherwise?.body ?? {}));
      for (const text of [told.title_only, told.contains, told.message])
        expect(JSON.stringify(json)).toContain(text ?? "");
    });
  }
});

describe("recorded errors of the token endpoint", () => {
  const { cases }: { cases: Json[] } = read(tokens, { cases: [] });

  test("are answered alike", async (ctx) => {
    if (!present) ctx.skip(absent);
    const { emulator } = await emulatedClient();
    const { clientId, clientSecret, email } = emulator.credentials;
    const ask = async (refresh_token: string, client_secret = clientSecret) => {
      const body = JSON.stringify({ grant_type: "refresh_token", client_id: clientId, client_secret, refresh_token });
      const headers = { "content-type": "application/json" };
      const { status, json } = await readAnswer(
        await emulator.fetch("https://auth.atlassian.com/oauth/token", { method: "POST", headers, body }),
      );
      return { status, body: json };
    };
    const grant = () => emulator.admin.grant({ clientId, account: email, scopes: ["offline_access"] }).refresh_token;
    const revoked = grant() ?? "";
    emulator.admin.removeApp({ clientId });
    const answers: Record<string, { status: number; body: Json }> = {
      "refresh token unknown or rotated out": await ask("unknown"),
      "refresh token expired or revoked": await ask(revoked),
      "wrong client secret": await ask(grant() ?? "", "wrong"),
    };
    for (const { what, status, body } of cases) expect([what, answers[what]]).toEqual([what, { status, body }]);
    expect(cases.length).toBe(3);
  });
});
