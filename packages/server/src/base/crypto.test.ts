import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSealer, loadKeys, secretFor } from "./crypto.ts";

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
    const changed = sealed.replace(/.(?=.{9}$)/, (sign) => (sign === "A" ? "B" : "A"));
    expect(() => sealer.open(changed, "connection/1/access_token")).toThrow();
  });
  it("does not take the beginning of a tag for all of it", () => {
    const sealer = createSealer([key(1)]);
    const parts = sealer.seal("", "p").split(".");
    const [tag = ""] = parts.splice(-1);
    const cut = Buffer.from(tag, "base64url").subarray(0, 4).toString("base64url");
    expect(() => sealer.open([...parts, cut].join("."), "p")).toThrow();
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
    expect(() => loadKeys("c2hvcnQ=", "unused")).toThrow(/TRIBUTARY_KEY is not 32 bytes/);
    const file = join(mkdtempSync(join(tmpdir(), "tributary-key-")), "key");
    writeFileSync(file, "");
    expect(() => loadKeys(undefined, file)).toThrow(file);
  });
});

describe("a secret made from the key", () => {
  it("is the same each time for one purpose, and another for another purpose or key", () => {
    const secret = secretFor("sessions", key(1));
    expect(secretFor("sessions", key(1))).toBe(secret);
    expect(secretFor("links", key(1))).not.toBe(secret);
    expect(secretFor("sessions", key(2))).not.toBe(secret);
    expect(secret).toHaveLength(43);
  });
});
