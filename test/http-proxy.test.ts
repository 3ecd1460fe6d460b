import { request } from "node:http";
import { createApp, readConfig } from "@tributary/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataDir } from "./set-up.ts";

const publicUrl = "https://tributary.example";
const email = "ada@example.com";
const password = "correct horse battery";
let app: Awaited<ReturnType<typeof createApp>>;
let localUrl: string;
let setupUrl: string | undefined;

beforeAll(async () => {
  const settings = { TRIBUTARY_LOG_LEVEL: "silent", TRIBUTARY_SYNC: "off", TRIBUTARY_PORT: "0" };
  app = await createApp(
    readConfig({
      ...settings,
      TRIBUTARY_DATA: newDataDir(),
      TRIBUTARY_HOST: "0.0.0.0",
      TRIBUTARY_PUBLIC_URL: publicUrl,
    }),
  );
  const started = await app.start();
  expect(started.url).toBe(publicUrl);
  localUrl = started.localUrl;
  setupUrl = await app.setupUrl();
});
afterAll(() => app?.stop());

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** What a proxy on this machine passes on; unlike fetch it may name any host. */
const send = (method: string, path: string, headers: Record<string, string> = {}, body?: object) =>
  new Promise<Answer>((resolve, reject) => {
    const asked = request(`${localUrl}${path}`, { method, headers }, (response) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });

describe("behind a proxy", () => {
  let cookie = "";

  it("gives links and cookies for the address people use", async () => {
    expect(setupUrl).toMatch(/^https:\/\/tributary\.example\/setup\?token=/);
    const token = new URL(setupUrl ?? "").searchParams.get("token");
    const made = await send("POST", "/v1/setup", { origin: publicUrl }, { token, name: "Ada", email, password });
    expect(made.status).toBe(201);
    const [given = ""] = (made.headers["set-cookie"] ?? []) as string[];
    expect(given).toMatch(/; HttpOnly; Secure; SameSite=Lax/);
    cookie = given.split(";")[0] ?? "";
    expect(JSON.parse((await send("GET", "/v1/openapi.json")).body).servers).toEqual([{ url: publicUrl }]);
  });

  it("takes changes from its own pages, whichever host the proxy names", async () => {
    for (const host of ["tributary.example", "127.0.0.1:7350"]) {
      const own = await send("POST", "/v1/me/api-keys", { cookie, host, origin: publicUrl }, { name: "laptop" });
      expect(own.status, host).toBe(201);
      const other = await send(
        "POST",
        "/v1/me/api-keys",
        { cookie, host, origin: "http://evil.example" },
        { name: "x" },
      );
      expect(other.status, host).toBe(403);
    }
  });

  it("serves MCP under its name and this machine's, and to no page elsewhere", async () => {
    const made = await send("POST", "/v1/me/api-keys", { cookie, origin: publicUrl }, { name: "mcp" });
    const authorization = `Bearer ${JSON.parse(made.body).apiKey}`;
    const status = async (headers: Record<string, string>) =>
      (await send("POST", "/mcp", { authorization, "content-type": "application/json", ...headers }, {})).status;
    expect(await status({ host: "tributary.example" })).not.toBe(403);
    expect(await status({ host: "tributary.example", origin: publicUrl })).not.toBe(403);
    expect(await status({ host: "127.0.0.1:7350" })).not.toBe(403);
    expect(await status({ host: "evil.example" })).toBe(403);
    expect(await status({ host: "tributary.example", origin: "http://localhost:3000" })).toBe(403);
    expect(await status({ host: "127.0.0.1:7350", origin: "http://localhost:3000" })).toBe(403);
  });

  it("is reached from this machine past the proxy, also where it listens on every address", async () => {
    expect(localUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${localUrl}/v1/health`)).status).toBe(200);
  });
});
