import type { Cursor } from "../http/cursor.ts";
import { type Slice, sliceOfUnsorted, sortDirection } from "../http/paging.ts";
import { notFound } from "../http/refusal.ts";
import type { Content, PastVersion } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { isoDate } from "./json.ts";
import { versionsOf } from "./version-rows.ts";

/** One slice of the versions of a content, by date, which is by number. */
export function versionSlice(
  site: Site,
  content: Content,
  request: { sort: string; cursor: Cursor | undefined; limit: number },
): Slice<PastVersion> {
  const { descending } = sortDirection(request.sort);
  const order = { name: "modified-date", descending, value: (row: PastVersion) => row.version.number };
  return sliceOfUnsorted({ rows: versionsOf(site, content), order, cursor: request.cursor, limit: request.limit });
}

/** One version with its neighbours; a number that never was is the API's 404. */
export function detailedVersionJson(site: Site, content: Content, number: number) {
  const rows = versionsOf(site, content);
  const at = rows.findIndex((row) => row.version.number === number);
  const row = rows[at];
  if (!row) throw notFound();
  const { authorId, message, createdAt, minorEdit } = row.version;
  return {
    number,
    authorId,
    message,
    createdAt: isoDate(createdAt),
    minorEdit,
    contentTypeModified: false,
    collaborators: [authorId],
    prevVersion: rows[at - 1]?.version.number ?? null,
    nextVersion: rows[at + 1]?.version.number ?? null,
  };
}
