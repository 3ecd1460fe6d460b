import type { ParsedQuery, QueryPhrase, QueryTerm } from "../query-terms.ts";
import { type Judged, judge, type RankTerm, type RankWeights, rankQuery } from "../rank.ts";
import { exactWords } from "../words.ts";
import type { Fragment } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { candidateExpression } from "./match-expression.ts";
import { passageStep } from "./schema.ts";
import type { TermCounts } from "./term-counts.ts";

export type FoundDocument = { no: number; modifiedAt: number; score: number; passages: Judged["passages"] };

export type Found = {
  /** Best first. */
  documents: FoundDocument[];
  /** For each term of the query, whether any of the documents holds it. */
  seen: boolean[];
};

export type Finder = { file: IndexFile; counts: TermCounts; weights?: RankWeights };

/** About how many rows FTS5 scores in two milliseconds. */
const mostRows = 4_000;

/** Candidates that are judged for a page of ten; more for deeper pages. Measured: 30 to 200 rank alike. */
const fewestCandidates = 50;

/** Documents that match, among those the condition on `d` holds for. `wanted` is how many the caller can use. */
export function findDocuments(finder: Finder, query: ParsedQuery, where: Fragment, wanted: number): Found {
  const { file, counts } = finder;
  const averages = counts.averages();
  const terms = rankTerms(query, counts);
  const ranked = rankQuery(terms, query.sequence, averages);
  const seen = terms.map(() => false);
  for (let most = candidatesFor(wanted); ; most *= 4) {
    const candidates = candidatesOf(finder, query, where, wanted, most);
    const blobs = forwardBlobs(file, candidates);
    const documents: FoundDocument[] = [];
    for (const { no, modifiedAt } of candidates) {
      const blob = blobs.get(no);
      if (blob === undefined) continue;
      const judged = judge(ranked, blob, averages, finder.weights);
      const passages = query.phrases.length === 0 ? judged.passages : withPhrases(file, no, judged, query.phrases);
      if (passages === undefined) continue;
      judged.seen.forEach((one, term) => {
        if (one) seen[term] = true;
      });
      documents.push({ no, modifiedAt, score: judged.score, passages });
    }
    // Phrases are looked up by stems and then compared letter by letter: what looked alike may have to be made up for.
    const exhausted = candidates.length < most || most > 3_000;
    if (documents.length < wanted && query.phrases.length > 0 && !exhausted) continue;
    documents.sort((a, b) => b.score - a.score || b.modifiedAt - a.modifiedAt || a.no - b.no);
    return { documents, seen };
  }
}

/** The terms to rank by, in the order of the query's, the one being typed last. */
export function rankTerms(query: ParsedQuery, counts: TermCounts): RankTerm[] {
  const all: readonly QueryTerm[] = [...query.terms, ...(query.prefix ? [query.prefix] : [])];
  return all.map(({ terms }) => ({ terms, documents: Math.max(0, ...terms.map((term) => counts.documents(term))) }));
}

/** In steps, so that the pages of one search judge the same candidates. */
function candidatesFor(wanted: number): number {
  let most = fewestCandidates;
  while (most < wanted * 1.25) most *= 4;
  return most;
}

type Candidate = { no: number; modifiedAt: number };

function candidatesOf(
  { file, counts }: Finder,
  query: ParsedQuery,
  where: Fragment,
  wanted: number,
  most: number,
): Candidate[] {
  let atLeast = 1;
  for (;;) {
    const match = candidateExpression(query, counts.documents, mostRows, atLeast);
    if (match === undefined) return [];
    const rows = file.rows<[number, number]>(
      `select d.no, d.modified_at from terms cross join document d on d.no = terms.rowid
       where terms match ? and ${where.sql} order by terms.rank limit ?`,
      [match.expression, ...where.values, most],
    );
    if (match.dropped === 0 || rows.length >= wanted) return rows.map(([no, modifiedAt]) => ({ no, modifiedAt }));
    atLeast = match.kept + 1;
  }
}

function forwardBlobs(file: IndexFile, candidates: readonly Candidate[]): Map<number, Uint8Array> {
  const numbers = JSON.stringify(candidates.map(({ no }) => no));
  return new Map(
    file.rows<[number, Uint8Array]>(
      "select document, hashes from forward where document in (select value from json_each(?))",
      [numbers],
    ),
  );
}

/** The passages that hold a phrase, best first; undefined when a phrase stands nowhere in the document. */
function withPhrases(
  file: IndexFile,
  no: number,
  judged: Judged,
  phrases: readonly QueryPhrase[],
): Judged["passages"] | undefined {
  const [[title] = [""]] = file.rows<[string]>("select title from document where no = ?", [no]);
  const texts = file.rows<[number, string]>("select no, text from passage where no >= ? and no < ? order by no", [
    no * passageStep,
    (no + 1) * passageStep,
  ]);
  const missing = new Set(phrases.filter((phrase) => !holds(title, phrase)));
  const holding = new Set<number>();
  for (const [passage, text] of texts) {
    for (const phrase of phrases) {
      if (!holds(text, phrase)) continue;
      missing.delete(phrase);
      holding.add(passage - no * passageStep);
    }
  }
  if (missing.size > 0) return undefined;
  return holding.size === 0 ? judged.passages : judged.passages.filter(({ position }) => holding.has(position));
}

function holds(text: string, { exact }: QueryPhrase): boolean {
  return ` ${exactWords(text).join(" ")} `.includes(` ${exact.join(" ")} `);
}
