/** What is put into the index, and what is kept of it. Times are milliseconds since 1970. */

export type DocumentKind = "page" | "blogpost" | "comment" | "file";

export type Person = { id: string; name: string };

/** One restricted page among a document's ancestors and itself: only these people and groups may read what is below. */
export type ReadRestriction = { userIds: string[]; groupIds: string[] };

/**
 * Every restriction on the way from the top of the space down to the document. A reader has to pass all of them. A page
 * without people and groups restricts nothing and needs no entry. "unknown" hides the document from every reader but
 * `viewer: "all"`: for a chain that could not be read whole.
 */
export type RestrictionChain = readonly ReadRestriction[] | "unknown";

export type AttachmentFacts = { fileName: string; mediaType: string; size: number; url: string };

/** One heading's worth of a document. `passagesOf` makes them from what the converter or a plain text gives. */
export type Passage = {
  /** The headings above the text, outermost first, ending with its own. Without the document's title. */
  headingPath: string[];
  /** Fragment of the URL that leads to the heading, without `#`. */
  anchor?: string;
  text: string;
};

export type SearchDocument = {
  /** A connection's id, or the id of another source. With `id` it names the document. */
  sourceId: string;
  /** The content's id in its source. */
  id: string;
  kind: DocumentKind;
  spaceId?: string;
  spaceKey?: string;
  spaceName?: string;
  title: string;
  url: string;
  author?: Person;
  editors: Person[];
  createdAt: number;
  modifiedAt: number;
  version: number;
  labels: string[];
  /** The root first, the parent last. */
  ancestors: { id: string; title: string }[];
  attachments: AttachmentFacts[];
  readRestrictions: RestrictionChain;
  passages: Passage[];
  /** Of the converter that made the passages: a newer one makes the document due again without a new version. */
  formatVersion: number;
};

/** Changes that need no new passages; what is not named stays. */
export type DocumentPatch = { id: string } & Partial<
  Omit<SearchDocument, "sourceId" | "id" | "kind" | "passages" | "formatVersion">
>;

/** What a sync compares with the site's listing. */
export type DocumentVersion = {
  id: string;
  version: number;
  modifiedAt: number;
  spaceId?: string;
  formatVersion: number;
};
