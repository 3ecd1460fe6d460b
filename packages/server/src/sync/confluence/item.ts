import type { Listed } from "../source.ts";
import type { V2Comment, V2Content } from "./answers.ts";
import type { Tree } from "./tree.ts";

/** A page, blog post or comment as it came, with or without its body. */
export type Item = Listed & { kind: "page" | "blogpost" | "comment"; content: V2Content | V2Comment };

export function contentItem(kind: "page" | "blogpost", content: V2Content): Item {
  const { id, title, spaceId, version } = content;
  return { id, title, spaceId, kind, content, version: version.number, modifiedAt: Date.parse(version.createdAt) };
}

/** A comment of a page that is synced; undefined for all others. */
export function commentItem(tree: Tree, content: V2Comment): Item | undefined {
  const { id, version } = content;
  const page = tree.get(content.pageId ?? content.blogPostId ?? "");
  if (page === undefined || page.spaceId === "") return undefined;
  const title = content.title || `Comment on ${page.title}`;
  const { spaceId } = page;
  return {
    id,
    title,
    spaceId,
    kind: "comment",
    content,
    version: version.number,
    modifiedAt: Date.parse(version.createdAt),
  };
}

/** What stands above an item nothing is known of. It is nobody's id, so a way that leads there is broken. */
export const unknownParent = "?";

/** Puts what a listing says of an item into the tree. */
export function learnItem(tree: Tree, { id, kind, title, spaceId, content }: Item): void {
  const above = kind === "comment" ? ((content as V2Comment).pageId ?? (content as V2Comment).blogPostId) : undefined;
  const parentId = kind === "page" ? ((content as V2Content).parentId ?? null) : (above ?? null);
  const path = content._links?.webui ?? `/pages/viewpage.action?pageId=${id}`;
  const before = tree.get(id);
  const editor = content.version.authorId ?? "";
  const editors = before?.editors ?? [];
  const known = editor === "" || editors.includes(editor);
  const same =
    before !== undefined &&
    known &&
    before.hiddenAt === undefined &&
    before.title === title &&
    before.parentId === parentId &&
    before.spaceId === spaceId &&
    before.path === path;
  if (same) return;
  const { hiddenAt, ...kept } = before ?? {};
  if (hiddenAt !== undefined) tree.delete(id);
  tree.put(id, {
    ...kept,
    type: kind,
    title,
    spaceId,
    parentId,
    path,
    editors: known ? editors : [...editors, editor],
  });
}
