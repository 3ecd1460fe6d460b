import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as published from "./index.ts";

const AsyncFunction = (async () => {}).constructor as new (
  ...source: string[]
) => (...given: unknown[]) => Promise<void>;

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

test("the README's snippets run, in order, and print what stands beside them", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const snippets = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, source]) => source ?? "");
  const code = snippets.join("\n").replaceAll(/^import [^;]*;$/gm, "");
  const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
  expect(expected.length).toBeGreaterThan(10);

  const printed: string[] = [];
  const log = (...values: unknown[]) => printed.push(values.map(shown).join(" "));
  await new AsyncFunction(...Object.keys(published), "console", code)(...Object.values(published), { log });
  expect(printed).toEqual(expected);
});

test("the README imports only what is published", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const imported = [...readme.matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, names]) =>
    (names ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  );
  expect(imported.filter((name) => !(name in published))).toEqual([]);
});
