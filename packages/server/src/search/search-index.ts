import type { IndexCqlAnswer, IndexCqlQuery } from "./cql-query.ts";
import type { DocumentPatch, DocumentVersion, SearchDocument } from "./document.ts";
import type {
  DocumentSummary,
  RecentQuery,
  RelatedDocument,
  SearchAnswer,
  SearchFilters,
  SearchQuery,
  SearchScope,
} from "./query.ts";

export type StoredDocument = SearchDocument & { indexedAt: number };

export type IndexStats = {
  documents: number;
  passages: number;
  /** Passages that have a vector of the model in use. */
  embedded: number;
  bytes: number;
  sources: { sourceId: string; documents: number; spaces: { id?: string; key?: string; documents: number }[] }[];
};

/**
 * Documents of all sources, findable by passage. One suite (`search-index.test.ts` and those beside it) says what an implementation does.
 * Everything in it can be fetched again: an implementation may lose the last writes in a power cut, never its order.
 */
export type SearchIndex = {
  /** Adds documents or replaces those of the same source and id. All of them or none. */
  put(documents: readonly SearchDocument[]): Promise<void>;
  /** Changes facts without new passages. Ids that are not there are passed over; answers how many were changed. */
  patch(sourceId: string, patches: readonly DocumentPatch[]): Promise<number>;
  /** Answers how many were there. */
  remove(sourceId: string, ids: readonly string[]): Promise<number>;
  /** Gone from every answer when this resolves, and from the disk soon after. The id can be used again at once. */
  removeSource(sourceId: string): Promise<void>;
  versions(sourceId: string, spaceId?: string): AsyncIterable<DocumentVersion>;
  /** Without any judgement of who asks: for syncs and for callers that judged already. */
  get(sourceId: string, id: string): Promise<StoredDocument | undefined>;
  query(query: SearchQuery): Promise<SearchAnswer>;
  /** Documents about the same things, best first. Undefined when the one asked about is not there or not in the scope. */
  related(
    sourceId: string,
    id: string,
    scope: SearchScope,
    limit?: number,
    filters?: SearchFilters,
  ): Promise<RelatedDocument[] | undefined>;
  /** The last changed first. */
  recent(query: RecentQuery): Promise<DocumentSummary[]>;
  /** Answers CQL without calling the site, where every field in it is known. Throws `invalid_cql`. */
  cql(query: IndexCqlQuery): Promise<IndexCqlAnswer>;
  stats(): Promise<IndexStats>;
  /** Waits for background work to stop. */
  close(): Promise<void>;
};
