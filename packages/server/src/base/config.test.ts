import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataFile, readConfig } from "./config.ts";

describe("settings", () => {
  it("are right when nothing is set, and empty ones count as not set", () => {
    expect(readConfig({ TRIBUTARY_PORT: "", TRIBUTARY_KEY: "" })).toEqual(readConfig({}));
    expect(readConfig({})).toMatchObject({ host: "127.0.0.1", port: 7350, logLevel: "info", sync: true });
  });

  it.each([
    ["TRIBUTARY_PORT", "seventy"],
    ["TRIBUTARY_PORT", "65536"],
    ["TRIBUTARY_PUBLIC_URL", "tributary.example"],
    ["TRIBUTARY_PUBLIC_URL", "javascript:alert(1)"],
    ["TRIBUTARY_PUBLIC_URL", "https://example.com/tributary"],
    ["TRIBUTARY_PUBLIC_URL", "https://you:secret@example.com"],
    ["TRIBUTARY_PUBLIC_URL", "https://example.com/?a=b"],
    ["TRIBUTARY_LOG_LEVEL", "loud"],
    ["TRIBUTARY_RECORD_DAYS", "0"],
    ["TRIBUTARY_RECORD_DAYS", "1.5"],
    ["TRIBUTARY_RECORD_DAYS", "99999999999"],
    ["TRIBUTARY_RECORD_TEXTS", "none"],
    ["TRIBUTARY_SYNC", "false"],
    ["OIDC_ISSUER", "login.example.com"],
    ["OIDC_ROLE", "owner"],
  ])("refuse %s=%s, and name the variable", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({ code: "invalid_input", message: expect.stringContaining(name) }),
    );
  });

  it("take an address with a slash at its end", () => {
    expect(readConfig({ TRIBUTARY_PUBLIC_URL: "https://Example.com/" }).publicUrl).toBe("https://example.com");
  });

  it("say so when there can be no data folder", () => {
    const file = join(mkdtempSync(join(tmpdir(), "tributary-data-")), "file");
    writeFileSync(file, "");
    for (const dataDir of [file, join(file, "below")])
      expect(() => dataFile({ dataDir }, "key")).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});
