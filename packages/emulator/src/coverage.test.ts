import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { coverageDocument, withoutFeature } from "./coverage.ts";
import { dynamicModuleOperations } from "./v1/dynamic-modules.ts";
import { v1Operations } from "./v1/operations.ts";
import { v2Operations } from "./v2/operations.ts";

const served = [...v1Operations, ...dynamicModuleOperations, ...v2Operations];

it("COVERAGE.md says what the code does", () => {
  const v1 = [...v1Operations, ...dynamicModuleOperations].filter(({ legacy }) => !legacy).length;
  const document = readFileSync(new URL("../COVERAGE.md", import.meta.url), "utf8");
  expect(document).toBe(coverageDocument({ v1, v2: v2Operations.length }));
});

it("names only operations that are served", () => {
  for (const { api, id, method, path } of withoutFeature) {
    expect(
      served.some((one) => one.api === api && one.id === id && one.method === method && one.path === path),
      id,
    ).toBe(true);
  }
});
