/**
 * A fetch for the stream of changes, which tells whether the server can be reached: `false` when it could not be, or
 * something in between answered for it, `true` as soon as it answers again.
 */
export function watchedFetch(tell: (reachable: boolean) => void): typeof fetch {
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      // A proxy whose server is away answers 502, 503 or 504.
      tell(response.status < 500);
      return response;
    } catch (error) {
      // An answer that did not come in time is aborted as well: that is no reason to tell nothing.
      tell(false);
      throw error;
    }
  };
}
