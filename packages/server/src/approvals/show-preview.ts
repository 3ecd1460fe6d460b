import { createHash } from "node:crypto";
import { lineDiff, storageToMarkdown } from "@tributary/storage-format";
import type { Change, Preview } from "../tools/write.ts";

/** A change as a person reads it: beside the fields, what becomes of a page's text, as Markdown and in its source. */
export type ShownChange = Change & { diff?: string; sourceDiff?: string };
export type ShownPreview = Omit<Preview, "changes"> & { changes: ShownChange[]; undoable: boolean };

export function showPreview(preview: Preview | null): ShownPreview {
  if (preview === null) return { summary: "Nothing is changed.", changes: [], undoable: false };
  return {
    ...preview,
    undoable: preview.irreversible === undefined,
    changes: preview.changes.map((change) => {
      const [old, now] = [bodyOf(change.before), bodyOf(change.after)];
      if (old === now) return change;
      return {
        ...change,
        diff: lineDiff(markdownOf(old), markdownOf(now)),
        sourceDiff: lineDiff(blocksOf(old), blocksOf(now)),
      };
    }),
  };
}

/** Without the whole texts, of which the differences are enough to read. */
export function withoutBodies(preview: ShownPreview): ShownPreview {
  const strip = (fields: Record<string, unknown>): Record<string, unknown> => {
    const { body, ...rest } = fields;
    return rest;
  };
  return {
    ...preview,
    changes: preview.changes.map((change) =>
      change.diff === undefined
        ? change
        : {
            ...change,
            ...(change.before !== undefined && { before: strip(change.before) }),
            ...(change.after !== undefined && { after: strip(change.after) }),
          },
    ),
  };
}

function bodyOf(fields: Record<string, unknown> | undefined): string {
  return typeof fields?.body === "string" ? fields.body : "";
}

const markdownOf = (storage: string): string => (storage === "" ? "" : storageToMarkdown(storage).markdown);

/** Storage format comes in one line: each block on a line of its own shows which of them changed. */
const blocksOf = (storage: string): string =>
  storage.replace(/(<\/(?:p|h[1-6]|li|tr|table|ul|ol|blockquote|ac:[a-z-]+)>)(?!\n)/g, "$1\n");

/**
 * What a preview was made on, in one hash: the content it changes, their versions, and the fields as they were. When the
 * same write is prepared again and this differs, somebody else has changed something meanwhile.
 */
export function baseOf(preview: Preview | null): string {
  const base = preview?.changes.map(({ kind, id, baseVersion, before }) => ({ kind, id, baseVersion, before })) ?? [];
  return createHash("sha256").update(JSON.stringify(base)).digest("hex");
}
