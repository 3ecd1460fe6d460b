import type { AttachmentFacts } from "../../search/index.ts";
import type { V2Attachment } from "./answers.ts";
import type { Tree } from "./tree.ts";

/** Adds what a listing says of files to the pages they hang on. Pages that are not synced do not count. */
export function learnAttachments(tree: Tree, siteUrl: string, rows: readonly V2Attachment[]): Set<string> {
  const seen = new Set<string>();
  for (const row of rows) {
    const pageId = row.pageId ?? row.blogPostId ?? "";
    const node = tree.get(pageId);
    if (node === undefined || row.status !== "current") continue;
    seen.add(row.id);
    const facts: AttachmentFacts = {
      fileName: row.title,
      mediaType: row.mediaType ?? "application/octet-stream",
      size: row.fileSize ?? 0,
      url: `${siteUrl}/wiki${row.downloadLink ?? ""}`,
    };
    if (JSON.stringify(node.attachments?.[row.id]) === JSON.stringify(facts)) continue;
    tree.change(pageId, { attachments: { ...node.attachments, [row.id]: facts } });
  }
  return seen;
}

/** Takes away the files that a whole listing did not have. */
export function dropAttachments(tree: Tree, seen: ReadonlySet<string>): void {
  for (const [id, { attachments }] of tree.nodes) {
    if (attachments === undefined) continue;
    const kept = Object.fromEntries(Object.entries(attachments).filter(([attachmentId]) => seen.has(attachmentId)));
    if (Object.keys(kept).length < Object.keys(attachments).length) tree.change(id, { attachments: kept });
  }
}
