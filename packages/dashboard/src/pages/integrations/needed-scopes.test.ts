import type { Tool } from "@tributary/sdk";
import { expect, test } from "vitest";
import { neededScopes } from "./needed-scopes.ts";

const tool = (title: string, scopes: string[]) => ({ title, scopes }) as Tool;

test("neededScopes lists each scope once, with the tools that need it, and what a connection needs anyway", () => {
  const tools = [
    tool("Get page", ["read:page:confluence"]),
    tool("Create page", ["write:page:confluence", "read:page:confluence"]),
    tool("Get page", ["read:page:confluence", "offline_access"]),
  ];
  expect(neededScopes(tools).map(({ scope, tools: users }) => [scope, users])).toEqual([
    ["read:page:confluence", ["Get page", "Create page"]],
    ["write:page:confluence", ["Create page"]],
    ["offline_access", []],
    ["read:me", []],
  ]);
});
