import { TributaryError } from "../../base/errors.ts";
import type { RankWeights } from "../rank.ts";
import type { Finder } from "./find-documents.ts";
import { type IndexFile, isDamage, isDiskFull, openIndexFile, removeIndexFile } from "./index-file.ts";
import { createTermCounts } from "./term-counts.ts";
import { createVectorSearch, type VectorSearch } from "./vector-search.ts";

/** The open file with what is remembered of it. */
export type OpenIndex = Finder & { vectors: VectorSearch };

export type KeptFile = {
  /** Runs work on the open file. Damage that shows in the course of it empties the file, and the work runs once more. */
  withOpen<T>(work: (open: OpenIndex) => T): T;
  close(): void;
};

/**
 * Keeps an index file usable: everything in it can be fetched again, so one that is gone, damaged or of another version
 * is replaced by an empty one, and `onRebuilt` is told.
 */
export function keepFile(
  path: string,
  weights: RankWeights | undefined,
  onRebuilt: (reason: string) => void,
): KeptFile {
  let open: OpenIndex | undefined = openOrReplace();

  function remember(file: IndexFile): OpenIndex {
    return { file, counts: createTermCounts(file), vectors: createVectorSearch(file), ...(weights && { weights }) };
  }

  function openOrReplace(): OpenIndex {
    try {
      return remember(openIndexFile(path));
    } catch (error) {
      if (!isDamage(error)) throw explained(error, path);
      return replaced(error instanceof Error ? error.message : "it is damaged");
    }
  }

  function replaced(reason: string): OpenIndex {
    removeIndexFile(path);
    const empty = remember(openIndexFile(path));
    onRebuilt(reason);
    return empty;
  }

  function inPlace(): OpenIndex {
    if (open === undefined) throw new TributaryError("internal", "The search index is closed.");
    if (open.file.isInPlace()) return open;
    open.file.close();
    open = openOrReplace();
    const [[documents] = [0]] = open.file.rows<[number]>("select documents from totals");
    if (documents === 0) onRebuilt("the file was deleted");
    return open;
  }

  return {
    withOpen(work) {
      const current = inPlace();
      try {
        return work(current);
      } catch (error) {
        if (!isDamage(error)) throw explained(error, path);
        current.file.close();
        open = replaced(error instanceof Error ? error.message : "it is damaged");
        return work(open);
      }
    },
    close() {
      open?.file.close();
      open = undefined;
    },
  };
}

function explained(error: unknown, path: string): unknown {
  if (!isDiskFull(error)) return error;
  return new TributaryError("internal", `The disk is full: the search index ${path} could not grow.`, {
    hint: "Free some space; what was in the index is still there, and the next sync adds what is missing.",
    cause: error,
  });
}
