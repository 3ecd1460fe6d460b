import type { Tool } from "@tributary/sdk";
import { expect, test } from "vitest";
import { snippets } from "./snippets.ts";

test("snippets show the same call three ways, with exactly the parameters that have to be given", () => {
  const inputSchema = {
    properties: { pageId: { type: "string" }, format: { default: "markdown" } },
    required: ["pageId", "format"],
  };
  const tool = { name: "confluence_get_page", inputSchema } as unknown as Tool;
  const made = snippets(tool, "http://127.0.0.1:7350");
  expect(made.map(({ label }) => label)).toEqual(["SDK", "curl", "CLI"]);
  for (const { code } of made) {
    expect(code).toContain("confluence_get_page");
    expect(code).toContain('{"pageId":"…"}');
  }
  expect(made[1]?.code).toContain("http://127.0.0.1:7350/v1/tools/confluence_get_page/execute");
});
