/** Why an edit was refused. Nothing was changed. */
export type PageEditErrorCode = "stale_handle" | "not_found" | "ambiguous" | "invalid_operation" | "overlap";

/** A place that may have been meant. */
export interface PageEditCandidate {
  /** The headings it stands under, outermost first; for a heading its own last. */
  path: readonly string[];
  /** The words found, with some of those around them. */
  text?: string;
  /** For `match`: which of several equal ones it is, from 1. */
  match?: number;
}

export class PageEditError extends Error {
  readonly code: PageEditErrorCode;
  /** The place of the refused operation in the list, from 0; -1 outside `edit`. */
  readonly operation: number;
  /** What may have been meant, at most a few: of something ambiguous the places, of something not found none. */
  readonly candidates: readonly PageEditCandidate[];

  constructor(code: PageEditErrorCode, message: string, operation = -1, candidates: readonly PageEditCandidate[] = []) {
    super(message);
    this.name = "PageEditError";
    this.code = code;
    this.operation = operation;
    this.candidates = candidates;
  }
}
