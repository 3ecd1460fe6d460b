import { TributaryError } from "../base/errors.ts";

/** Errors of the disk and of database files in words that help; all others as they are. */
export function describeFailure(thrown: unknown): unknown {
  if (thrown instanceof TributaryError || !(thrown instanceof Error)) return thrown;
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  const text = `${code} ${thrown.message}`;
  if (/SQLITE_FULL|ENOSPC|EFBIG|database or disk is full/.test(text)) {
    return new TributaryError("internal", "The disk of the data folder is full, so the sync stopped.", {
      hint: "Free some space: the sync goes on where it was, and nothing in the index is damaged.",
      cause: thrown,
    });
  }
  if (/SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/.test(text)) {
    return new TributaryError("internal", "The file of the search index is damaged.", {
      hint: "It is made anew by itself when the server starts again.",
      cause: thrown,
    });
  }
  return thrown;
}
