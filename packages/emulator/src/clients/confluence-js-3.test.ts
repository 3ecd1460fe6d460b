import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { clientsInstalled, howToInstall, importClient, type Json } from "../../clients/installed.ts";
import { createTour, methodsOf, type Tour } from "../../clients/tour.ts";
import { tourV1Content, type V1Site } from "../../clients/tour-v1-content.ts";
import { tourV1Site } from "../../clients/tour-v1-site.ts";
import { tourV2Content } from "../../clients/tour-v2-content.ts";
import { tourV2Governance } from "../../clients/tour-v2-governance.ts";
import { tourV2Hanging } from "../../clients/tour-v2-hanging.ts";
import { withoutFeature } from "../coverage.ts";
import { createEmulator, type Emulator } from "../index.ts";
import { dynamicModuleOperations } from "../v1/dynamic-modules.ts";
import { v1Operations } from "../v1/operations.ts";
import { v2Operations } from "../v2/operations.ts";

/**
 * confluence.js 3.2.0 has a method for each of the 348 operations of both documents, and checks every answer against a
 * schema its author keeps true to real sites by a nightly run. It asks for Node 22 but runs on 20.
 */
let library: Json;
const skips = clientsInstalled ? "" : howToInstall;

/** How the library notes what a schema does not know, when told to by AUDIT_SCHEMAS. */
const driftOf = (): Json[] => (globalThis as Json)[Symbol.for("apis-code-gen.schemaAudit")] ?? [];

beforeAll(async () => {
  if (skips) return;
  vi.stubEnv("AUDIT_SCHEMAS", "true");
  library = await importClient("confluence.js/dist/index.js");
});

afterEach(() => vi.unstubAllGlobals());
afterAll(() => vi.unstubAllEnvs());

const parts = "the documents have a parameter that asks for it, and leave open what comes";

/** What the emulator sends beyond the schemas, by the path of the operation and the key. */
const beyondTheSchemas: readonly { path: RegExp; keys: readonly string[]; reason: string }[] = [
  { path: /^pages\/\d+$/, keys: ["directChildren", "collaborators", "webresources"], reason: parts },
  { path: /^blogposts\/\d+$/, keys: ["collaborators", "webresources"], reason: parts },
  { path: /^(whiteboards|databases|folders|embeds)\/\d+$/, keys: ["collaborators", "directChildren"], reason: parts },
  { path: /^(custom-content\/|attachments\/att)\d+$/, keys: ["collaborators"], reason: parts },
  { path: /^blogposts\/\d+$/, keys: ["export_view"], reason: "the body in the format asked for, as with pages" },
  {
    path: /^search$/,
    keys: ["comment"],
    reason: "of files, beside their mediaType: kovetskiy/mark reads checksums from it",
  },
  { path: /^space-roles\/[^/]+$/, keys: ["_links"], reason: "documented, on this one answer about roles" },
];

function surprises(drift: readonly Json[]): string[] {
  const known = (path: string, key: string) =>
    beyondTheSchemas.some((row) => row.path.test(path) && row.keys.includes(key));
  const told = drift.flatMap(({ endpoint, path, keys, value }) => {
    const [, name = endpoint] = /\/wiki\/(?:api\/v2|rest\/api)\/(.*)/.exec(endpoint) ?? [];
    const unknown = keys ? keys.filter((key: string) => !known(name, key)) : [`the value ${value}`];
    return unknown.map((one: string) => `${endpoint} at ${path || "the top"}: ${one}`);
  });
  return [...new Set(told)];
}

/** What people with an API token are refused, and OAuth apps are not. */
const forAppsOnly = ["getDataPolicyMetadata", "getDataPolicySpaces", "addCustomContentPermissions"];

type Door = (emulator: Emulator, email: string) => object;

const basic: Door = (emulator, email) => ({
  host: emulator.url,
  auth: { type: "basic", email, apiToken: emulator.admin.createApiToken({ account: email }).id },
});

/** By the library's own idea of where Atlassian is: api.atlassian.com, the site found by its URL. */
const oauth: Door = (emulator, email) => {
  const { clientId, clientSecret, cloudId } = emulator.credentials;
  const scopes = [...v1Operations, ...v2Operations].flatMap((operation) => operation.scopes.flat());
  const grant = { clientId, account: email, scopes: [...new Set(scopes), "offline_access"] };
  const token = emulator.admin.grant(grant);
  const auth = { type: "oauth2", clientId, clientSecret, cloudId, accessToken: token.access_token };
  return { auth: { ...auth, refreshToken: token.refresh_token } };
};

