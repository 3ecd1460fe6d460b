import type { DocumentKind, Person } from "./document.ts";

/** Who looks at one source: the reader a restriction is judged by. "all" is for sources without restrictions and for the account the documents were fetched with. */
export type Viewer = { accountId: string; groupIds: readonly string[] } | "all";

export type SourceScope = { sourceId: string; viewer: Viewer };

/**
 * Space ids or keys (keys in any case). `only` also leaves out documents without a space. Both given, both hold.
 * `withoutPersonal` leaves out personal spaces, whose keys begin with `~`.
 */
export type SpaceLimit = { only?: readonly string[]; except?: readonly string[]; withoutPersonal?: boolean };

/** What a caller may see: nothing outside it is returned, counted, suggested or hinted at. */
export type SearchScope = {
  /** Only these sources; none finds nothing. */
  sources: readonly SourceScope[];
  /** The space limits of the caller's policy. */
  spaces?: SpaceLimit;
};

/** What the searcher narrows the results to. Lists mean any of, except labels: all of them. Times in milliseconds; both ends included. */
export type SearchFilters = {
  spaceKeys?: readonly string[];
  labels?: readonly string[];
  authorId?: string;
  kinds?: readonly DocumentKind[];
  createdAfter?: number;
  createdBefore?: number;
  modifiedAfter?: number;
  modifiedBefore?: number;
  /** Words the title has to hold, all of them. */
  title?: string;
  /** Only documents below this one. */
  ancestorId?: string;
};

export type SearchQuery = SearchScope & {
  /** Words, "exact phrases", identifiers. Any text is allowed. */
  text: string;
  filters?: SearchFilters;
  /** Most hits, 1 to 100. Default 10. */
  limit?: number;
  /** Hits to skip. */
  offset?: number;
  /** Most passages of one document among the hits. Default 1. */
  perDocument?: number;
  /** 0 to 1: how much a document changed lately goes before an equal, older one. Default 0.05; 0 switches it off. */
  recencyBoost?: number;
  /** Search as you type: the last word may be the beginning of one. */
  prefix?: boolean;
  /** Counts the documents that match, which costs a look at each of them. */
  countTotal?: boolean;
  /** "keyword" asks no endpoint. Default: "hybrid" where embeddings are configured. */
  mode?: "keyword" | "hybrid";
};

export type SearchHit = {
  sourceId: string;
  documentId: string;
  kind: DocumentKind;
  title: string;
  spaceId?: string;
  spaceKey?: string;
  spaceName?: string;
  headingPath: string[];
  /** Of the document, with the passage's anchor. */
  url: string;
  /** The part of the text that answers best, up to about 300 characters. */
  snippet: string;
  /** Where the query's words stand in `snippet`: [start, end) in UTF-16 units. */
  highlights: [number, number][];
  /** The whole passage. */
  text: string;
  createdAt: number;
  modifiedAt: number;
  author?: Person;
  labels: string[];
  /** Greater is better; comparable within one answer only. */
  score: number;
};

export type SearchAnswer = {
  hits: SearchHit[];
  /** Documents that match, when it was asked for. */
  total?: number;
  /** The query with its unknown words replaced by the nearest ones the searcher may see. */
  didYouMean?: string;
  /** "unavailable": the embeddings endpoint did not answer in time, and these are the keyword results. */
  hybrid: "off" | "on" | "unavailable";
  reranked: "off" | "on" | "unavailable";
  tookMs: number;
};

/** A document without its passages, as lists show it. */
export type DocumentSummary = Omit<SearchHit, "headingPath" | "snippet" | "highlights" | "text" | "score"> & {
  version: number;
  /** Everybody who was seen as the author of one of its versions. */
  editors: Person[];
  /** The beginning of its text. */
  excerpt: string;
};

export type RelatedDocument = DocumentSummary & { score: number };

export type RecentQuery = SearchScope & {
  /** Milliseconds; documents changed at or after it. */
  since?: number;
  filters?: SearchFilters;
  /** Default 50. */
  limit?: number;
  offset?: number;
};
