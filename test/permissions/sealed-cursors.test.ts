import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

const groups = {
  Pages: { level: "write", allowDelete: true },
  Spaces: { level: "read" },
  Search: { level: "read" },
  Attachments: { level: "read" },
} as const;
const headers = { accept: "application/json" };

let site: OpenSite;
/** May reach all but HQ and what is personal. */
let agent: Agent;

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent({ groups, spaces: { except: ["HQ"] } });
});
afterAll(() => site?.close());

/** Everything a text says, also in base64 within it, however deep. */
function deciphered(text: string): string {
  const inner = [...text.matchAll(/[\w+/%-]{16,}={0,2}/g)].map(([part]) =>
    Buffer.from(decodeURIComponent(part.replace(/%$|%.$/, "")), "base64").toString("utf8"),
  );
  return [text, ...inner.filter((part) => /^[\x20-\x7e]+$/.test(part)).map(deciphered)].join("\n");
}

const lists = ["footer-comments", "inline-comments", "attachments", "pages", "blogposts", "spaces"] as const;

/** Every page of a list, by requests of its own. */
async function walk(path: string): Promise<{ ids: string[]; told: string[] }> {
  const ids: string[] = [];
  const told: string[] = [];
  for (let next: string | undefined = `/wiki/api/v2/${path}?limit=3`; next !== undefined; ) {
    const answer: Answer = await agent.call("confluence_api_call", { path: next, headers }, { maxCharacters: 0 });
    expect(answer.error, next).toBeNull();
    ids.push(...answer.data.body.results.map(({ id }: Json) => id));
    told.push(JSON.stringify(answer.data));
    next = answer.data.body._links.next;
  }
  return { ids, told };
}

/** Every row of a list, as the account itself sees it. */
async function all(path: string): Promise<Json[]> {
  const rows: Json[] = [];
  for (let next: string | undefined = `/wiki/api/v2/${path}?limit=100`; next !== undefined; ) {
    const { json }: Json = await site.site("GET", next);
    rows.push(...json.results);
    next = json._links.next;
  }
  return rows;
}

describe("the cursors an agent limited to spaces is given", () => {
  it("tell nothing of rows that were taken out, and lead to the end of the list", async () => {
    for (const path of lists) {
      const { ids, told } = await walk(path);
      const shown = new Set(ids);
      const left = (await all(path)).filter(({ id }) => !shown.has(id)).map(({ id }) => String(id));
      const said = told.map(deciphered).join("\n");
      expect(
        left.filter((id) => new RegExp(`\\D${id}\\D`).test(said)),
        path,
      ).toEqual([]);
      expect(shown.size, path).toBe(ids.length);
    }
    expect((await walk("footer-comments")).ids.length).toBeGreaterThan(3);
  });

  it("are the same to tools", async () => {
    const said: string[] = [];
    const shown = new Set<string>();
    let cursor: string | undefined;
    do {
      const answer: Answer = await agent.call("confluence_list_attachments", { limit: 2, ...(cursor && { cursor }) });
      expect(answer.error).toBeNull();
      for (const { id } of answer.data.items) shown.add(id);
      cursor = answer.data.cursor;
      said.push(deciphered(JSON.stringify(cursor ?? "")));
    } while (cursor !== undefined);
    const left = (await all("attachments")).filter(({ id }) => !shown.has(id));
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter(({ id }) => said.join("\n").includes(`"${id}"`))).toEqual([]);
  });

  it("cannot be made up, nor taken from another agent", async () => {
    const path = (cursor: string) => `/wiki/api/v2/attachments?limit=2&cursor=${encodeURIComponent(cursor)}`;
    const ask = (by: Agent, next: string) => by.call("confluence_api_call", { path: next, headers });
    const made = Buffer.from(JSON.stringify({ id: "1", contentOrder: "id", contentOrderValue: 1 })).toString("base64");
    expect((await ask(agent, path(made))).error).toMatchObject({ code: "invalid_input", hint: expect.any(String) });
    // An empty one is no cursor: so begin clients that always send the parameter.
    const first = await ask(agent, path(""));
    const { next } = first.data.body._links;
    expect((await ask(agent, next)).error).toBeNull();
    expect((await ask(agent, next.replace("cursor=v1.", "cursor=v1.0"))).error?.code).toBe("invalid_input");
    const other = await site.agent({ groups, spaces: { except: ["HQ"] } });
    expect((await ask(other, next)).error?.code).toBe("invalid_input");
  });
});
