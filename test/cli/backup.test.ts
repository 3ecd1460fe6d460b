import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tributary } from "@tributary/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";
import { bin } from "./run-cli.ts";

type Ready = { url: string; apiKey: string };
let server: Program<Ready> | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const newFolder = () => mkdtempSync(join(tmpdir(), "tributary-backup-"));
const serve = (folder: string) =>
  startProgram<Ready>(["serve", "--port", "0", "--data", folder], { TRIBUTARY_SYNC: "off" });

async function cli(folder: string, ...args: string[]): Promise<{ code: number; json: ReturnType<typeof JSON.parse> }> {
  const env = { PATH: process.env.PATH, TRIBUTARY_DATA: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args, "--json"], { env }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), json: JSON.parse(stdout) }),
    );
  });
}

const agentsOf = async ({ ready }: Program<Ready>) =>
  (await new Tributary({ baseUrl: ready.url, apiKey: ready.apiKey }).agents.list()).map(({ name }) => name);

describe("backup and restore", () => {
  it("copy the store of a running server, and bring it back whole with what was there kept aside", async () => {
    const folder = newFolder();
    server = await serve(folder);
    const tributary = new Tributary({ baseUrl: server.ready.url, apiKey: server.ready.apiKey });
    await tributary.agents.create({ name: "Before" });
    const file = join(newFolder(), "store.backup");
    const made = await cli(folder, "backup", file);
    expect([made.code, made.json.file]).toEqual([0, file]);
    expect((await cli(folder, "backup", file)).code).toBe(9);

    await tributary.agents.create({ name: "After" });
    expect((await cli(folder, "restore", file)).json.error.code).toBe("conflict");
    await server.stop();
    const restored = await cli(folder, "restore", file);
    expect(restored.code).toBe(0);
    expect(existsSync(restored.json.kept)).toBe(true);
    server = await serve(folder);
    expect(await agentsOf(server)).toEqual(["Before"]);

    // What was kept aside is a store as well.
    await server.stop();
    expect((await cli(folder, "restore", restored.json.kept)).code).toBe(0);
    server = await serve(folder);
    expect((await agentsOf(server)).sort()).toEqual(["After", "Before"]);

    // Elsewhere, with the key: another machine.
    const other = newFolder();
    copyFileSync(join(folder, "key"), join(other, "key"));
    expect((await cli(other, "restore", file)).code).toBe(0);
    await server.stop();
    server = await serve(other);
    expect(await agentsOf(server)).toEqual(["Before"]);
  }, 120_000);

  it("refuse what is no store, and touch nothing then", async () => {
    const folder = newFolder();
    const file = join(folder, "notes.txt");
    writeFileSync(file, "Not a store");
    expect((await cli(folder, "restore", file)).json.error.code).toBe("invalid_input");
    expect((await cli(folder, "restore", join(folder, "none"))).code).toBe(4);
    expect((await cli(folder, "backup", join(folder, "x"))).code).toBe(4);
    expect(existsSync(join(folder, "tributary.db"))).toBe(false);
  });
});
