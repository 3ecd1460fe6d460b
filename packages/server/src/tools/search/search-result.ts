import { z } from "zod";
import type { IndexPage } from "../own.ts";

/** A hit of Confluence's search. */
export const searchResultShape = z.object({
  id: z.string().optional(),
  /** page, blogpost, comment, attachment, space, user … */
  type: z.string(),
  title: z.string(),
  url: z.string(),
  /** The words found stand in **bold**. */
  excerpt: z.string(),
  spaceKey: z.string().optional(),
  spaceName: z.string().optional(),
  modifiedAt: z.string().optional(),
});

export type SearchResult = z.output<typeof searchResultShape>;

/** Where an answer comes from: what was synced, or Confluence's own search. */
export const sourceShape = z.enum(["index", "confluence"]);

export const fromIndex = (page: IndexPage): SearchResult => ({
  id: page.documentId,
  type: page.kind,
  title: page.title,
  url: page.url,
  excerpt: page.excerpt,
  ...(page.spaceKey !== undefined && { spaceKey: page.spaceKey }),
  ...(page.spaceName !== undefined && { spaceName: page.spaceName }),
  modifiedAt: new Date(page.modifiedAt).toISOString(),
});

/** A hit as `GET /wiki/rest/api/search` answers it. */
export type V1Result = {
  content?: { id: string; type: string; space?: { key: string } };
  space?: { key: string };
  title: string;
  excerpt?: string;
  url: string;
  entityType: string;
  resultGlobalContainer?: { title: string; displayUrl: string };
  lastModified?: string;
};

export function toSearchResult(found: V1Result, siteUrl: string): SearchResult {
  const spaceKey =
    found.content?.space?.key ??
    found.space?.key ??
    /^\/spaces\/([^/?]+)/.exec(found.resultGlobalContainer?.displayUrl ?? "")?.[1];
  return {
    ...(found.content !== undefined && { id: found.content.id }),
    type: found.content?.type ?? found.entityType,
    title: unmark(found.title, ""),
    url: `${siteUrl}/wiki${found.url}`,
    excerpt: unmark(found.excerpt ?? "", "**").trim(),
    ...(spaceKey !== undefined && { spaceKey: decodeURIComponent(spaceKey) }),
    ...(found.resultGlobalContainer !== undefined && { spaceName: found.resultGlobalContainer.title }),
    ...(found.lastModified !== undefined && { modifiedAt: found.lastModified }),
  };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** Confluence marks what was found with @@@hl@@@ and escapes the rest as HTML. */
function unmark(text: string, mark: string): string {
  return text
    .replace(/@@@(?:end)?hl@@@/g, mark)
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, entity: string) => entities[entity] ?? "");
}
