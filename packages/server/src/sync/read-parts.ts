import type { Batch, Listed, OpenSource, Part } from "./source.ts";

const listsAtOnce = 4;

export type ReadPartsOptions = {
  open: OpenSource;
  parts: readonly Part[];
  bodies: boolean;
  signal: AbortSignal;
  /** Where to begin with a list; "done" = it was read before. */
  from: (part: Part) => string | undefined | "done";
  /** Called for the batches of one list in their order. */
  onBatch: (part: Part, batch: Batch<Listed>) => Promise<void>;
};

/**
 * Reads lists to their end, several beside each other, each asking for its next batch while the last one is worked on.
 * When one fails the others stop after the batch they are at, and the failure is thrown.
 */
export async function readParts({ open, parts, bodies, signal, from, onBatch }: ReadPartsOptions): Promise<void> {
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);

  const readPart = async (part: Part, start: string | undefined): Promise<void> => {
    let ahead: Promise<Batch<Listed>> | undefined = open.read(part, start, bodies);
    while (ahead !== undefined) {
      const batch: Batch<Listed> = await ahead;
      stopped.throwIfAborted();
      ahead = batch.next === undefined ? undefined : open.read(part, batch.next, bodies);
      // It is awaited in the next round, which an error in this one may prevent.
      ahead?.catch(() => undefined);
      await onBatch(part, batch);
    }
  };

  for (const stage of [...new Set(parts.map((part) => part.stage))].sort((a, b) => a - b)) {
    const waiting = parts.filter((part) => part.stage === stage);
    const lane = async (): Promise<void> => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        const start = from(part);
        if (start === "done") continue;
        stopped.throwIfAborted();
        await readPart(part, start).catch((error: unknown) => {
          stop.abort(error);
          throw error;
        });
      }
    };
    await Promise.allSettled(Array.from({ length: listsAtOnce }, lane));
    signal.throwIfAborted();
    if (stop.signal.aborted) throw stop.signal.reason;
  }
}
