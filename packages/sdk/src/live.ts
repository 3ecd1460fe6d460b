import type { RequestOptions } from "./request-options.ts";
import { pause, type Transport } from "./transport.ts";

/** Lists that change while they are looked at. */
export type LiveTopic = "approvals" | "calls" | "connections" | "agents" | "sync" | "meetings" | "members";

/** Longest wait before the stream is opened again, in milliseconds. */
const longestPause = 15_000;
/** The server sends a sign of life every 20 seconds; past this time without one, in milliseconds, the line is dead. */
const longestSilence = 50_000;

/**
 * Which lists have changed, each time some have; ask for what is new. The first time comes at once, with no topic, as
 * after every break: what changed meanwhile is not told. Goes on, and connects again, also when nothing is heard any
 * more, until `signal` aborts. Members only.
 */
export async function* live(transport: Transport, options: RequestOptions = {}): AsyncGenerator<LiveTopic[]> {
  const { signal } = options;
  for (let waitMs = 500; signal?.aborted !== true; waitMs = Math.min(waitMs * 2, longestPause)) {
    try {
      const stream = await transport<ReadableStream<Uint8Array>>({
        method: "GET",
        path: "/v1/live",
        answer: "stream",
        ...options,
      });
      waitMs = 500;
      yield [];
      for await (const { topics } of events(stream, signal)) if (topics !== undefined) yield topics;
    } catch (error) {
      if (signal?.aborted) return;
      // Whoever may not listen will not be let in by asking again.
      if (/^(unauthenticated|forbidden)$/.test((error as { code?: string }).code ?? "")) throw error;
    }
    await pause(waitMs, signal).catch(() => undefined);
  }
}

async function* events(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ topics?: LiveTopic[] }> {
  const reader = stream.getReader();
  const end = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", end, { once: true });
  // Whoever was told that the stream is open may have aborted then.
  if (signal?.aborted) end();
  const decoder = new TextDecoder();
  try {
    for (let text = ""; ; ) {
      // As when a computer slept or a network changed: nobody else would notice.
      const silence = setTimeout(end, longestSilence);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) yield JSON.parse(data) as { topics?: LiveTopic[] };
      }
    }
  } finally {
    signal?.removeEventListener("abort", end);
    end();
  }
}
