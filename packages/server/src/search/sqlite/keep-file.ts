import { TributaryError } from "../../base/errors.ts";
import type { RankWeights } from "../rank.ts";
import type { Finder } from "./find-documents.ts";
import { type IndexFile, isDamage, isDiskFull, openIndexFile } from "./index-file.ts";
import { newestFile, nextFile, removeOthers } from "./index-path.ts";
import { createTermCounts } from "./term-counts.ts";
import { createVectorSearch, type VectorSearch } from "./vector-search.ts";

/** The open file with what is remembered of it. */
export type OpenIndex = Finder & { vectors: VectorSearch };

export type KeptFile = {
  /** Runs work on the open file. Damage that shows in the course of it empties the index, and the work runs once more. */
  withOpen<T>(work: (open: OpenIndex) => T): T;
  /** Where it is now. */
  path(): string;
  close(): void;
};

export type KeepOptions = { path: string; weights: RankWeights | undefined; mostPages: number | undefined };

/**
 * Keeps an index usable: everything in it can be fetched again, so one that is gone, damaged or of another version is
 * replaced by an empty one, and `onRebuilt` is told.
 */
export function keepFile(options: KeepOptions, onRebuilt: (reason: string) => void): KeptFile {
  const { path, weights, mostPages } = options;
  let current = newestFile(path);
  let open: OpenIndex | undefined = openOrReplace();

  function openAt(file: string): OpenIndex {
    const opened: IndexFile = openIndexFile(file, mostPages);
    current = file;
    return {
      file: opened,
      counts: createTermCounts(opened),
      vectors: createVectorSearch(opened),
      ...(weights && { weights }),
    };
  }

  function openOrReplace(): OpenIndex {
    try {
      const opened = openAt(current);
      removeOthers(path, current);
      return opened;
    } catch (error) {
      if (!isDamage(error)) throw explained(error, path);
      return replaced(messageOf(error));
    }
  }

  function replaced(reason: string): OpenIndex {
    const empty = openAt(nextFile(path, current));
    removeOthers(path, current);
    onRebuilt(reason);
    return empty;
  }

  function inPlace(): OpenIndex {
    if (open === undefined) throw new TributaryError("internal", "The search index is closed.");
    if (open.file.isInPlace()) return open;
    open.file.close();
    // Another process may have made it anew already.
    const newest = newestFile(path);
    const elsewhere = newest !== current && newest !== path;
    if (elsewhere) current = newest;
    open = elsewhere ? openOrReplace() : replaced("the file was deleted");
    return open;
  }

  return {
    withOpen(work) {
      const now = inPlace();
      try {
        return work(now);
      } catch (error) {
        if (!isDamage(error)) throw explained(error, path);
        now.file.close();
        open = replaced(messageOf(error));
        return work(open);
      }
    },
    path: () => current,
    close() {
      open?.file.close();
      open = undefined;
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "it is damaged");

function explained(error: unknown, path: string): unknown {
  if (!isDiskFull(error)) return error;
  return new TributaryError("internal", `The disk is full: the search index ${path} could not grow.`, {
    hint: "Free some space; what was in the index is still there, and the next sync adds what is missing.",
    cause: error,
  });
}
