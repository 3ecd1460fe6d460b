import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../../packages/server/src/app/create-app.ts";
import { readConfig } from "../../packages/server/src/base/config.ts";
import { createLog } from "../../packages/server/src/base/log.ts";
import { localOperator } from "../../packages/server/src/calls/local-operator.ts";
import { createMcpEndpoint, type McpEndpoint } from "../../packages/server/src/mcp/endpoint.ts";
import { profiles } from "../../packages/server/src/policy/policy.ts";
import { type OpenSite, openSite } from "../open-site.ts";
import { newDataDir } from "../set-up.ts";
import { createFixtureFactory } from "./conformance-fixtures.ts";
import { newAgentKey } from "./connect-client.ts";

/** The MCP project's suite and Inspector want a newer Node than we do, so they have a folder and a Node of their own. */
const bin = join(import.meta.dirname, "conformance/node_modules/.bin");
const installed = existsSync(join(bin, "conformance"));
const howToInstall = "not installed: npm run conformance installs and runs it";

const revisions = ["2025-11-25", "2026-07-28"] as const;

/** What a server without the suite's own tools, resources and prompts has to pass. */
const needNoFixture: Record<(typeof revisions)[number], string[]> = {
  "2025-11-25": [
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "completion-complete",
    "server-sse-multiple-streams",
    "dns-rebinding-protection",
    "server-session-lifecycle",
  ],
  "2026-07-28": [
    "tools-list",
    "resources-list",
    "prompts-list",
    "completion-complete",
    "server-sse-multiple-streams",
    "dns-rebinding-protection",
    "caching",
    "http-header-validation",
    "sep-2164-resource-not-found",
    "input-required-result-missing-input-response",
    "input-required-result-unsupported-methods",
    "input-required-result-ignore-extra-params",
    "input-required-result-validate-input",
  ],
};

type Check = { id: string; status: string; errorMessage?: string };
type Scenario = { name: string; failed: Check[] };

/** Runs a tool of the folder under its own Node. What it prints is looked at, not how it ends. */
async function run(tool: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const command = promisify(execFile)(join(bin, "node"), [join(bin, tool), ...args], {
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 240_000,
  });
  return command.then(
    ({ stdout }) => stdout,
    ({ stdout, stderr, code }: { stdout: string; stderr: string; code: number }) =>
      `${stdout}\n${stderr}\nexit ${code}`,
  );
}

async function conformance(url: string, revision: string): Promise<{ scenarios: Scenario[]; output: string }> {
  const results = mkdtempSync(join(tmpdir(), "tributary-conformance-"));
  const output = await run("conformance", ["server", "--url", url, "--requirements", revision, "-o", results]);
  const scenarios = readdirSync(results, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("checks.json"))
    .map((file) => ({
      name: file.replace(/^server-/, "").replace(/-\d{4}-\d{2}-\d{2}T.*$/, ""),
      failed: (JSON.parse(readFileSync(join(results, file), "utf8")) as Check[]).filter(
        ({ status }) => status === "FAILURE",
      ),
    }));
  return { scenarios, output };
}

let site: OpenSite;
let stack: App;
let fixtures: McpEndpoint;
const servers: { close(): void }[] = [];
let product: string;
let fixture: string;
let apiKey: string;
beforeAll(async () => {
  if (!installed) return;
  site = await openSite();
  ({ apiKey } = await newAgentKey(site, profiles["full-access"]));
  // The suite sends no key: one is put in front, all else passes as it came.
  product = await listen((request) => {
    request.headers.set("authorization", `Bearer ${apiKey}`);
    return site.app.fetch(request);
  });
  fixtures = createMcpEndpoint({
    factory: createFixtureFactory(() => fixtures.notify),
    now: Date.now,
    log: createLog("silent"),
  });
  const config = readConfig({ TRIBUTARY_LOG_LEVEL: "silent", TRIBUTARY_DATA: newDataDir(), TRIBUTARY_SYNC: "off" });
  stack = await createApp(config, { mcp: async () => fixtures });
  await stack.store.apiKeys.insert("key_suite", "trib_suite", { kind: "member", id: localOperator.id }, "", Date.now());
  fixture = await listen((request) => {
    request.headers.set("authorization", "Bearer trib_suite");
    return stack.fetch(request);
  });
}, 60_000);
afterAll(async () => {
  for (const server of servers) server.close();
  await fixtures?.close();
  await stack?.stop();
  await site?.close();
});

function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, ({ port }: AddressInfo) =>
      resolve(`http://127.0.0.1:${port}/mcp`),
    );
    servers.push(server);
  });
}

describe.each(revisions)("the MCP conformance suite at revision %s", (revision) => {
  it("passes on the product wherever it needs nothing of its own", { timeout: 300_000 }, async (context) => {
    if (!installed) return context.skip(howToInstall);
    const { scenarios, output } = await conformance(product, revision);
    const failed = scenarios.filter(({ name, failed }) => needNoFixture[revision].includes(name) && failed.length > 0);
    expect(failed).toEqual([]);
    const names = scenarios.map(({ name }) => name);
    expect(names, output).toEqual(expect.arrayContaining(needNoFixture[revision]));
  });

  it("passes whole on the product's HTTP with the suite's own tools behind it", {
    timeout: 300_000,
  }, async (context) => {
    if (!installed) return context.skip(howToInstall);
    const { scenarios, output } = await conformance(fixture, revision);
    expect(scenarios.length).toBeGreaterThan(25);
    expect(output).not.toMatch(/exit \d/);
  });
});

describe.each(["legacy", "modern"])("the Inspector's command line as a %s client", (era) => {
  const inspect = async (...args: string[]) => {
    const catalog = join(mkdtempSync(join(tmpdir(), "tributary-inspector-")), "catalog.json");
    const common = ["--cli", "--server-url", `${product}?tools=all`, "--transport", "http", "--protocol-era", era];
    const auth = ["--header", `Authorization: Bearer ${apiKey}`, "--format", "json", "-q"];
    return run("mcp-inspector", [...common, ...auth, ...args], { MCP_CATALOG_PATH: catalog });
  };

  it("lists every tool without a complaint and calls one", { timeout: 120_000 }, async (context) => {
    if (!installed) return context.skip(howToInstall);
    const listed = await inspect("--method", "tools/list", "--strict");
    expect(listed).not.toMatch(/exit \d/);
    expect(JSON.parse(listed).result.tools.length).toBeGreaterThan(60);
    const args = JSON.stringify({ pageId: "ENG:Runbook: Journal lag" });
    const called = await inspect(
      ...["--method", "tools/call", "--tool-name", "confluence_get_page", "--tool-args-json", args],
    );
    expect(JSON.parse(called)).toMatchObject({ result: { structuredContent: { title: "Runbook: Journal lag" } } });
  });
});
