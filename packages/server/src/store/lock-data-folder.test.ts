import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder } from "./lock-data-folder.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tributary-lock-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("a data folder is one server's until it lets go", () => {
  const unlock = lockDataFolder({ dataDir });
  expect(() => lockDataFolder({ dataDir })).toThrow(`A Tributary server already runs on the data folder ${dataDir}.`);
  expect(() => lockDataFolder({ dataDir })).toThrow(expect.objectContaining({ code: "conflict" }));
  unlock();
  unlock();
  lockDataFolder({ dataDir })();
  expect(readdirSync(dataDir)).toEqual(["lock"]);
});

/** Whether another process could take the lock. */
function isFree(): boolean {
  const script = `const Database = require("libsql");
    try { new Database(process.argv[1]).exec("pragma busy_timeout=0; begin exclusive"); } catch { process.exit(1); }`;
  return spawnSync(process.execPath, ["-e", script, join(dataDir, "lock")]).status === 0;
}

test("it stays so when the same process asks for it again", () => {
  const unlock = lockDataFolder({ dataDir });
  expect(() => lockDataFolder({ dataDir })).toThrow();
  expect(isFree()).toBe(false);
  unlock();
  expect(isFree()).toBe(true);
});

test("what cannot be locked is not said to be another server's", () => {
  writeFileSync(join(dataDir, "lock"), "Not a database. ".repeat(100));
  expect(() => lockDataFolder({ dataDir })).toThrow(
    expect.objectContaining({ code: "invalid_input", message: expect.stringContaining("not a database") }),
  );
});
