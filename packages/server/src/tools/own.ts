import { TributaryError } from "../base/errors.ts";
import { type PermissionGroup, permissionGroups } from "../base/permissions.ts";

/** What Tributary itself keeps for a caller. Tools reach it through these; the door fills them in for the caller. */
export type Own = {
  /** Bytes held under a handle, so that they need not pass through a model. */
  files: Files;
  /** What did not fit in earlier answers. */
  results: Results;
  /** The caller's calls and approvals. */
  records: Records;
  /** What was synced through the connection and the caller may find. Absent where nothing is. */
  index?: Index;
};

export type FileInfo = {
  /** `file_…` */
  id: string;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  /** When it is forgotten: milliseconds since 1970. */
  expiresAt: number;
};

/** The most bytes one file may have: they are held in the store. */
export const mostFileBytes = 25 * 1024 * 1024;

export type Files = {
  put(file: { name: string; mediaType: string; bytes: Uint8Array }): Promise<FileInfo>;
  /** Throws `not_found` for what is not the caller's or has expired. */
  get(id: string): Promise<FileInfo & { bytes: Uint8Array }>;
};

export type Results = {
  /** The rest behind `meta.next`. Throws `not_found` for what is not the caller's or has expired. */
  take(handle: string): Promise<{ path: string; rest: string | unknown[]; cursor?: string }>;
};

export type Index = {
  /** Undefined while nothing is synced: then Confluence has to be asked. */
  search(query: IndexQuery): Promise<IndexAnswer | undefined>;
};

/** What is looked for. Lists mean any of, except labels: all of them. */
export type IndexQuery = {
  text: string;
  spaceKeys?: readonly string[];
  labels?: readonly string[];
  kinds?: readonly IndexedKind[];
  /** Milliseconds since 1970. */
  modifiedAfter?: number;
  limit: number;
  /** Hits to skip. */
  offset: number;
};

export type IndexedKind = "page" | "blogpost" | "comment" | "file";

export type IndexAnswer = {
  /** Best first. */
  hits: readonly {
    documentId: string;
    kind: IndexedKind;
    title: string;
    /** With the passage's anchor. */
    url: string;
    spaceKey?: string;
    spaceName?: string;
    headingPath: readonly string[];
    /** The whole passage. */
    text: string;
    modifiedAt: number;
    labels: readonly string[];
  }[];
  didYouMean?: string;
};

export type Records = {
  call(id: string): Promise<Record<string, unknown>>;
  approval(id: string): Promise<Record<string, unknown>>;
};

/** What `meta.next` holds: the rest's id and the group it is judged by. */
export const restHandle = (id: string, group: PermissionGroup): string => `${id}.${group}`;

/** Throws `invalid_input` for what is no handle. */
export function readRestHandle(handle: string): { id: string; group: PermissionGroup } {
  const [id = "", group = ""] = handle.split(".");
  const known = permissionGroups.find((name) => name === group);
  if (id.startsWith("rest_") && known !== undefined) return { id, group: known };
  throw new TributaryError("invalid_input", `"${handle}" does not continue a result.`, {
    hint: "Pass meta.next of a truncated result, unchanged.",
  });
}
