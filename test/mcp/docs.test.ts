import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";

const root = join(import.meta.dirname, "../..");

/** What a client is told to connect to, in whatever words it has for that. */
type Entry = {
  url?: string;
  httpUrl?: string;
  headers?: Record<string, string>;
  command?: string;
  args?: string[];
  env?: Record<string, string>;
};

const snippets = [
  ...readFileSync(join(root, "docs/agents.md"), "utf8").matchAll(/([^\n]*)\n\n```(json|sh) mcp\n([\s\S]*?)^```$/gm),
].map(([, name = "", language = "", code = ""]) => ({ name: name.replace(/:$/, ""), language, code }));

let demo: Program<{ url: string; apiKey: string }>;
beforeAll(async () => {
  demo = await startProgram(["demo", "--port", "0"]);
});
afterAll(() => demo?.stop());

const filledIn = (code: string) =>
  code
    .replaceAll("http://127.0.0.1:7350", demo.ready.url)
    .replaceAll("trib_…", demo.ready.apiKey)
    .replaceAll("/path/to/tributary", root);

/** Runs a line as printed, with a client's program that only says what it was told in its place. */
async function told(code: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-client-"));
  const program = join(folder, code.split(" ")[0] ?? "");
  writeFileSync(program, '#!/usr/bin/env bash\nprintf "%s\\n" "$@"\n');
  chmodSync(program, 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", code], { env });
  return stdout.trimEnd().split("\n");
}

/** `mcp add` of the command lines there are: an address with headers, or a command after `--`. */
function entryOf(args: readonly string[]): Entry {
  const valuesOf = (flag: string) => args.flatMap((arg, i) => (arg === flag ? [args[i + 1] ?? ""] : []));
  const split = (text: string, by: string) => {
    const at = text.indexOf(by);
    return [text.slice(0, at), text.slice(at + by.length).trim()] as const;
  };
  const url = args.find((arg) => /^https?:/.test(arg));
  if (url !== undefined)
    return { url, headers: Object.fromEntries(valuesOf("--header").map((one) => split(one, ":"))) };
  const [command = "", ...rest] = args.slice(args.indexOf("--") + 1);
  return { command, args: rest, env: Object.fromEntries(valuesOf("--env").map((one) => split(one, "="))) };
}

async function connect({ url, httpUrl, headers, command, args = [], env = {} }: Entry): Promise<Client> {
  const client = new Client({ name: "docs", version: "1.0.0" });
  const address = url ?? httpUrl;
  const transport =
    address === undefined
      ? new StdioClientTransport({
          command: command ?? "",
          args,
          // Somewhere else than here, as clients do.
          env: { ...env, PATH: process.env.PATH ?? "", HOME: tmpdir() },
          cwd: tmpdir(),
        })
      : new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers: headers ?? {} } });
  await client.connect(transport);
  return client;
}

describe("the clients' settings in the documentation", () => {
  it("are there", () => {
    expect(snippets.length).toBeGreaterThan(5);
  });

  it.each(snippets)("connect as printed: $name", async ({ language, code }) => {
    const text = filledIn(code);
    const parsed = language === "json" ? (JSON.parse(text) as Record<string, Record<string, Entry>>) : {};
    const [entries] = Object.values(parsed);
    const entry = language === "sh" ? entryOf(await told(text.trim())) : entries?.tributary;
    const client = await connect(entry ?? {});
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("confluence_get_page");
    await client.close();
  });
});
