import type { Tool } from "@tributary/sdk";
import { expect, test } from "vitest";
import { neededScopes } from "./needed-scopes.ts";

const tool = (title: string, scopes: string[]) => ({ title, scopes }) as Tool;

test("neededScopes lists the scopes of a set with the tools that need them, and last what a connection needs anyway", () => {
  const tools = [
    tool("Get page", ["read:page:confluence"]),
    tool("Create page", ["write:page:confluence", "read:page:confluence"]),
    tool("Get page", ["read:page:confluence", "read:audit-log:confluence"]),
  ];
  const set = ["read:me", "offline_access", "write:page:confluence", "read:page:confluence", "read:space:confluence"];
  expect(neededScopes(set, tools).map(({ scope, tools: users }) => [scope, users])).toEqual([
    ["read:page:confluence", ["Get page", "Create page"]],
    ["read:space:confluence", []],
    ["write:page:confluence", ["Create page"]],
    ["offline_access", []],
    ["read:me", []],
  ]);
});
