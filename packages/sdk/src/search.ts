/** Where and what to search. Times are ISO dates; lists mean any of, except `labels`: all of them. */
export type SearchOptions = {
  /** Most passages, 1 to 100. Default 10. */
  limit?: number;
  offset?: number;
  /** Ids of sources; all the caller may use when left out. */
  sources?: readonly string[];
  connectionId?: string;
  userId?: string;
  /** Space keys. */
  spaces?: readonly string[];
  labels?: readonly string[];
  authorId?: string;
  kinds?: readonly ("page" | "blogpost" | "comment" | "file")[];
  /** Words the title has to hold. */
  title?: string;
  ancestorId?: string;
  createdAfter?: string;
  createdBefore?: string;
  modifiedAfter?: string;
  modifiedBefore?: string;
  /** Most passages of one page. Default 1. */
  perDocument?: number;
  /** Search as you type: the last word may be the beginning of one. */
  prefix?: boolean;
  /** `keyword` asks no embeddings endpoint, where there is one. */
  mode?: "keyword" | "hybrid";
  /** Count what matches. */
  total?: boolean;
};

/** One passage that was found. */
export type SearchHit = {
  sourceId: string;
  /** Of the page or file. */
  id: string;
  kind: "page" | "blogpost" | "comment" | "file";
  title: string;
  spaceId?: string;
  spaceKey?: string;
  spaceName?: string;
  /** The headings above the passage. */
  headingPath: string[];
  /** Leads to the heading. */
  url: string;
  /** The part of the text that answers best. */
  snippet: string;
  /** Where the query's words stand in `snippet`: [start, end). */
  highlights: [number, number][];
  /** The whole passage. */
  text: string;
  createdAt: string;
  modifiedAt: string;
  author?: { id: string; name: string };
  labels: string[];
  /** Greater is better; comparable within one answer only. */
  score: number;
};

export type SearchResult = {
  items: SearchHit[];
  total?: number;
  didYouMean?: string;
  hybrid: "off" | "on" | "unavailable";
  reranked: "off" | "on" | "unavailable";
  tookMs: number;
};
