import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as format from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1] as string);

test("the README has snippets", () => {
  expect(snippets.length).toBeGreaterThanOrEqual(3);
});

test.each(snippets)("a snippet of the README runs: %s", (snippet) => {
  const code = snippet.replace(/import (\{[^}]*\}) from "@tributary\/storage-format";/g, "const $1 = format;");
  new Function("format", "assert", `"use strict"; ${code}`)(format, assert);
});
