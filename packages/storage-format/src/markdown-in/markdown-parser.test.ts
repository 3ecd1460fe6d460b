import { expect, it } from "vitest";
import { markdownToStorage } from "./markdown-to-storage.ts";

it("sees in a moment that what stands in braces is no handle, however much space there is in it", () => {
  const space = " ".repeat(4_000);
  const before = performance.now();
  expect(markdownToStorage(`x {{a:${space}b${space}\nc}} y`).storage).toContain("c}} y</p>");
  expect(performance.now() - before).toBeLessThan(5_000);
});
