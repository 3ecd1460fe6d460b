/** The server sends a sign of life every 20 seconds; past this time without one, in milliseconds, the line is dead. */
const longestSilence = 50_000;

/**
 * A fetch for the stream of changes, which tells whether the server can be reached: `false` when it could not be, or
 * something in between answered for it, `true` as soon as it answers again. A stream that has gone silent is ended,
 * as when a computer slept or a network changed: nobody else would notice.
 */
export function watchedFetch(tell: (reachable: boolean) => void, silence = longestSilence): typeof fetch {
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      // A proxy whose server is away answers 502, 503 or 504.
      tell(response.status < 500);
      return new Response(response.body?.pipeThrough(endWhenSilent(silence)) ?? null, response);
    } catch (error) {
      if (init?.signal?.aborted !== true) tell(false);
      throw error;
    }
  };
}

function endWhenSilent(silence: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (controller: TransformStreamDefaultController) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new Error("Nothing was heard from the server.")), silence);
  };
  return new TransformStream({
    start: wait,
    transform(chunk, controller) {
      wait(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}
