import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LiveTopic } from "./live.ts";
import { Tributary } from "./tributary.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server whose streams the test writes, and whoever listens to it. */
function listen(heard: (topics: LiveTopic[], end: AbortController) => void) {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const tributary = new Tributary({
    baseUrl: "http://t",
    fetch: async () => new Response(new ReadableStream({ start: (controller) => void streams.push(controller) })),
  });
  const end = new AbortController();
  const ended = (async () => {
    for await (const topics of tributary.live({ signal: end.signal })) heard(topics, end);
    return "ended";
  })();
  const say = (data: unknown) =>
    streams.at(-1)?.enqueue(new TextEncoder().encode(`event: x\ndata: ${JSON.stringify(data)}\n\n`));
  return { streams, end, ended, say };
}

it("a stream that has gone silent is opened again, and not one that lives", async () => {
  const heard: LiveTopic[][] = [];
  const { streams, end, ended, say } = listen((topics) => heard.push(topics));
  for (let beat = 0; beat < 10; beat++) {
    await vi.advanceTimersByTimeAsync(20_000);
    say({});
  }
  await vi.advanceTimersByTimeAsync(40_000);
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(streams).toHaveLength(2);
  say({ topics: ["calls"] });
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([[], [], ["calls"]]);
  end.abort();
  expect(await ended).toBe("ended");
  expect(vi.getTimerCount()).toBe(0);
});

it("whoever aborts while being told hears no more", async () => {
  const { ended } = listen((_, end) => end.abort());
  expect(await ended).toBe("ended");
});
