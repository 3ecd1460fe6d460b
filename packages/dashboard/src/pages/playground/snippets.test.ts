import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { snippets } from "./snippets.ts";

const call = {
  tool: "confluence_create_page",
  args: { spaceId: "ENG", title: "It's here", "odd-name": [1, { deep: true }] },
  connectionId: "conn_1",
  dryRun: true,
};
const codeOf = (label: string) =>
  snippets(call, "http://127.0.0.1:7350").find((one) => one.label === label)?.code ?? "";
/** The arguments a shell hands on, with `curl` and `tributary` put aside. */
const wordsOf = (code: string) =>
  execFileSync("/bin/sh", ["-c", code.replace(/^\w+/, "printf '%s\\n'")], { encoding: "utf8" })
    .trim()
    .split("\n");

describe("snippets", () => {
  test("curl and MCP send what they show, apostrophes included", () => {
    const words = wordsOf(codeOf("curl"));
    expect(words[0]).toBe("http://127.0.0.1:7350/v1/tools/confluence_create_page/execute");
    expect(JSON.parse(words.at(-1) ?? "")).toEqual({ connectionId: "conn_1", arguments: call.args, dryRun: true });
    const mcp = wordsOf(codeOf("MCP"));
    expect(mcp[0]).toBe("http://127.0.0.1:7350/mcp?tools=confluence_create_page&connectionId=conn_1");
    expect(JSON.parse(mcp.at(-1) ?? "")).toMatchObject({
      method: "tools/call",
      params: { name: "confluence_create_page", arguments: { ...call.args, dryRun: true } },
    });
  });

  test("the command line gets the same arguments", () => {
    const words = wordsOf(codeOf("CLI"));
    expect(words.slice(0, -1)).toEqual("call confluence_create_page --connection conn_1 --dry-run --input".split(" "));
    expect(JSON.parse(words.at(-1) ?? "")).toEqual(call.args);
  });

  test("the SDK's call is a program", () => {
    const written = codeOf("SDK").replace("const result = await ", "return ");
    const seen: unknown[] = [];
    const tributary = { tools: { execute: (...given: unknown[]) => seen.push(...given) } };
    new Function("tributary", written)(tributary);
    expect(seen).toEqual([call.tool, { connectionId: "conn_1", arguments: call.args, dryRun: true }]);
  });

  test("the only connection need not be named", () => {
    for (const { code } of snippets(
      { tool: "confluence_list_spaces", args: {}, connectionId: undefined },
      "http://x",
    )) {
      expect(code).not.toMatch(/connection/i);
    }
  });
});
