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
export type { IndexStats, SearchIndex, StoredDocument } from "./search-index.ts";
