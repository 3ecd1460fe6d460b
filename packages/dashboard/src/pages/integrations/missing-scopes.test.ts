import { expect, test } from "vitest";
import { reachOf, someOf } from "./missing-scopes.ts";

test("reachOf says what each missing scope would enable, the most wanted first", () => {
  const doctor = {
    tools: [
      { name: "get", missingScopes: [] },
      { name: "create", missingScopes: ["write:page"] },
      { name: "label", missingScopes: ["write:label", "write:page"] },
    ],
  };
  const tools = [
    { name: "get", title: "Get page" },
    { name: "create", title: "Create page" },
  ];
  expect(reachOf(doctor, tools)).toEqual({
    usable: 1,
    tools: 3,
    missing: [
      { scope: "write:page", tools: ["Create page", "label"] },
      { scope: "write:label", tools: ["label"] },
    ],
  });
});

test("someOf names a few", () => {
  expect(someOf(["a", "b"])).toBe("a, b");
  expect(someOf(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
});
