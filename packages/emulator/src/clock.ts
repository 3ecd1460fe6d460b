/** Milliseconds since the epoch. Every date the emulator writes or judges comes from one clock, so tests can move it. */
export type Clock = {
  now(): number;
  /** Jump to an instant and go on from there. */
  set(at: number): void;
  advance(milliseconds: number): void;
  freeze(): void;
  resume(): void;
  /** How it stands against its source, to be put back in another process. */
  capture(): ClockState;
  restore(state: ClockState): void;
};

/** Milliseconds: ahead of the source, or standing still at an instant. */
export type ClockState = { readonly offset: number; readonly frozenAt: number | null };

/** A clock that follows `source` with an offset that can be changed; frozen, it stands still until resumed. */
export function createClock(source: () => number): Clock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = () => frozenAt ?? source() + offset;
  const set = (at: number) => {
    if (frozenAt === undefined) offset = at - source();
    else frozenAt = at;
  };
  return {
    now,
    set,
    advance: (milliseconds) => set(now() + milliseconds),
    freeze: () => {
      frozenAt = now();
    },
    resume: () => {
      const at = now();
      frozenAt = undefined;
      offset = at - source();
    },
    capture: () => ({ offset, frozenAt: frozenAt ?? null }),
    restore: (state) => {
      offset = state.offset;
      frozenAt = state.frozenAt ?? undefined;
    },
  };
}
