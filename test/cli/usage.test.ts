import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { json as jsonOf } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, startServer } from "../set-up.ts";
import { bin, runCli } from "./run-cli.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let known: { url: string; apiKey: string };
beforeAll(async () => {
  server = await startServer();
  const connectionId = await connect(server);
  const agent = await server.tributary.agents.create({
    name: "Terminal",
    profile: "full-access",
    connectionIds: [connectionId],
  });
  known = { url: server.url, apiKey: agent.apiKey };
});
afterAll(() => server?.stop());

const cli = (...args: string[]) => runCli(known, args);

describe("a line that cannot be run", () => {
  it("names the command that was meant, and what a command needs", async () => {
    expect((await cli("serch", "x")).stderr).toContain("Did you mean tributary search?");
    expect((await cli("tools", "lst")).stderr).toContain("Did you mean tributary tools list?");
    expect((await cli("tools")).stderr).toContain("list, show, agent");
    expect((await cli("export", "ENG")).stderr).toContain("needs --to");
  });

  it("says so as JSON where JSON was asked for", async () => {
    const { code, json } = await cli("nonsense", "--json");
    expect([code, json.error.message]).toEqual([2, "There is no command tributary nonsense."]);
    // What the server said keeps its message, too.
    const missing = await cli("tools", "show", "confluence_get_pag", "--json");
    expect(missing.json.error).toMatchObject({ message: "There is no tool confluence_get_pag.", status: 404 });
  });

  it("is stopped before anything is asked when a value is no number, no date, or none of the choices", async () => {
    for (const line of [
      ["connect", "--timeout", "soon"],
      ["search", "x", "--limit", "many"],
      ["audit", "--since", "yesterday"],
      ["audit", "--outcome", "fine"],
      ["approvals", "--approve"],
    ]) {
      const { code, stderr } = await cli(...line);
      expect([line, code]).toEqual([line, 5]);
      expect(stderr).toMatch(/is not a number|is not a date|is none of|not said/);
    }
  });

  it("is not run in part when it has a word too many", async () => {
    for (const line of [
      ["undo", "call_a", "call_b"],
      ["export", "ENG", "HQ", "--to", "x"],
      ["doctor", "now"],
    ]) {
      const { code, stderr } = await cli(...line);
      expect([line, code, stderr]).toEqual([line, 2, expect.stringContaining("one word too many")]);
    }
  });

  it("searches for all the words there are, quoted or not", async () => {
    const asked: unknown[] = [];
    const other = createServer(async (request, response) => {
      asked.push(((await jsonOf(request)) as { query: string }).query);
      response.end(JSON.stringify({ items: [] }));
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as AddressInfo;
    const { code } = await runCli({ url: `http://127.0.0.1:${port}`, apiKey: "k" }, ["search", "journal", "lag"]);
    await new Promise((done) => other.close(done));
    expect([code, asked]).toEqual([0, ["journal lag"]]);
  });

  it("has no help where there is no such command", async () => {
    for (const line of [
      ["help", "exprot"],
      ["exprot", "--help"],
      ["tools", "lst", "--help"],
    ]) {
      const { code, stderr } = await cli(...line);
      expect([line, code, stderr]).toEqual([line, 2, expect.stringContaining("Did you mean")]);
    }
  });

  it("takes an empty variable for one that is not set", async () => {
    const { code, stderr } = await runCli({ url: "", apiKey: "" }, ["connections"], { cwd: tmpdir() });
    expect([code, stderr]).toEqual([3, expect.stringContaining("No server is known here")]);
  });

  it("takes list for a list, as with the commands that have it below them", async () => {
    for (const command of ["connections", "approvals"]) {
      const [listed, plain] = [await cli(command, "list", "--json"), await cli(command, "--json")];
      expect([command, listed.code, listed.json]).toEqual([command, 0, plain.json]);
    }
  });

  it("gives hints that can be followed here", async () => {
    expect((await cli("audit", "call_none")).stderr).toContain("List them with tributary audit.");
  });
});

describe("help", () => {
  it("has no colours and no padding where nobody looks at it", async () => {
    for (const line of [["--help"], ["call", "--help"], ["help", "tools", "show"]]) {
      const { code, stdout } = await cli(...line);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/\u001b| \n/);
    }
    expect((await cli("convert", "--help")).stdout).toContain("Format of the output: markdown, storage");
  });
});

describe("tools list", () => {
  it("says so when there is none", async () => {
    const { code, stdout } = await cli("tools", "list", "--search", "zzzqqq");
    expect([code, stdout]).toEqual([0, "There is no such tool among those this key may use.\n"]);
  });
});

describe("tools show", () => {
  it("says what a parameter may be, inside lists too, and how to run the tool", async () => {
    const { stdout } = await cli("tools", "show", "confluence_edit_page");
    expect(stdout).toMatch(/operations\[\]\.op \(needed\) +replace\|insert_before/);
    expect(stdout).toContain("tributary call confluence_edit_page pageId=… operations=…");
  });
});

describe("call", () => {
  it("takes arguments as name=value, and as JSON with name:=value", async () => {
    const { json } = await cli("call", "confluence_list_spaces", "limit=2", 'keys:=["ENG","HQ"]', "--json");
    expect(json.data.items).toHaveLength(2);
    const { code, stderr } = await cli("call", "confluence_get_page", "ENG:Sluice");
    expect([code, stderr]).toEqual([5, expect.stringContaining("Write name=value")]);
  });
});

describe("an agent", () => {
  it("is made with its key at the desk of an admin, listed, and removed", async () => {
    const { apiKey } = await server.tributary.account.createApiKey("Desk");
    const admin = (...args: string[]) => runCli({ url: server.url, apiKey }, [...args, "--json"]);
    const { items } = (await admin("connections")).json;
    expect(items).toMatchObject([{ status: "active" }]);
    const made = (await admin("agents", "create", "Scribe", "--profile", "documentation-manager")).json;
    expect(made).toMatchObject({
      name: "Scribe",
      connectionIds: [items[0].id],
      apiKey: expect.stringMatching(/^trib_/),
    });
    const own = await runCli({ url: server.url, apiKey: made.apiKey }, ["tools", "list", "--json"]);
    expect(own.json.tools.map(({ name }: { name: string }) => name)).toContain("confluence_edit_page");
    expect((await admin("agents", "list")).json.items.map(({ id }: { id: string }) => id)).toContain(made.id);
    expect((await admin("agents", "remove", made.id)).json).toEqual({ id: made.id, removed: true });
    expect((await runCli({ url: server.url, apiKey: made.apiKey }, ["tools", "list"])).code).toBe(3);
  });
});

describe("a pipe that is closed early", () => {
  it("ends the command in silence", async () => {
    const env = { PATH: process.env.PATH, TRIBUTARY_URL: known.url, TRIBUTARY_API_KEY: known.apiKey };
    const child = spawn(process.execPath, [bin, "tools", "list", "--json"], { env });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect([code, stderr]).toEqual([0, ""]);
  });
});

describe("demo", () => {
  it("ends, and its emulator with it, when its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await cli("demo", "--port", String(port));
    await new Promise((done) => other.close(done));
    expect([code, stderr]).toEqual([9, expect.stringContaining("something else is listening there")]);
  }, 30_000);
});
