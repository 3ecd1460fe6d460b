import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const serverRooms =
  "base confluence store jobs policy tools connections search sync triggers approvals calls insights mcp http app cli".split(
    " ",
  );

/** What each package may import of ours. */
const packages: Record<string, string[]> = {
  cql: [],
  "storage-format": [],
  sdk: [],
  emulator: ["cql", "storage-format"],
  server: ["cql", "storage-format", "sdk", "emulator"],
  dashboard: ["sdk"],
};

/** Libraries that only the rooms named may know. */
const owned: Record<string, string[]> = {
  kysely: ["store"],
  libsql: ["store", "search"],
  hono: ["http"],
  "@hono/node-server": ["http", "app"],
  "better-auth": ["http"],
  "@modelcontextprotocol/server": ["mcp"],
  "pg-boss": ["jobs"],
  citty: ["cli"],
};

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function imports(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?<!\/)\b(?:from|import\(|import)\s*"([^"]+)"/g)].map(([, specifier]) => specifier ?? "");
}

describe("architecture", () => {
  it("lets a room of the server import only rooms before it", () => {
    const src = join(root, "packages/server/src");
    const wrong: string[] = [];
    let seen = 0;
    for (const file of sources(src)) {
      const room = relative(src, file).split("/")[0] ?? "";
      if (room.endsWith(".ts")) continue;
      expect(serverRooms, `${room} is not a room`).toContain(room);
      for (const specifier of imports(file).filter((s) => s.startsWith("."))) {
        const other = relative(src, join(dirname(file), specifier)).split("/")[0] ?? "";
        seen++;
        if (serverRooms.indexOf(other) > serverRooms.indexOf(room))
          wrong.push(`${relative(src, file)} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  });

  it("keeps each library in the rooms that own it", () => {
    const src = join(root, "packages/server/src");
    const wrong: string[] = [];
    for (const file of sources(src)) {
      const room = relative(src, file).split("/")[0] ?? "";
      for (const specifier of imports(file)) {
        const owner = Object.keys(owned).find((name) => specifier === name || specifier.startsWith(`${name}/`));
        if (owner !== undefined && !owned[owner]?.includes(room))
          wrong.push(`${relative(src, file)} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("lets a package import only those it is built on", () => {
    const wrong: string[] = [];
    for (const [name, allowed] of Object.entries(packages)) {
      for (const file of sources(join(root, "packages", name, "src"))) {
        for (const specifier of imports(file)) {
          const [, other] = /^@tributary\/([a-z-]+)/.exec(specifier) ?? [];
          const outside =
            specifier.startsWith(".") && !join(dirname(file), specifier).startsWith(join(root, "packages", name));
          if (outside || (other !== undefined && !allowed.includes(other)))
            wrong.push(`${relative(root, file)} imports ${specifier}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("gives the SDK and the CQL package no dependencies at all", () => {
    for (const name of ["sdk", "cql"]) {
      const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as Record<
        string,
        unknown
      >;
      expect(manifest.dependencies ?? {}).toEqual({});
      for (const file of sources(join(root, "packages", name, "src"))) {
        for (const specifier of imports(file)) expect(specifier, file).toMatch(/^\./);
      }
    }
  });
});
