import { addFeedback } from "../feedback.ts";
import { decodeForward, type Forward } from "../forward.ts";
import type { ParsedQuery, QueryPhrase, QueryTerm } from "../query-terms.ts";
import {
  type Judged,
  judge,
  type RankQuery,
  type RankTerm,
  type RankWeights,
  rankQuery,
  withoutUnheld,
} from "../rank.ts";
import { exactWords } from "../words.ts";
import { documentsWithHashes } from "./document-counts.ts";
import type { Fragment } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { candidateExpression, inColumns, phraseExpression } from "./match-expression.ts";
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
const mostRows = 1_000;

/** Candidates that are judged for the first pages; more for later ones. Measured: 30 to 200 rank alike. */
const firstCandidates = 50;
/** With fewer candidates, common words are looked for more widely. */
const enoughCandidates = 10;
/** Results end here: nobody reads so far, and judging them takes a tenth of a second. */
const mostCandidates = 4_000;

/**
 * Documents that match, among those the condition on `d` holds for. `wanted` is how many the caller can use; asking for
 * more gives the same ones first.
 */
export function findDocuments(
  finder: Finder,
  query: ParsedQuery,
  where: Fragment,
  wanted: number,
  favour: (modifiedAt: number) => number = () => 1,
): Found {
  const { counts } = finder;
  const averages = counts.averages();
  const terms = rankTerms(query, counts);
  let ranked: RankQuery | undefined;
  const found: Found = { documents: [], seen: terms.map(() => false) };
  for (const candidates of candidateTiers(finder, query, where)) {
    const forwards = readForwards(finder.file, candidates);
    const first = ranked === undefined;
    // Later tiers are judged like the first, however many are asked for.
    const judging = ranked ?? rankQuery(withoutUnheld(terms, forwards.values()), query.sequence, averages);
    ranked = judging;
    const matching = judgeCandidates(finder, query, candidates, found.seen, (no) => {
      const forward = forwards.get(no);
      return forward && judge(judging, forward, averages, finder.weights);
    });
    const judged = withQuotations(finder.file, matching, query.quotations);
    const tier = first && query.prefix === undefined ? withFeedback(finder, judged, forwards, judging) : judged;
    const favoured = tier.map((one) => ({ ...one, score: one.score * favour(one.modifiedAt) }));
    favoured.sort((a, b) => b.score - a.score || b.modifiedAt - a.modifiedAt || a.no - b.no);
    found.documents.push(...below(favoured, found.documents.at(-1)?.score));
    if (found.documents.length >= wanted) break;
  }
  return found;
}

/** A later tier goes on where the one before ended, so that pages of results neither repeat nor skip. */
function below(tier: FoundDocument[], limit: number | undefined): FoundDocument[] {
  const best = tier[0]?.score ?? 0;
  if (limit === undefined || best <= limit) return tier;
  return tier.map((one) => ({ ...one, score: one.score * (limit / best) }));
}

/**
 * What a question says again is what it is about: BM25's weight of a query's own counts, with k3 = 4. Between 2 and 8
 * nothing changes beyond chance; without it paragraph-long questions lose a tenth of their nDCG@10.
 */
const weightOf = (times: number) => (times * 5) / (times + 4);

/** Of words that only hold a query together, beside 1 for others. A quarter as much ranks alike. */
const faintWeight = 0.2;

/** The terms to rank by, in the order of the query's, the one being typed last. */
function rankTerms(query: ParsedQuery, counts: TermCounts): RankTerm[] {
  const all: readonly QueryTerm[] = [...query.terms, ...(query.prefix ? [query.prefix] : [])];
  return all.map(({ terms, times = 1, faint }) => ({
    terms,
    documents: Math.max(0, ...terms.map((term) => counts.documents(term))),
    weight: faint ? faintWeight : weightOf(times),
  }));
}

type Candidate = { no: number; modifiedAt: number };

