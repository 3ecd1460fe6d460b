import { Tributary } from "@tributary/sdk";
import { afterEach, expect, test, vi } from "vitest";
import { watchedFetch } from "./watched-fetch.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const told: boolean[] = [];
const watched = (answer: typeof fetch) => {
  told.length = 0;
  vi.stubGlobal("fetch", answer);
  return watchedFetch((now) => told.push(now));
};

test("tells a server that answers from one that is away or whose proxy answers for it", async () => {
  await watched(async () => new Response("data"))("/v1/live");
  expect(told).toEqual([true]);
  await watched(async () => new Response("", { status: 401 }))("/v1/live");
  expect(told).toEqual([true]);
  await watched(async () => new Response("", { status: 502 }))("/v1/live");
  expect(told).toEqual([false]);
  await expect(watched(() => Promise.reject(new TypeError("Failed to fetch")))("/v1/live")).rejects.toThrow();
  expect(told).toEqual([false]);
});

test("tells of a server that gave no answer in time, too", async () => {
  const fetched = watched(
    (_input, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      }),
  );
  const end = new AbortController();
  const listener = new Tributary({ baseUrl: "http://t", fetch: fetched, timeoutMs: 20 });
  const listening = listener.live({ signal: end.signal }).next();
  await expect.poll(() => told[0]).toBe(false);
  end.abort();
  expect((await listening).done).toBe(true);
});
