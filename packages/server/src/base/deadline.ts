import { type EventEmitter, once } from "node:events";

/**
 * A signal that aborts after `ms`, or with `other`; `clear` when the work is done. Its timer is a plain one: one of
 * AbortSignal.timeout that is only a source of AbortSignal.any may be collected before it fires.
 */
export function deadline(ms: number, other?: AbortSignal): { signal: AbortSignal; expired(): boolean; clear(): void } {
  const controller = new AbortController();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort(new DOMException("The time is over.", "TimeoutError"));
  }, ms);
  const abort = () => controller.abort(other?.reason);
  if (other?.aborted) abort();
  else other?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    expired: () => expired,
    clear() {
      clearTimeout(timer);
      other?.removeEventListener("abort", abort);
    },
  };
}

/** Resolves when `emitter` tells of `event`, when `ms` have gone by, and when `signal` aborts. */
export async function eventWithin(
  emitter: EventEmitter,
  event: string,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limit = deadline(ms, signal);
  await once(emitter, event, { signal: limit.signal }).catch(() => undefined);
  limit.clear();
}