/** Candidates no one has seen yet, some dozens first, then more and wider at a time. Each tier is looked for when it is asked for. */
function* candidateTiers({ file, counts }: Finder, query: ParsedQuery, where: Fragment): Generator<Candidate[]> {
  const index = { count: counts.matches, documents: counts.averages().documents };
  const given = new Set<number>();
  let effort = 0;
  for (let most = firstCandidates; given.size < mostCandidates; ) {
    const match = candidateExpression(query, index, mostRows, effort);
    if (match === undefined) return;
    const rows = file.rows<[number, number]>(
      `select d.no, d.modified_at from terms cross join document d on d.no = terms.rowid
       where terms match ? and ${where.sql} order by terms.rank limit ?`,
      [match.expression, ...where.values, most],
    );
    if (rows.length < most) effort++;
    if (rows.length < enoughCandidates && !match.complete) continue;
    const tier = rows.filter(([no]) => !given.has(no)).map(([no, modifiedAt]) => ({ no, modifiedAt }));
    for (const { no } of tier) given.add(no);
    yield tier;
    if (rows.length < most && match.complete) return;
    if (rows.length === most) most = Math.min(4 * most, mostCandidates);
  }
}

function judgeCandidates(
  { file }: Finder,
  query: ParsedQuery,
  candidates: readonly Candidate[],
  seen: boolean[],
  judgeOne: (no: number) => Judged | undefined,
): FoundDocument[] {
  const documents: FoundDocument[] = [];
  for (const { no, modifiedAt } of candidates) {
    const judged = judgeOne(no);
    if (judged === undefined) continue;
    // Phrases are found by stems and then compared letter by letter.
    const passages = query.phrases.length === 0 ? judged.passages : withPhrases(file, no, judged, query.phrases);
    if (passages === undefined) continue;
    judged.seen.forEach((one, term) => {
      if (one) seen[term] = true;
    });
    documents.push({ no, modifiedAt, score: judged.score, passages });
  }
  return documents;
}

function readForwards(file: IndexFile, candidates: readonly Candidate[]): Map<number, Forward> {
  const numbers = JSON.stringify(candidates.map(({ no }) => no));
  const rows = file.rows<[number, Uint8Array]>(
    "select document, hashes from forward where document in (select value from json_each(?))",
    [numbers],
  );
  return new Map(rows.map(([no, blob]) => [no, decodeForward(blob)]));
}

function withFeedback(
  { file, counts }: Finder,
  judged: readonly FoundDocument[],
  forwards: ReadonlyMap<number, Forward>,
  query: RankQuery,
): FoundDocument[] {
  const bestFirst = judged.toSorted((a, b) => b.score - a.score || b.modifiedAt - a.modifiedAt || a.no - b.no);
  const scored = bestFirst.flatMap(({ no, score }) => {
    const forward = forwards.get(no);
    return forward === undefined ? [] : [{ score, forward }];
  });
  const scores = addFeedback(
    scored,
    (hash) => query.lookUp(hash) >= 0,
    counts.averages(),
    (hashes) => documentsWithHashes(file, hashes),
  );
  return bestFirst.map((one, at) => ({ ...one, score: scores[at] ?? one.score }));
}

/** By how much a document that holds all that is quoted is worth more. From 0.25 to 1 nothing changes beyond chance. */
const quotationBoost = 0.5;

function withQuotations(
  file: IndexFile,
  documents: FoundDocument[],
  quotations: readonly QueryPhrase[] = [],
): FoundDocument[] {
  const numbers = JSON.stringify(documents.map(({ no }) => no));
  const held = quotations.map(({ terms }) => {
    const match = inColumns(["title", "body"], phraseExpression(terms));
    const sql = "select rowid from terms where terms match ? and rowid in (select value from json_each(?))";
    return new Set(file.rows<[number]>(sql, [match, numbers]).map(([no]) => no));
  });
  if (held.length === 0) return documents;
  return documents.map((one) => {
    const share = held.filter((holding) => holding.has(one.no)).length / held.length;
    return { ...one, score: one.score * (1 + quotationBoost * share) };
  });
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
