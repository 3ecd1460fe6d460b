import { describe, expect, it } from "vitest";
import type { Clock } from "../base/clock.ts";
import { createFetchSend } from "./send.ts";
import { createTransport, type SiteRequest } from "./transport.ts";

const slept: number[] = [];
const clock: Clock = {
  now: () => 0,
  sleep: async (ms) => {
    slept.push(ms);
  },
};
const access = {
  baseUrl: "https://gateway.invalid",
  authorize: async (rejected?: string) => ({
    header: rejected === undefined ? "Bearer old" : "Bearer new",
    fresh: true,
  }),
};
const read: SiteRequest = { method: "GET", path: "/wiki/x", effect: "read" };

function sequence(...answers: (Response | Error)[]) {
  const seen: { url: string; authorization: string | null }[] = [];
  const send = async (url: string | URL | Request, init?: RequestInit) => {
    seen.push({ url: String(url), authorization: new Headers(init?.headers).get("authorization") });
    const next = answers.shift();
    if (next === undefined) throw new Error("more requests than expected");
    if (next instanceof Error) throw next;
    return next;
  };
  return {
    seen,
    transport: createTransport({ send: createFetchSend(send as typeof fetch), clock, random: () => 0.5 }),
  };
}

const broken = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) });

describe("transport", () => {
  it("repeats with the refreshed token after a 401", async () => {
    const { seen, transport } = sequence(
      new Response('{"code":401,"message":"Unauthorized"}', { status: 401 }),
      new Response("{}"),
    );
    expect((await transport(access, read)).status).toBe(200);
    expect(seen.map((s) => s.authorization)).toEqual(["Bearer old", "Bearer new"]);
  });

  it("does not follow a redirect with the token", async () => {
    const { seen, transport } = sequence(
      new Response(null, { status: 302, headers: { location: "https://elsewhere.invalid/" } }),
    );
    expect((await transport(access, read)).status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  it("says that a write which broke after sending may have happened", async () => {
    const { seen, transport } = sequence(broken("ECONNRESET"));
    await expect(transport(access, { ...read, method: "POST", effect: "write" })).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    expect(seen).toHaveLength(1);
  });

  it("names the host that cannot be reached", async () => {
    const { transport } = sequence(...Array.from({ length: 5 }, () => broken("ECONNREFUSED")));
    await expect(transport(access, read)).rejects.toMatchObject({
      code: "upstream_unreachable",
      message: expect.stringContaining("gateway.invalid"),
    });
  });

  it("stops when the caller cancels", async () => {
    const { seen, transport } = sequence(new Response("{}"));
    await expect(transport(access, { ...read, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "cancelled",
    });
    expect(seen).toHaveLength(0);
  });
});
