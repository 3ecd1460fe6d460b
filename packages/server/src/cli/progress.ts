const width = 24;

/** A bar, and how much of the whole; nothing while the whole is not known. */
export function bar(done: number, total: number | undefined): string {
  if (total === undefined || total === 0) return "";
  const share = Math.min(1, done / total);
  const filled = Math.round(share * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${Math.round(share * 100)} %  `;
}

export type Progress = { show(done: number, total: number | undefined, what: string): void; end(): void };

/** One line that is written over, on standard error of a terminal; silent elsewhere and with --json. */
export function startProgress(quiet: boolean): Progress {
  const live = !quiet && process.stderr.isTTY;
  let shownAt = 0;
  return {
    show(done, total, what) {
      const now = Date.now();
      if (!live || (now - shownAt < 100 && done !== total)) return;
      shownAt = now;
      const room = Math.max(0, (process.stderr.columns || 80) - width - 24);
      process.stderr.write(`\r${bar(done, total)}${done} of ${total ?? "?"}  ${what.slice(0, room)}\u001b[K`);
    },
    end() {
      if (live) process.stderr.write("\r\u001b[K");
    },
  };
}
