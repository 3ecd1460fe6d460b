/** What every call takes last. */
export type RequestOptions = {
  /** Aborting it makes the call throw `cancelled` at once. */
  signal?: AbortSignal;
  /** Time for one attempt, instead of the client's. */
  timeoutMs?: number;
};
