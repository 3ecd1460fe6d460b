import { fuseRankings, type Ranked } from "../fuse.ts";
import type { SearchAnswer, SearchFilters, SearchQuery } from "../query.ts";
import { type ParsedQuery, parseQuery } from "../query-terms.ts";
import { idfOf } from "../rank.ts";
import { limitPerDocument, rankPassages, recency } from "../rank-passages.ts";
import { tokensOf } from "../words.ts";
import { type Finder, findDocuments } from "./find-documents.ts";
import { allOf, type Fragment } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { everyMatchExpression } from "./match-expression.ts";
import { countWhere, numbersWhere } from "./read-documents.ts";
import { documentOf, passageNumber, readHits } from "./read-hits.ts";
import { suggest } from "./suggest.ts";
import type { TermCounts } from "./term-counts.ts";
import { filtered, visible } from "./visible.ts";
import { wordsBeginning } from "./vocabulary.ts";

/** What one query came to by its words, before vectors and rerankers have their say. */
export type KeywordResult = {
  query: SearchQuery;
  parsed: ParsedQuery;
  /** The condition on `d` for the scope and the filters. */
  where: Fragment;
  ranked: Ranked[];
  didYouMean?: string;
  total?: number;
};

export const defaultLimit = 10;
const mostHits = 100;

export const limitOf = ({ limit = defaultLimit }: { limit?: number }) =>
  Math.min(mostHits, Math.max(1, Math.floor(limit)));
/** Not bounded: skipping less than was asked for would show the same hits again and again to whoever pages on. */
export const offsetOf = ({ offset = 0 }: { offset?: number }) => Math.max(0, Math.floor(offset));

/** Undefined when the scope holds nothing. `extra` are further conditions on `d`. */
export function runKeywordQuery(
  finder: Finder,
  query: SearchQuery,
  now: number,
  extra: readonly Fragment[] = [],
): KeywordResult | undefined {
  const { file } = finder;
  const scope = visible(file, query);
  if (scope === undefined) return undefined;
  const where = allOf([scope, ...filtered(query.filters), ...extra]);
  const text = partUnknownNames(finder, query.text);
  const parsed = expandPrefix(finder, parseQuery(text, { prefix: query.prefix ?? false }));
  if (parsed.terms.length === 0 && parsed.prefix === undefined) {
    const ranked = listed(file, query, where, extra);
    const total = ranked.length === 0 && offsetOf(query) === 0 ? 0 : countWhere(file, where);
    return { query, parsed, where, ranked, ...(query.countTotal && { total }) };
  }
  const wanted = offsetOf(query) + limitOf(query);
  const boost = query.recencyBoost ?? defaultRecencyBoost;
  const { documents, seen } = findDocuments(finder, parsed, where, wanted, (modifiedAt) =>
    recency(modifiedAt, now, boost),
  );
  const better = suggest(finder, text, parsed, seen, scope);
  return {
    query,
    parsed,
    where,
    ranked: rankPassages(documents, passageNumber, perDocumentOf(query)),
    ...(better !== undefined && { didYouMean: better }),
    ...(query.countTotal && { total: countMatches(finder, parsed, where) }),
  };
}

const defaultRecencyBoost = 0.05;
const perDocumentOf = ({ perDocument = 1 }: SearchQuery) => Math.max(1, Math.floor(perDocument));

/** Joins the words' ranking with others of passages, and cuts the page out. */
export function pageOfHits(
  file: IndexFile,
  counts: TermCounts,
  result: KeywordResult,
  others: readonly Ranked[][],
): SearchAnswer["hits"] {
  const { query, parsed, ranked } = result;
  const fused = others.length === 0 ? ranked : fuseRankings([ranked, ...others]);
  const limited = limitPerDocument(fused, documentOf, perDocumentOf(query));
  const offset = offsetOf(query);
  return readHits(file, limited.slice(offset, offset + limitOf(query)), termWeights(parsed, counts));
}

/** What to highlight, and by what to choose the part of a passage that is shown. */
export function termWeights(parsed: ParsedQuery, counts: TermCounts): Map<string, number> {
  const { documents } = counts.averages();
  const weights = new Map<string, number>();
  const terms = [...parsed.terms, ...(parsed.prefix ? [parsed.prefix] : [])].flatMap((term) => term.terms);
  for (const term of [...terms, ...parsed.runs.flat()]) weights.set(term, idfOf(counts.documents(term), documents));
  return weights;
}

/** Without any word, filters alone list what they hold for, the last changed first. */
function listed(file: IndexFile, query: SearchQuery, where: Fragment, extra: readonly Fragment[]): Ranked[] {
  if (extra.length === 0 && !hasFilter(query.filters)) return [];
  const most = offsetOf(query) + limitOf(query);
  const numbers = numbersWhere(file, where, { order: "d.modified_at desc", limit: most });
  return numbers.map((no, at) => ({ passage: passageNumber(no, 0), score: 1 / (1 + at) }));
}

const hasFilter = (filters: SearchFilters = {}) => Object.values(filters).some((value) => value !== undefined);

function countMatches({ file, counts }: Finder, parsed: ParsedQuery, where: Fragment): number {
  const match = everyMatchExpression(parsed, counts.matches);
  if (match === undefined) return 0;
  const sql = `select count(*) from terms cross join document d on d.no = terms.rowid where terms match ? and ${where.sql}`;
  return file.rows<[number]>(sql, [match, ...where.values])[0]?.[0] ?? 0;
}

const wordAndNumber = /(?<![\p{L}\p{N}])(?:(\p{L}{2,})(\p{N}{1,4})|(\p{N}{1,4})(\p{L}{2,}))(?![\p{L}\p{N}])/gu;

/** `otter2` is looked for as `otter 2` where no document writes it in one. */
function partUnknownNames({ counts }: Finder, text: string): string {
  // Notices what was written since the last query.
  counts.averages();
  return text.replace(wordAndNumber, (name, ...[word, number, numberFirst, wordAfter]) => {
    const known = [...tokensOf(name)].some(({ terms }) => terms.words.some((term) => counts.documents(term) > 0));
    return known ? name : `${word ?? numberFirst} ${number ?? wordAfter}`;
  });
}

const mostForms = 300;
const mostExpansions = 12;

/** A word still being typed stands for the commonest words that begin so. Two letters say too little. */
function expandPrefix({ file, counts }: Finder, parsed: ParsedQuery): ParsedQuery {
  const { prefix } = parsed;
  if (prefix?.typed === undefined || prefix.typed.length < 3) return parsed;
  const terms = new Set(prefix.terms);
  const forms = wordsBeginning(file, prefix.typed, mostForms).flatMap((form) => [...tokensOf(form)]);
  const common = [...new Set(forms.flatMap((token) => token.terms.words))]
    .sort((a, b) => counts.documents(b) - counts.documents(a))
    .slice(0, mostExpansions);
  return { ...parsed, prefix: { ...prefix, terms: [...new Set([...terms, ...common])] } };
}
