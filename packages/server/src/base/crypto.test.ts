import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSealer, loadKeys } from "./crypto.ts";

const key = (byte: number) => Buffer.alloc(32, byte);

describe("sealer", () => {
  it("opens what it sealed, and seals the same text differently each time", () => {
    const sealer = createSealer([key(1)]);
    const sealed = sealer.seal("secret", "connection/1/access_token");
    expect(sealer.open(sealed, "connection/1/access_token")).toBe("secret");
    expect(sealer.seal("secret", "connection/1/access_token")).not.toBe(sealed);
    expect(sealed).not.toContain("secret");
  });
  it("does not open a text that was moved to another row or changed", () => {
    const sealer = createSealer([key(1)]);
    const sealed = sealer.seal("secret", "connection/1/access_token");
    expect(() => sealer.open(sealed, "connection/2/access_token")).toThrow();
    expect(() => sealer.open(`${sealed.slice(0, -2)}AA`, "connection/1/access_token")).toThrow();
  });
  it("opens with an older key and says so when the key is missing", () => {
    const sealed = createSealer([key(1)]).seal("secret", "p");
    expect(createSealer([key(2), key(1)]).open(sealed, "p")).toBe("secret");
    expect(() => createSealer([key(2)]).open(sealed, "p")).toThrow(/key this server does not have/);
  });
});

describe("loadKeys", () => {
  it("makes a key file only its owner can read, and reads it again", () => {
    const file = join(mkdtempSync(join(tmpdir(), "tributary-key-")), "key");
    const [made] = loadKeys(undefined, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadKeys(undefined, file)[0]).toEqual(made);
  });
  it("takes keys from the environment as base64 or hex, the first for sealing", () => {
    const keys = loadKeys(`${key(1).toString("base64")}, ${key(2).toString("hex")}`, "unused");
    expect(keys).toEqual([key(1), key(2)]);
  });
  it("refuses keys of another length", () => {
    expect(() => loadKeys("c2hvcnQ=", "unused")).toThrow(/32 bytes/);
  });
});
