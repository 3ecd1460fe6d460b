import { expect, test } from "vitest";
import { heaviestFirstLoad } from "../first-load-budget.ts";

const chunk = (bytes: number, more: { imports?: string[]; dynamicImports?: string[]; isEntry?: boolean } = {}) => ({
  imports: more.imports ?? [],
  dynamicImports: more.dynamicImports ?? [],
  isEntry: more.isEntry ?? false,
  css: more.isEntry ? ["main.css"] : [],
  bytes,
});

test("a first load is the entry, one page, and what both import, each counted once", () => {
  const chunks = new Map([
    ["main", chunk(100, { isEntry: true, imports: ["react"], dynamicImports: ["tools", "calls"] })],
    ["react", chunk(50)],
    ["tools", chunk(10, { imports: ["react", "dialog"] })],
    ["calls", chunk(20)],
    ["dialog", chunk(30, { imports: ["react"] })],
  ]);
  expect(heaviestFirstLoad(chunks, new Map([["main.css", 5]]))).toEqual({
    page: "tools",
    bytes: 100 + 50 + 10 + 30 + 5,
  });
});
