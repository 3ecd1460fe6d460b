export type { IndexCqlAnswer, IndexCqlQuery } from "./cql-query.ts";
export type {
  AttachmentFacts,
  DocumentKind,
  DocumentPatch,
  DocumentVersion,
  Passage,
  Person,
  ReadRestriction,
  RestrictionChain,
  SearchDocument,
} from "./document.ts";
export { createEmbedder, type Embedder, type EmbedderSettings, postJson } from "./embedder.ts";
export { type ModelSettings, readModelSettings } from "./model-settings.ts";
export { passagesOf, type RawPassage } from "./passages.ts";
export type {
  DocumentSummary,
  RecentQuery,
  RelatedDocument,
  SearchAnswer,
  SearchFilters,
  SearchHit,
  SearchQuery,
  SearchScope,
  SourceScope,
  SpaceLimit,
  Viewer,
} from "./query.ts";
export { createReranker, type Reranker, type RerankerSettings } from "./reranker.ts";
export type { IndexStats, SearchIndex, StoredDocument } from "./search-index.ts";
export { openSqliteIndex, type SqliteIndexOptions } from "./sqlite/open-sqlite-index.ts";
