import { afterEach, expect, test, vi } from "vitest";
import { watchedFetch } from "./watched-fetch.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const told: boolean[] = [];
const watched = (answer: () => Promise<Response>, silence?: number) => {
  told.length = 0;
  vi.stubGlobal("fetch", answer);
  return watchedFetch((now) => told.push(now), silence);
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

test("takes an abort of the page's own for nothing", async () => {
  const fetched = watched(() => Promise.reject(new DOMException("aborted", "AbortError")));
  await expect(fetched("/v1/live", { signal: AbortSignal.abort() })).rejects.toThrow();
  expect(told).toEqual([]);
});

test("ends a stream that has gone silent, and not one that lives", async () => {
  const beats = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (told.length < 12) controller.enqueue(new TextEncoder().encode("beat\n"));
      else await new Promise(() => undefined);
      told.push(true);
    },
  });
  const response = await watched(async () => new Response(beats), 150)("/v1/live");
  const reader = response.body?.getReader();
  for (let beat = 0; beat < 10; beat++) expect((await reader?.read())?.done).toBe(false);
  await expect(
    (async () => {
      while (!(await reader?.read())?.done);
    })(),
  ).rejects.toThrow("Nothing was heard");
});
