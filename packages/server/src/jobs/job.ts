import type { TributaryError } from "../base/errors.ts";
import { retryDelay } from "./retry-delay.ts";

export type JobContext<Payload> = {
  id: string;
  payload: Payload;
  /** 1 for the first; one that a crash ended goes on with the same number. */
  attempt: number;
  /** Aborted when the job is cancelled, taken over by another process, or the program stops. */
  signal: AbortSignal;
  /** Keeps how far the work has come, for whoever asks. */
  progress(value: unknown): Promise<void>;
};

/** A kind of work. */
export type Job<Payload = unknown> = {
  name: string;
  run(context: JobContext<Payload>): Promise<void>;
  /** Milliseconds until the next attempt; undefined = it has failed for good. */
  retry: (error: TributaryError, attempt: number, random: number) => number | undefined;
  /** The job has ended its processes so often that it is not begun again: whoever keeps a record of it ends that, too. */
  givenUp: (context: Pick<JobContext<Payload>, "id" | "payload">, error: TributaryError) => Promise<void>;
};

/** Payloads are stored as JSON. A job may be run again from its beginning after a crash: it has to find where it was. */
export function defineJob<Payload>(job: Pick<Job<Payload>, "name" | "run"> & Partial<Job<Payload>>): Job<Payload> {
  return { retry: retryDelay, givenUp: async () => {}, ...job };
}
