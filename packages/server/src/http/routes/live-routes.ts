import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Live, LiveTopic } from "../../base/live.ts";
import { type Route, route } from "../route.ts";

/** Changes within this time are told of together. */
const gatherMs = 200;
/** A sign of life, so that nothing on the way takes the connection for dead. */
const beatMs = 20_000;

/** `signedIn` says whether who asked then may still ask: a stream must not outlive the session or key it came with. */
export function liveRoutes(live: Live, signedIn: (context: Context) => Promise<boolean>): Route[] {
  return [
    route({
      method: "GET",
      path: "/v1/live",
      summary: "Server-sent events that say which lists have changed: {topics: [...]}; ask the API for what is new",
      access: "member",
      response: z.object({ topics: z.array(z.string()) }),
      handle: async ({ context }) =>
        streamSSE(context, async (stream) => {
          const changed = new Set<LiveTopic>();
          let wake = () => {};
          const end = live.subscribe((topic) => {
            changed.add(topic);
            wake();
          });
          stream.onAbort(() => {
            end();
            wake();
          });
          await stream.writeSSE({ event: "open", data: "{}" });
          while (!stream.aborted) {
            if (changed.size === 0) {
              await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, beatMs);
                wake = () => {
                  clearTimeout(timer);
                  resolve();
                };
              });
              if (changed.size > 0) await stream.sleep(gatherMs);
            }
            const topics = [...changed];
            changed.clear();
            if (stream.aborted || !(await signedIn(context))) break;
            await stream.writeSSE(
              topics.length === 0
                ? { event: "beat", data: "{}" }
                : { event: "changed", data: JSON.stringify({ topics }) },
            );
          }
          end();
        }),
    }),
  ];
}
