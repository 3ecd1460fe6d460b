import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { howToInstall, providersInstalled } from "../../packages/sdk/providers/installed.ts";
import { connect, startServer } from "../set-up.ts";
import { startMockModel } from "./mock-model.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/agents.md"), "utf8");

/** Snippets marked `model`: run as they stand, with the provider's package, against the mock model. */
const snippets = [...page.matchAll(/^```js model\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => ({
  code,
  adapter: /from "@tributary\/sdk\/([^"]+)"/.exec(code)?.[1] ?? "",
}));

let server: Awaited<ReturnType<typeof startServer>>;
let model: Awaited<ReturnType<typeof startMockModel>>;
let folder: string;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  if (!providersInstalled) return;
  server = await startServer();
  model = await startMockModel();
  const connectionIds = [await connect(server)];
  const { apiKey } = await server.tributary.agents.create({ name: "Docs", profile: "full-access", connectionIds });
  // Inside the folder with the packages, so that they are found as a reader's project would find them.
  folder = mkdtempSync(join(root, "packages/sdk/providers/node_modules/.snippet-"));
  env = {
    PATH: process.env.PATH,
    TRIBUTARY_URL: server.url,
    TRIBUTARY_API_KEY: apiKey,
    OPENAI_API_KEY: "none",
    OPENAI_BASE_URL: `${model.url}/v1`,
    OPENAI_AGENTS_DISABLE_TRACING: "1",
    ANTHROPIC_API_KEY: "none",
    ANTHROPIC_BASE_URL: model.url,
    GEMINI_API_KEY: "none",
    GOOGLE_GEMINI_BASE_URL: model.url,
  };
});
afterAll(async () => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  await model?.stop();
  await server?.stop();
});

describe("the page about agents", () => {
  it("shows every adapter", () => {
    const { exports: entries } = JSON.parse(readFileSync(join(root, "packages/sdk/package.json"), "utf8"));
    const adapters = Object.keys(entries).flatMap((entry) => (/^\.$|formats/.test(entry) ? [] : entry.slice(2)));
    expect([...new Set(snippets.map(({ adapter }) => adapter))].sort()).toEqual(adapters.sort());
  });

  it.skipIf(!providersInstalled).each(snippets)(
    `runs as printed: $adapter${providersInstalled ? "" : ` (${howToInstall})`}`,
    async ({ code, adapter }) => {
      const file = join(folder, `${adapter}.mjs`);
      writeFileSync(file, code);
      const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
      expect(stdout).toMatch(/Done: version \d+\./);
    },
    60_000,
  );
});
