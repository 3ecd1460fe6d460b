import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { lockDataFolder } from "./lock-data-folder.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tributary-lock-"));
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
