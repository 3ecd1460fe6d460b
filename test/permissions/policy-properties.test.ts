import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionGroups } from "../../packages/server/src/base/permissions.ts";
import { allEndpoints, type Endpoint } from "../../packages/server/src/confluence/endpoints.ts";
import { catalogue, compatibilityTools } from "../../packages/server/src/tools/catalogue.ts";
import type { Tool } from "../../packages/server/src/tools/tool.ts";
import { type Agent, type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

type Rule = { level: "disabled" | "read" | "write"; allowDelete: boolean; requireApproval: boolean };
type Groups = Partial<Record<(typeof permissionGroups)[number], Rule>>;

const rule = fc.record({
  level: fc.constantFrom("disabled", "read", "write"),
  allowDelete: fc.boolean(),
  requireApproval: fc.boolean(),
}) as fc.Arbitrary<Rule>;
const groups = fc.record(
  { Pages: rule, Spaces: rule, Search: rule, Attachments: rule, Users: rule },
  { requiredKeys: [] },
) as fc.Arbitrary<Groups>;

let site: OpenSite;
let start: Json;
/** An id of every kind, in ENG and outside of it. */
let inside: Record<string, string>;
let outside: Record<string, string>;
let outsideTitles: string[];

beforeAll(async () => {
  site = await openSite();
  inside = await idsOf("ENG");
  outside = await idsOf("HW");
  const { json } = await site.site("GET", `/wiki/api/v2/spaces/${outside.space}/pages?limit=250`);
  outsideTitles = json.results.map(({ title }: Json) => title).filter((title: string) => title.length > 18);
  start = site.emulator.admin.snapshot();
});
afterAll(() => site?.close());

/** Something of each kind in a space, made where there is nothing. */
async function idsOf(key: string): Promise<Record<string, string>> {
  const first = async (path: string) => (await site.site("GET", path)).json.results[0];
  const make = async (path: string, body: object) => (await site.site("POST", path, body)).json.id as string;
  const space = await first(`/wiki/api/v2/spaces?keys=${key}`);
  const spaceId = space.id;
  const storage = (value: string) => ({ representation: "storage", value });
  const title = `Everything of ${key}, in one place`;
  const body = storage(
    "<p>A task list and some words to comment on.</p><ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list>",
  );
  const page = await make("/wiki/api/v2/pages", { spaceId, status: "current", title, body });
  const blogpost = await make("/wiki/api/v2/blogposts", { spaceId, status: "current", title, body });
  const form = new FormData();
  form.set("file", new File(["bytes"], `${key}.txt`));
  const { siteUrl, email, apiToken } = site.emulator.credentials;
  const uploaded = await site.emulator.fetch(`${siteUrl}/wiki/rest/api/content/${page}/child/attachment`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`,
      "x-atlassian-token": "no-check",
    },
    body: form,
  });
  return {
    space: spaceId,
    spaceKey: key,
    page,
    blogpost,
    attachment: ((await uploaded.json()) as Json).results[0].id,
    comment: await make("/wiki/api/v2/footer-comments", { pageId: page, body: storage("<p>c</p>") }),
    whiteboard: await make("/wiki/api/v2/whiteboards", { spaceId, title: `${title} w` }),
    database: await make("/wiki/api/v2/databases", { spaceId, title: `${title} d` }),
    folder: await make("/wiki/api/v2/folders", { spaceId, title: `${title} f` }),
    embed: await make("/wiki/api/v2/embeds", { spaceId, title: `${title} e`, embedUrl: "https://example.com" }),
    task: (await first(`/wiki/api/v2/tasks?page-id=${page}`)).id,
  };
}

const journalSince = (number: number) =>
  site.emulator.admin.journal().filter((entry) => entry.number > number && entry.operationId !== null);

async function judged(
  run: () => Promise<Answer>,
): Promise<{ answer: Answer; sent: { target: Endpoint; url: string }[] }> {
  const before = site.emulator.admin.journal().at(-1)?.number ?? 0;
  const answer = await run();
  const sent = journalSince(before).map(({ method, url }) => {
    const { pathname } = new URL(url, "http://s");
    const target = allEndpoints().find((e) => e.method === method && templateOf(e).test(pathname));
    if (target === undefined) throw new Error(`no operation for ${method} ${url}`);
    return { target, url };
  });
  return { answer, sent };
}

const templates = new Map<string, RegExp>();
function templateOf({ key, path }: Endpoint): RegExp {
  let template = templates.get(key);
  if (template === undefined) {
    template = new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
    templates.set(key, template);
  }
  return template;
}

/** What the words of the issue say, written a second time. */
function mayDo(policy: Groups, group: keyof Groups, effect: string): "yes" | "ask" | "no" {
  const { level, allowDelete, requireApproval } = policy[group] ?? { level: "disabled" };
  if (level === "disabled" || level === undefined) return "no";
  if (effect === "read") return "yes";
  if (level !== "write" || group === "Search" || group === "Users") return "no";
  if (effect === "delete" && !allowDelete) return "no";
  return requireApproval ? "ask" : "yes";
}

function check(
  policy: Groups,
  name: string,
  wanted: "yes" | "ask" | "no",
  { answer, sent }: Awaited<ReturnType<typeof judged>>,
): void {
  for (const { target, url } of sent) {
    if (target.effect === "read") continue;
    expect(mayDo(policy, target.group, target.effect), `${name} sent ${target.method} ${url}`).toBe("yes");
    expect(target.key).not.toBe("v1.deleteSpace");
  }
  if (wanted === "no") {
    expect(answer.error?.code, name).toBe("policy_refused");
    expect(sent, name).toEqual([]);
  } else {
    expect(answer.error?.code, `${name}: ${answer.error?.message}`).not.toBe("policy_refused");
    if (wanted === "ask" && answer.error === null) expect(answer.meta.approval?.status, name).toBe("pending");
  }
}

const deletesSpace = (tool: Tool, input: Json) => tool.action(input).deletesSpace === true;

describe("whatever the policy", () => {
  it("no tool sends what it forbids, and none is refused what it allows", async () => {
    for (const policy of fc.sample(groups, 20)) {
      const agent = await site.agent({ groups: policy, spaces: { personal: true } });
      for (const tool of catalogue) {
        if (tool.name === "confluence_api_call") continue;
        site.emulator.admin.restore(start);
        const input = { ...tool.example } as Json;
        const parsed = tool.input.safeParse(input);
        if (!parsed.success) throw new Error(`${tool.name}: its example does not parse: ${parsed.error.message}`);
        const action = tool.action(parsed.data);
        const wanted = deletesSpace(tool, parsed.data)
          ? "no"
          : action.own
            ? "yes"
            : mayDo(policy, action.group, action.effect);
        check(policy, tool.name, wanted, await judged(() => agent.call(tool.name, input)));
      }
    }
  }, 120_000);

  it("no other name of a tool does what its own name may not", () => {
    for (const tool of compatibilityTools) {
      const behind = catalogue.find(({ name }) => name === tool.aliasOf);
      expect(behind, tool.name).toBeDefined();
      expect([tool.group, tool.effect, tool.endpoints], tool.name).toEqual([
        behind?.group,
        behind?.effect,
        behind?.endpoints,
      ]);
    }
  });

  it("no raw request sends what it forbids, of all operations there are", async () => {
    for (const policy of fc.sample(groups, 8)) {
      const agent = await site.agent({ groups: policy, spaces: { personal: true } });
      for (const target of allEndpoints()) {
        site.emulator.admin.restore(start);
        const wanted = target.key === "v1.deleteSpace" ? "no" : mayDo(policy, target.group, target.effect);
        check(
          policy,
          target.key,
          wanted,
          await judged(() => agent.call("confluence_api_call", rawCall(target, inside))),
        );
      }
    }
  }, 120_000);
});

/** A raw request to an operation, about the things given. */
function rawCall({ method, path }: Endpoint, ids: Record<string, string>): Json {
  const nouns: Record<string, string> = {
    pages: "page",
    blogposts: "blogpost",
    attachments: "attachment",
    attachment: "attachment",
    "footer-comments": "comment",
    "inline-comments": "comment",
    comments: "comment",
    whiteboards: "whiteboard",
    databases: "database",
    folders: "folder",
    embeds: "embed",
    spaces: "space",
    space: "spaceKey",
    content: "page",
    tasks: "task",
  };
  const parts = path.split("/");
  const filled = parts.map((part, i) => {
    if (!part.startsWith("{")) return part;
    if (part === "{targetId}") return ids.page;
    return ids[nouns[parts[i - 1] ?? ""] ?? ""] ?? "1";
  });
  const body =
    method === "GET" || method === "DELETE"
      ? {}
      : {
          body: {
            spaceId: ids.space,
            pageId: ids.page,
            title: "Raw",
            status: "current",
            key: "raw",
            value: "v",
            pages: [{ id: ids.page }],
            destinationPageId: ids.page,
            destination: { type: "parent_page", value: ids.page },
            version: { number: 2 },
            contentIds: [ids.page],
            space: { key: ids.spaceKey },
          },
          headers: { "content-type": "application/json", accept: "application/json", "x-atlassian-token": "no-check" },
        };
  return {
    method,
    path: filled.join("/"),
    ...(method === "GET" && {
      query: { cql: `space = "${ids.spaceKey}"`, "space-id": ids.space, spaceKey: ids.spaceKey },
      headers: { accept: "application/json" },
    }),
    ...body,
  };
}

describe("whatever is asked, an agent limited to a space", () => {
  const all: Groups = Object.fromEntries(
    permissionGroups.map((group) => [group, { level: "write", allowDelete: true, requireApproval: false }]),
  );
  let agent: Agent;
  beforeAll(async () => {
    agent = await site.agent({ groups: all, spaces: { only: ["ENG"] } });
  });

  /** Looking where something is, without its text. */
  const locates = ({ target, url }: { target: Endpoint; url: string }) =>
    target.effect === "read" &&
    !/body-format|expand/.test(url) &&
    /^get(Spaces|.*ById)$|^convertContentIds/.test(target.key);

  it("sends no operation about another space, and is told nothing of one", async () => {
    for (const target of allEndpoints()) {
      if (["Users", "Search"].includes(target.group) && target.effect !== "read") continue;
      site.emulator.admin.restore(start);
      const request = rawCall(target, outside);
      const { answer, sent } = await judged(() => agent.call("confluence_api_call", request, { maxCharacters: 0 }));
      const ids = Object.entries(outside)
        .filter(([kind]) => kind !== "task" && kind !== "spaceKey")
        .map(([, id]) => id);
      for (const one of sent) {
        const names =
          ids.some((id) => one.url.includes(id)) || /HW\b/.test(decodeURIComponent(one.url).replace(/cql=[^&]*/, ""));
        if (names) expect(locates(one), `${target.key} sent ${one.target.method} ${one.url}`).toBe(true);
        expect(
          one.target.effect === "read" || one.target.path.includes("/user/watch/label/"),
          `${target.key} sent ${one.target.key}`,
        ).toBe(true);
      }
      const text = JSON.stringify([answer.data, answer.error]);
      for (const title of outsideTitles) expect(text.includes(title), `${target.key} told "${title}"`).toBe(false);
    }
  }, 120_000);

  it("is not refused the same about its own space, but for what reaches the whole site", async () => {
    const refused: string[] = [];
    for (const target of allEndpoints()) {
      if (["Users", "Search"].includes(target.group) && target.effect !== "read") continue;
      site.emulator.admin.restore(start);
      const { error } = await agent.call("confluence_api_call", rawCall(target, inside), { maxCharacters: 0 });
      if (error?.code === "policy_refused") refused.push(target.key);
    }
    expect(refused).toMatchSnapshot();
  }, 120_000);
});