for (const [door, configure] of Object.entries({
  "the site with an API token": basic,
  "the gateway with OAuth": oauth,
})) {
  test(`confluence.js 3 tours all its methods through ${door}`, async (ctx) => {
    if (skips) ctx.skip(skips);
    const emulator = await createEmulator({ seed: "demo", now: () => Date.UTC(2026, 10, 20, 9) });
    vi.stubGlobal("fetch", emulator.fetch);
    const features = { premium: true, classification: true, redaction: true } as const;
    emulator.admin.setFeatures({ ...features, spaceRoleMode: "ROLES_TRANSITION" });
    emulator.admin.setTaskDuration(0);
    const email = "mateus@rillmark.example";
    const config = configure(emulator, email);
    const clients = { v1: library.createV1Client(config), v2: library.createV2Client(config) };
    const tours = { v1: createTour(clients.v1), v2: createTour(clients.v2) };
    const stumble = await walk(tours, configure === oauth).catch(String);
    expect([...tours.v2.failures, ...tours.v1.failures, stumble]).toEqual([undefined]);
    expect(surprises(driftOf())).toEqual([]);
    for (const api of ["v1", "v2"] as const) {
      expect([...tours[api].called].sort()).toEqual(methodsOf(clients[api]).sort());
    }
    expect(tours.v1.called.size + tours.v2.called.size).toBe(348);
    const journal = emulator.admin.journal();
    expect(journal.filter(({ status }) => status >= 500 && status !== 501)).toEqual([]);
    const answered = new Set(journal.filter(({ status }) => status < 400).map(({ operationId }) => operationId));
    const kept = v1Operations.filter(({ legacy }) => !legacy);
    const operations = [...kept, ...v2Operations, ...dynamicModuleOperations].map(({ id }) => id);
    const never = [...withoutFeature.map(({ id }) => id), ...(configure === oauth ? [] : forAppsOnly)];
    expect(operations.filter((id) => !answered.has(id)).sort()).toEqual(never.sort());
  });
}

async function walk({ v1, v2 }: { v1: Tour; v2: Tour }, byApp: boolean): Promise<void> {
  const { accountId: me } = await v1.call("users.getCurrentUser");
  const { results: people } = await v1.call("search.searchUser", { cql: 'user.fullname ~ "a*"' });
  const other = people.map(({ user }: Json) => user.accountId).find((id: string) => id !== me);
  await v1.call("space.createSpace", { key: "TOUR", name: "Space of the tour" });
  const content = await tourV2Content(v2, "TOUR");
  const site = await tourV1Preparation(v2, content.space, { me, other, byApp });
  const file = { id: content.page, attachments: { filename: "gauges.csv", content: "gauge\n1\n" } };
  const { results: files } = await v1.call("contentAttachments.createAttachment", file);
  const label = { id: content.page, body: [{ prefix: "global", name: "toured" }] };
  await v1.call("contentLabels.addLabelsToContent", label);
  await tourV2Hanging(v2, content, files[0].id);
  await tourV1Content(v1, site);
  await tourV1Site(v1, site);
  await tourV2Governance(v2, content, { me, other, attachment: files[0].id, byApp });
}

async function tourV1Preparation(
  v2: Tour,
  space: Json,
  caller: { me: string; other: string; byApp: boolean },
): Promise<V1Site> {
  const macro = `<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="11111111-2222-4333-8444-555555555555"><ac:rich-text-body><p>Note</p></ac:rich-text-body></ac:structured-macro>`;
  const make = async (title: string, more: object = {}): Promise<string> => {
    const body = { representation: "storage", value: `<p>${title}</p>${macro}` };
    return (await v2.call("page.createPage", { body: { spaceId: space.id, title, body, ...more } })).id;
  };
  const page = await make("Toured by v1");
  const body = { representation: "storage", value: "<p>Changed</p>" };
  const update = { id: page, status: "current", title: "Toured by v1", body, version: { number: 2 } };
  await v2.call("page.updatePage", { id: page, body: update });
  return {
    ...caller,
    spaceKey: space.key,
    page,
    child: await make("Below what v1 toured", { parentId: page }),
    draft: await make("Draft", { status: "draft" }),
    sharedDraft: await make("Shared draft", { status: "draft" }),
  };
}
