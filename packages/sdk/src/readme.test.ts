import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import * as sdk from "./index.ts";

const site = { id: "cloud-1", name: "acme", url: "https://acme.atlassian.net" };
const call = { tool: "confluence_get_page", outcome: "ok", durationMs: 12 };

/** Answers of the API, by method and path, as the README's story needs them. */
const answers: Record<string, (body: { arguments?: { format?: string } }) => [status: number, body: unknown]> = {
  "POST /v1/connections": () => [201, { id: "conn_1", redirectUrl: "http://t/oauth/start/x", status: "initiated" }],
  "GET /v1/connections/conn_1": () => [200, { id: "conn_1", status: "active", site }],
  "GET /v1/connections/conn_gone": () => [
    404,
    { error: { code: "not_found", message: "No such.", hint: "List them." } },
  ],
  "GET /v1/tools": () => [200, { tools: [{ name: "confluence_get_page", group: "Pages", effect: "read" }] }],
  "POST /v1/tools/confluence_get_page/execute": (body) => [
    200,
    { successful: true, data: { title: "Home", body: "…", format: body.arguments?.format }, error: null, meta: {} },
  ],
  "POST /v1/files": () => [201, { fileId: "file_1", name: "report.csv" }],
  "POST /v1/tools/confluence_upload_attachment/execute": () => [
    200,
    { successful: true, data: { id: "att1" }, error: null, meta: {} },
  ],
  "GET /v1/files/file_1": () => [200, {}],
  "GET /v1/calls": () => [200, { items: [call] }],
};

test("the README's snippets run, in order, and print what they say", async () => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "/", "http://t");
      const isJson = request.headers["content-type"] === "application/json";
      const body = isJson ? JSON.parse(Buffer.concat(chunks).toString()) : {};
      const [status, answer] = answers[`${request.method} ${pathname}`]?.(body) ?? [404, {}];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const snippets = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? "");
    // What of TypeScript is in them is taken out, since they run as they are.
    expect(snippets.length).toBeGreaterThanOrEqual(6);
    const code = snippets
      .join("\n")
      .replaceAll(/^import .*$/gm, "")
      .replaceAll(" as object", "");
    const printed: unknown[][] = [];
    const AsyncFunction = (async () => {}).constructor as new (
      ...code: string[]
    ) => (...given: unknown[]) => Promise<void>;
    const run = new AsyncFunction("Tributary", "TributaryError", "baseUrl", "apiKey", "console", code);
    const { port } = server.address() as AddressInfo;
    await run(sdk.Tributary, sdk.TributaryError, `http://127.0.0.1:${port}`, "trb_key", {
      log: (...values: unknown[]) => printed.push(values),
    });
    expect(printed).toEqual([
      ["Open http://t/oauth/start/x"],
      ["Connected to acme"],
      [["confluence_get_page"]],
      [{ title: "Home", body: "…" }],
      [["title", "body", "format"]],
      ["file_1", true, "application/json", 2],
      ["not_found", 404, "List them."],
      ["confluence_get_page", "ok", 12],
      [1, undefined],
    ]);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});
