/**
 * Numbers for new rows: always growing, with small gaps that depend only on how many were taken before. Real ids have
 * gaps too, and a client that counts on "the next id" should fail here as it would there.
 */
export type Sequence = { next(): number; capture(): number; restore(state: number): void };

export function createSequence(start: number): Sequence {
  let last = start;
  return {
    next: () => {
      last += 1 + ((Math.imul(last, 2654435761) >>> 16) % 31);
      return last;
    },
    capture: () => last,
    restore: (state) => {
      last = state;
    },
  };
}
