import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@tributary/emulator";
import { Tributary } from "@tributary/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";
import { bin } from "./run-cli.ts";

type Ready = { url: string; apiKey: string };
let emulator: Emulator;
let server: Program<Ready> | undefined;
beforeAll(async () => {
  emulator = await createEmulator({ seed: "demo", port: 0 });
});
afterAll(() => emulator?.close());
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

type Env = Record<string, string>;
const newFolder = () => mkdtempSync(join(tmpdir(), "tributary-rotate-"));
const keyFile = (folder: string) => join(folder, "key");
const keysIn = (folder: string) => readFileSync(keyFile(folder), "utf8").trim().split(",");
const newKey = () => randomBytes(32).toString("base64");

function start(folder: string, env: Env = {}): Promise<Program<Ready>> {
  return startProgram<Ready>(["serve", "--port", "0", "--data", folder], {
    TRIBUTARY_SYNC: "off",
    ATLASSIAN_AUTH_URL: emulator.url,
    ATLASSIAN_API_URL: emulator.url,
    ...env,
  });
}

const launch = (folder: string, args: string[], env: Env = {}): ChildProcess =>
  spawn(process.execPath, [bin, ...args, "--json"], {
    env: { PATH: process.env.PATH, TRIBUTARY_DATA: folder, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });

async function cli(folder: string, args: string[], env: Env = {}) {
  const child = launch(folder, args, env);
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, json: JSON.parse(text) as ReturnType<typeof JSON.parse> };
}

const clientOf = ({ ready }: Program<Ready>) => new Tributary({ baseUrl: ready.url, apiKey: ready.apiKey });

/** A stopped server's folder, with accounts connected whose tokens are sealed. */
async function connectedFolder(env: Env = {}, connections = 1): Promise<string> {
  const folder = newFolder();
  server = await start(folder, env);
  const tributary = clientOf(server);
  const { siteUrl, email, apiToken } = emulator.credentials;
  for (let i = 0; i < connections; i += 1)
    await tributary.connections.createWithApiToken({ userId: `user-${i}`, siteUrl, email, apiToken });
  await tributary.authConfigs.create({
    name: "App",
    type: "oauth2",
    clientId: "client",
    clientSecret: "secret of the app",
  });
  await server.stop();
  server = undefined;
  return folder;
}

/** Whether the server opens the tokens and works with them. */
async function works(folder: string, env: Env = {}): Promise<boolean> {
  server = await start(folder, env);
  const tributary = clientOf(server);
  const [connection] = await tributary.connections.list();
  const { successful } = await tributary.tools.execute("confluence_list_spaces", {
    connectionId: connection?.id ?? "",
    arguments: {},
  });
  await server.stop();
  server = undefined;
  return successful;
}

describe("rotate-key", () => {
  it("seals every secret with a new key, after which the old one opens none", async () => {
    const folder = await connectedFolder();
    const [old = ""] = keysIn(folder);
    const rotated = await cli(folder, ["rotate-key"]);
    expect(rotated.json).toMatchObject({ secrets: 2, sealedAnew: 2, keyIn: "file" });
    expect(keysIn(folder)).toHaveLength(1);
    expect(keysIn(folder)).not.toContain(old);
    expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600);
    // Nothing sealed with the old key is left, nor in the log beside the store.
    const sealers = ["", "-wal"]
      .map((end) => join(folder, `tributary.db${end}`))
      .filter((file) => existsSync(file))
      .flatMap((file) => readFileSync(file, "latin1").match(/v1\.[0-9a-f]{8}\./g) ?? []);
    expect(new Set(sealers)).toEqual(new Set([`v1.${rotated.json.key}.`]));
    expect(await works(folder)).toBe(true);
    // Its log would tell of the failure at length.
    expect(await works(folder, { TRIBUTARY_KEY: old, TRIBUTARY_LOG_LEVEL: "silent" })).toBe(false);
  }, 60_000);

  it("does not begin while the server runs", async () => {
    const folder = await connectedFolder();
    server = await start(folder);
    const before = keysIn(folder);
    expect((await cli(folder, ["rotate-key"])).json.error.code).toBe("conflict");
    expect(keysIn(folder)).toEqual(before);
  }, 60_000);

  it("changes to the first key of TRIBUTARY_KEY, and says what is missing where there is only one", async () => {
    const [old, next] = [newKey(), newKey()];
    const folder = await connectedFolder({ TRIBUTARY_KEY: old });
    expect((await cli(folder, ["rotate-key"], { TRIBUTARY_KEY: old })).json.error).toMatchObject({
      code: "invalid_input",
      hint: expect.stringContaining("NEW,OLD"),
    });
    const rotated = await cli(folder, ["rotate-key"], { TRIBUTARY_KEY: `${next},${old}` });
    expect(rotated.json).toMatchObject({ sealedAnew: 2, keyIn: "environment" });
    expect(existsSync(keyFile(folder))).toBe(false);
    expect(await works(folder, { TRIBUTARY_KEY: next })).toBe(true);
  }, 60_000);

  it("can be killed at any moment and run again", async () => {
    const folder = await connectedFolder({}, 40);
    // As it is when it was ended between making the key and sealing.
    const [old = ""] = keysIn(folder);
    const next = newKey();
    writeFileSync(keyFile(folder), `${next},${old}\n`);
    expect(await works(folder)).toBe(true);
    const begun = performance.now();
    await cli(folder, ["rotate-key"]);
    const whole = performance.now() - begun;
    let killed = 0;
    for (const share of [0.4, 0.55, 0.7, 0.8, 0.9, 1]) {
      const child = launch(folder, ["rotate-key"]);
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
      const timer = setTimeout(() => child.kill("SIGKILL"), share * whole);
      if ((await ended) === "SIGKILL") killed += 1;
      clearTimeout(timer);
      expect(await works(folder)).toBe(true);
    }
    expect(killed).toBeGreaterThan(0);
    const last = await cli(folder, ["rotate-key"]);
    expect([last.code, last.json.secrets]).toEqual([0, 41]);
    expect(keysIn(folder)).toHaveLength(1);
    expect(await works(folder)).toBe(true);
  }, 120_000);
});

describe("restore", () => {
  it("says which key a backup needs before it puts it in place", async () => {
    const folder = await connectedFolder();
    const file = join(newFolder(), "backup.db");
    await cli(folder, ["backup", file]);
    const elsewhere = newFolder();
    const refused = await cli(elsewhere, ["restore", file]);
    expect([refused.code, refused.json.error.code]).toEqual([9, "conflict"]);
    expect(existsSync(join(elsewhere, "tributary.db"))).toBe(false);
    expect(existsSync(keyFile(elsewhere))).toBe(false);
    copyFileSync(keyFile(folder), keyFile(elsewhere));
    expect((await cli(elsewhere, ["restore", file])).code).toBe(0);
    expect(await works(elsewhere)).toBe(true);
    expect((await cli(newFolder(), ["restore", file, "--force"])).code).toBe(0);
  }, 60_000);
});
