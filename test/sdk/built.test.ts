import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../packages/sdk");
const { exports: entries } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
  exports: Record<string, { types: string; default: string }>;
};
const built = readdirSync(join(folder, "dist"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
  .map((entry) => join(entry.parentPath, entry.name));

describe("the built SDK", () => {
  it("imports nothing but its own files and uses nothing that only Node has", () => {
    expect(built.length).toBeGreaterThan(30);
    for (const file of built) {
      const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
      for (const [, specifier] of code.matchAll(/(?:\bfrom\s|\bimport\(|^import\s)\s*"([^"]+)"/gm)) {
        expect(specifier, file).toMatch(/^\.\.?\//);
      }
      expect(code, file).not.toMatch(/\b(process|Buffer|require|__dirname|globalThis\.process)\b\s*[.([]/);
    }
  });

  it("has every entry it names, and the adapters give tools and answers", async () => {
    expect(Object.keys(entries)).toHaveLength(9);
    for (const [name, { types, default: file }] of Object.entries(entries)) {
      expect(readFileSync(join(folder, types), "utf8"), name).not.toBe("");
      const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
      expect(Object.values(module).some((value) => typeof value === "function" || typeof value === "object")).toBe(
        true,
      );
    }
  });
});
