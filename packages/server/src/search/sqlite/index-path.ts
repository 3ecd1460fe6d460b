import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";

/**
 * An index that is made anew gets a new file: `search.db`, then `search-1.db` and so on. The driver lets go of a file
 * only when its statements are collected as garbage, and SQLite then removes the write-ahead log by its name: the log of
 * a new file of the same name would be lost.
 */
export function newestFile(path: string): string {
  return generations(path)[0] ?? path;
}

export function nextFile(path: string, current: string): string {
  if (path === ":memory:") return path;
  const number = Math.max(
    generationOf(path, basename(current)) ?? 0,
    generationOf(path, basename(newestFile(path))) ?? 0,
  );
  return join(dirname(path), `${stem(path)}-${number + 1}${extname(path)}`);
}

/** Removes all files of the index but the one kept. What cannot be removed now, being open, is removed at the next start. */
export function removeOthers(path: string, kept: string): void {
  if (path === ":memory:") return;
  for (const file of [path, ...generations(path)]) {
    if (file === kept) continue;
    for (const suffix of ["-wal", "-shm", "-journal", ""]) {
      try {
        rmSync(file + suffix, { force: true });
      } catch {
        return;
      }
    }
  }
}

/** The files there are, the newest first. */
function generations(path: string): string[] {
  if (path === ":memory:") return [];
  return readdirSync(dirname(path))
    .flatMap((name) => {
      const number = generationOf(path, name);
      return number === undefined ? [] : [{ name, number }];
    })
    .sort((a, b) => b.number - a.number)
    .map(({ name }) => join(dirname(path), name));
}

const stem = (path: string) => basename(path, extname(path));

function generationOf(path: string, name: string): number | undefined {
  if (name === basename(path)) return 0;
  if (!name.startsWith(`${stem(path)}-`) || !name.endsWith(extname(path))) return undefined;
  const number = name.slice(stem(path).length + 1, name.length - extname(path).length);
  return /^\d{1,6}$/.test(number) ? Number(number) : undefined;
}
