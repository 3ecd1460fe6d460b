/** Why an edit was refused. Nothing was changed. */
export type PageEditErrorCode = "stale_handle" | "not_found" | "ambiguous" | "invalid_operation" | "overlap";

export class PageEditError extends Error {
  readonly code: PageEditErrorCode;
  /** The place of the refused operation in the list, from 0; -1 outside `edit`. */
  readonly operation: number;

  constructor(code: PageEditErrorCode, message: string, operation = -1) {
    super(message);
    this.name = "PageEditError";
    this.code = code;
    this.operation = operation;
  }
}
