import type { NewAgent } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, startServer } from "../set-up.ts";
import { runCli } from "./run-cli.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let connectionId: string;
let admin: Awaited<ReturnType<typeof newAgent>>;

beforeAll(async () => {
  server = await startServer();
  connectionId = await connect(server);
  admin = await newAgent({ profile: "full-access" });
});
afterAll(() => server?.stop());

async function newAgent(policy: Pick<NewAgent, "profile" | "policy">) {
  const { apiKey } = await server.tributary.agents.create({
    name: "Terminal",
    connectionIds: [connectionId],
    ...policy,
  } as NewAgent);
  const known = { url: server.url, apiKey };
  return (args: string[], input = "") => runCli(known, args, { input });
}

const getPage = (pageId: string) => ["call", "confluence_get_page", "--input", JSON.stringify({ pageId }), "--json"];

describe("the exit code", () => {
  it("is 0 when it worked", async () => {
    const { code, json } = await admin(getPage("ENG:Runbook: Journal lag"));
    expect([code, json.data.title]).toEqual([0, "Runbook: Journal lag"]);
  });

  it("is 1 when nothing answers", async () => {
    const nobody = { url: "http://127.0.0.1:9", apiKey: "trib_x" };
    const { code, json } = await runCli(nobody, ["tools", "list", "--json"]);
    expect([code, json.error.code]).toEqual([1, "upstream_unreachable"]);
  });

  it("is 2 for a command, a flag or a positional there is not, and for a flag without its value", async () => {
    const lines = [
      ["nonsense"],
      ["call"],
      ["tools", "list", "--serach", "x"],
      ["search", "x", "--limit"],
      ["export", "ENG"],
    ];
    for (const line of lines) {
      const { code, stdout, stderr } = await admin(line);
      expect([line, code, stdout]).toEqual([line, 2, ""]);
      expect(stderr).not.toBe("");
    }
    expect((await admin(["tools", "list", "--serach", "x"])).stderr).toContain("Did you mean --search?");
  });

  it("is 3 without a key, with a wrong one, or without a connection", async () => {
    const { code, json } = await runCli({ url: server.url, apiKey: "trib_wrong" }, ["tools", "list", "--json"]);
    expect([code, json.error.code]).toEqual([3, "unauthenticated"]);
    const other = await admin(["call", "confluence_list_spaces", "--user", "nobody", "--json"]);
    expect([other.code, other.json.error.code]).toEqual([3, "connection_not_ready"]);
  });

  it("is 4 for what is not there", async () => {
    expect((await admin(getPage("ENG:Not written yet"))).code).toBe(4);
    expect((await admin(["call", "confluence_get_pgae"])).code).toBe(4);
    expect((await admin(["export", "NOSUCH", "--to", "/tmp/tributary-no-such"])).code).toBe(4);
  });

  it("is 5 for input that cannot be right", async () => {
    expect((await admin(["call", "confluence_get_page"])).code).toBe(5);
    expect((await admin(["call", "confluence_get_page", "--input", "{"])).code).toBe(5);
    expect((await admin(["call", "confluence_get_page", "--input", "-"], "[1]")).code).toBe(5);
    const cql = await admin(["call", "confluence_search_cql", "--input", '{"cql":"space ="}', "--json"]);
    expect([cql.code, cql.json.error.code]).toEqual([5, "invalid_cql"]);
  });

  it("is 6 when the policy refuses", async () => {
    const reader = await newAgent({ profile: "read-only" });
    const input = JSON.stringify({ spaceId: "ENG", title: "Mine" });
    const { code, json } = await reader(["call", "confluence_create_page", "--input", input, "--json"]);
    expect([code, json.error.code]).toEqual([6, "policy_refused"]);
  });

  it("is 7 while a write waits for a person, also one of an undo", async () => {
    const policy = {
      groups: { Pages: { level: "write", allowDelete: true, requireApproval: true }, Spaces: { level: "read" } },
    } as const;
    const asker = await newAgent({ policy });
    const input = JSON.stringify({ spaceId: "ENG", title: "Asked for" });
    const { code, json } = await asker(["call", "confluence_create_page", "--input", input, "--json"]);
    expect([code, json.meta.approval.status]).toEqual([7, "pending"]);

    const approved = await server.tributary.approvals.approve(json.meta.approval.id);
    const undo = await asker(["undo", approved.runCallId ?? "", "--json"]);
    expect([undo.code, undo.json.steps[0].meta.approval.status]).toEqual([7, "pending"]);
  });

  it("is 8 when Confluence, or Tributary for its sake, turns requests away", async () => {
    server.emulator.admin.addFault({ kind: "rate-limit", retryAfter: 3600, match: "/pages" });
    const { code, json } = await admin(["call", "confluence_list_pages", "--json"]);
    expect([code, json.error.code]).toEqual([8, "rate_limited"]);
  });

  it("is 9 for a conflict", async () => {
    const input = JSON.stringify({ spaceId: "ENG", title: "Runbook: Journal lag" });
    const { code, json } = await admin(["call", "confluence_create_page", "--input", input, "--json"]);
    expect([code, json.error.code]).toEqual([9, "title_taken"]);
  });
});
