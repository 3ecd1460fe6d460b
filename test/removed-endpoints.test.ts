import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpoint } from "../packages/server/src/confluence/endpoints.ts";
import { scopeSet } from "../packages/server/src/connections/scope-sets.ts";
import { catalogue } from "../packages/server/src/tools/catalogue.ts";
import type { Tool } from "../packages/server/src/tools/tool.ts";
import { grantConnection } from "./grant-connection.ts";
import { type Answer, type OpenSite, openSite } from "./open-site.ts";

const isV1 = (key: string) => key.startsWith("v1.");
const operationId = (key: string) => key.replace(/^v1\./, "");
const concerned = catalogue.filter(({ endpoints }) => endpoints.some(isV1));

describe("operations of REST v1 that Atlassian has removed", () => {
  let site: OpenSite;
  let connectionId: string;
  beforeAll(async () => {
    site = await openSite();
    connectionId = await grantConnection(site, scopeSet("everything").scopes);
  });
  afterAll(() => site.close());

  /** Runs a tool's example with some operations gone; the site is as before afterwards. */
  async function runWithout(tool: Tool, gone: readonly string[], use = connectionId): Promise<Answer> {
    const { admin } = site.emulator;
    const before = admin.snapshot();
    admin.setFeatures({ gone });
    const answer = await site.call(tool.name, tool.example, { connectionId: use });
    admin.restore(before);
    return answer;
  }

  /** What is wrong with a tool's answer when one of its operations is gone; nothing when it found a way or names it. */
  function complaint(tool: Tool, { error, successful }: Answer): string | undefined {
    if (successful) return undefined;
    if (error === null || error.code !== "endpoint_gone") return `${tool.name}: ${error?.code} ${error?.message}`;
    const { degradation, endpoint: named } = error.details as { degradation?: string; endpoint?: { key?: string } };
    const said =
      degradation === "V1_GONE_410" &&
      tool.endpoints.some((key) => key === named?.key) &&
      error.message.includes(named?.key ?? "?") &&
      (error.hint ?? "").length > 20;
    return said ? undefined : `${tool.name} names it badly: ${JSON.stringify(error)}`;
  }

  it("are named by every tool that needs them, with a way round, or the tool finds one itself", async () => {
    const outcomes = { named: [] as string[], ownWay: [] as string[] };
    const wrong: string[] = [];
    for (const tool of concerned) {
      const whole = await runWithout(tool, []);
      expect(whole.error, `the example of ${tool.name}`).toBeNull();
      const answer = await runWithout(tool, ["v1"]);
      outcomes[answer.successful ? "ownWay" : "named"].push(tool.name);
      const problem = complaint(tool, answer);
      if (problem !== undefined) wrong.push(problem);
    }
    expect(wrong).toEqual([]);
    expect(outcomes.named.length).toBeGreaterThan(0);
    expect([...outcomes.named, ...outcomes.ownWay].sort()).toEqual(concerned.map(({ name }) => name).sort());
  }, 120_000);

  it("are named one by one, too", async () => {
    const wrong: string[] = [];
    for (const tool of concerned) {
      for (const key of tool.endpoints.filter(isV1)) {
        const problem = complaint(tool, await runWithout(tool, [operationId(key)]));
        if (problem !== undefined) wrong.push(`without ${key}, ${problem}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("may still be there for an API token, which is what the hint of most of them says", async () => {
    site.emulator.admin.setFeatures({ gone: ["v1"], goneAtGatewayOnly: true });
    const search = { cql: "type = page", limit: 1 };
    const byApp = await site.call("confluence_search_cql", search, { connectionId });
    expect(byApp.error).toMatchObject({
      code: "endpoint_gone",
      details: { degradation: "V1_GONE_410", endpoint: { method: "GET", path: "/wiki/rest/api/search" } },
    });
    const byToken = await site.call("confluence_search_cql", search, { connectionId: site.connection.id });
    expect(byToken.successful).toBe(true);
    site.emulator.admin.setFeatures({ gone: [], goneAtGatewayOnly: false });
  });

  it("are told by their successors when somebody calls them raw", async () => {
    const { error } = await site.call(
      "confluence_api_call",
      { path: "/wiki/rest/api/content/98305" },
      { connectionId },
    );
    expect(error).toMatchObject({ code: "endpoint_gone", hint: expect.stringContaining("/wiki/api/v2/pages/{id}") });
  });

  it("are told from what the site's plan does not have", async () => {
    const { items } = await site.data("confluence_list_pages", { limit: 1 }, { connectionId });
    const request = { method: "POST", path: "/wiki/api/v2/pages/{id}/redact", pathParams: { id: items[0].id } };
    const args = { ...request, headers: { "content-type": "application/json" }, body: {} };
    expect((await site.call("confluence_api_call", args, { connectionId })).error).toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("Guard Premium"),
      details: { degradation: "PLAN_GATED_403" },
    });
  });

  it("lead only to tools that exist", async () => {
    const names = new Set(catalogue.map(({ name }) => name));
    const hints = concerned.flatMap(({ endpoints }) => endpoints.filter(isV1)).map((key) => endpoint(key));
    const { wayRound } = await import("../packages/server/src/confluence/ways-round.ts");
    const named = hints.flatMap(
      ({ method, path, key }) => wayRound({ method, path, key }).match(/confluence_\w+/g) ?? [],
    );
    expect([...new Set(named)].filter((name) => !names.has(name))).toEqual([]);
  });
});
