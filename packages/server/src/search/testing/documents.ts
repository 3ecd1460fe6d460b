import type { SearchDocument } from "../document.ts";
import type { SearchQuery, SearchScope, Viewer } from "../query.ts";

/** A small document; what a test is about it says itself. */
export function page(id: string, facts: Partial<SearchDocument> & { text?: string } = {}): SearchDocument {
  const { text = "", ...rest } = facts;
  return {
    sourceId: "conn_a",
    id,
    kind: "page",
    spaceId: "10",
    spaceKey: "ENG",
    spaceName: "Engineering",
    title: `Page ${id}`,
    url: `https://site.example/wiki/spaces/ENG/pages/${id}`,
    editors: [],
    createdAt: Date.UTC(2026, 0, 1),
    modifiedAt: Date.UTC(2026, 0, 1),
    version: 1,
    labels: [],
    ancestors: [],
    attachments: [],
    readRestrictions: [],
    passages: text === "" ? [] : [{ headingPath: [], text }],
    formatVersion: 1,
    ...rest,
  };
}

export const scope = (sourceId = "conn_a", viewer: Viewer = "all"): SearchScope => ({
  sources: [{ sourceId, viewer }],
});

export const ask = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({ text, ...scope(), ...more });

export const viewer = (accountId: string, ...groupIds: string[]): Viewer => ({ accountId, groupIds });
