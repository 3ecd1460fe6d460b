import type { Clock } from "../base/clock.ts";

/** Asks a model within a time; after a failure it is left alone for a while, so that searches do not wait for it each time. */
export type TimedModel = { ask<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> };

export function createTimedModel(
  clock: Clock,
  { timeout, restAfterFailure = 15_000 }: { timeout: number; restAfterFailure?: number },
): TimedModel {
  let restUntil = 0;
  return {
    async ask(work) {
      if (clock.now() < restUntil) return undefined;
      const done = new AbortController();
      const late = clock.sleep(timeout, done.signal).then(
        () => {
          done.abort();
          return undefined;
        },
        () => undefined,
      );
      try {
        const answer = await Promise.race([work(done.signal), late]);
        if (answer === undefined) restUntil = clock.now() + restAfterFailure;
        return answer;
      } catch {
        restUntil = clock.now() + restAfterFailure;
        return undefined;
      } finally {
        done.abort();
      }
    },
  };
}
