import { createHash } from "node:crypto";
import { lineDiff, storageToMarkdown } from "@tributary/storage-format";
import type { Change, Preview } from "../tools/write.ts";

/** A change as a person reads it: a page's text as a Markdown diff beside the fields. */
export type ShownChange = Change & { diff?: string };
export type ShownPreview = Omit<Preview, "changes"> & { changes: ShownChange[]; undoable: boolean };

export function showPreview(preview: Preview | null): ShownPreview {
  if (preview === null) return { summary: "Nothing is changed.", changes: [], undoable: false };
  return {
    ...preview,
    undoable: preview.irreversible === undefined,
    changes: preview.changes.map((change) => {
      const [old, now] = [markdownOf(change.before), markdownOf(change.after)];
      return old === now ? change : { ...change, diff: lineDiff(old, now) };
    }),
  };
}

function markdownOf(fields: Record<string, unknown> | undefined): string {
  const body = fields?.body;
  return typeof body === "string" && body !== "" ? storageToMarkdown(body).markdown : "";
}

/**
 * What a preview was made on, in one hash: the content it changes, their versions, and the fields as they were. When the
 * same write is prepared again and this differs, somebody else has changed something meanwhile.
 */
export function baseOf(preview: Preview | null): string {
  const base = preview?.changes.map(({ kind, id, baseVersion, before }) => ({ kind, id, baseVersion, before })) ?? [];
  return createHash("sha256").update(JSON.stringify(base)).digest("hex");
}
