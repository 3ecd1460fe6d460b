/** One request as it was answered, for assertions of tests. */
export type JournalEntry = {
  readonly number: number;
  /** ISO date on the emulator's clock. */
  readonly at: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly host: string;
  readonly part: string;
  /** The operationId, when the request reached one. */
  readonly operationId: string | null;
  readonly accountId: string | null;
  readonly status: number;
  readonly milliseconds: number;
  /** The fault that was played, by its kind. */
  readonly fault: string | null;
};

export type Journal = {
  add(entry: Omit<JournalEntry, "number">): void;
  entries(): readonly JournalEntry[];
  clear(): void;
};

/** Keeps the newest entries; the oldest make room. */
export function createJournal(keep = 10_000): Journal {
  let entries: JournalEntry[] = [];
  let count = 0;
  return {
    add(entry) {
      count += 1;
      entries.push({ number: count, ...entry });
      if (entries.length > keep * 1.5) entries = entries.slice(-keep);
    },
    entries: () => entries.slice(-keep),
    clear: () => {
      entries = [];
    },
  };
}
