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

/** Every answer is undefined where the index cannot give one: nothing is synced yet, or not what was asked for. */
export type Index = {
  search(query: IndexQuery): Promise<IndexAnswer | undefined>;
  /** Content about the same things, best first; undefined also where the caller may not find what it is asked about. */
  related(contentId: string, filters: Pick<IndexFilters, "spaceKeys">, limit: number): Promise<IndexPage[] | undefined>;
  /** What changed, the last changed first. */
  recent(query: IndexFilters & { limit: number; offset: number }): Promise<IndexPage[] | undefined>;
  /** `answered: false` says why the site has to be asked. Throws `invalid_cql`. */
  cql(query: { cql: string; limit: number; offset: number }): Promise<IndexCqlAnswer | undefined>;
};

/** What answers are narrowed to. Lists mean any of, except labels: all of them. */
export type IndexFilters = {
  spaceKeys?: readonly string[];
  labels?: readonly string[];
  kinds?: readonly IndexedKind[];
  /** Milliseconds since 1970. */
  modifiedAfter?: number;
};

export type IndexQuery = IndexFilters & {
  text: string;
  limit: number;
  /** Hits to skip. */
  offset: number;
};

export type IndexedKind = "page" | "blogpost" | "comment" | "file";

/** What the index knows of one page, blog post, comment or file. Times in milliseconds since 1970. */
export type IndexPage = {
  documentId: string;
  kind: IndexedKind;
  title: string;
  url: string;
  spaceKey?: string;
  spaceName?: string;
  author?: { name: string };
  /** Everybody who was seen as the author of one of its versions. */
  editors: readonly { name: string }[];
  createdAt: number;
  modifiedAt: number;
  version: number;
  labels: readonly string[];
  /** The beginning of its text. */
  excerpt: string;
};

export type IndexCqlAnswer =
  | { answered: true; documents: readonly IndexPage[]; total: number }
  | { answered: false; reason: string };

export type IndexAnswer = {
  /** Best first. */
  hits: readonly (Pick<
    IndexPage,
    "documentId" | "kind" | "title" | "spaceKey" | "spaceName" | "modifiedAt" | "labels"
  > & {
    /** With the passage's anchor. */
    url: string;
    headingPath: readonly string[];
    /** The whole passage. */
    text: string;
  })[];
  didYouMean?: string;
};

export type Records = {
  call(id: string): Promise<Record<string, unknown>>;
  approval(id: string): Promise<Record<string, unknown>>;
};

/** What `meta.next` holds: the rest's id and the group it is judged by. */
export const restHandle = (id: string, group: PermissionGroup): string => `${id}.${group}`;

export const isRestHandle = (text: string): boolean => /^rest_[^.]+\.\w+$/.test(text);

/** Throws `invalid_input` for what is no handle. */
export function readRestHandle(handle: string): { id: string; group: PermissionGroup } {
  const [id = "", group = ""] = handle.split(".");
  const known = permissionGroups.find((name) => name === group);
  if (id.startsWith("rest_") && known !== undefined) return { id, group: known };
  throw new TributaryError("invalid_input", `"${handle}" does not continue a result.`, {
    hint: "Pass meta.next of a truncated result, unchanged.",
  });
}
