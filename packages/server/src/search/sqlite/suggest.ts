import { editDistance } from "@tributary/cql";
import type { ParsedQuery } from "../query-terms.ts";
import { tokensOf } from "../words.ts";
import type { Fragment } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { termExpression } from "./match-expression.ts";
import type { TermCounts } from "./term-counts.ts";
import { wordsLike } from "./vocabulary.ts";

/** Words past it are mistakes of a kind no suggestion helps. */
const mostUnknown = 3;
/** How many of the nearest words are looked for among the visible documents. */
const mostTried = 8;

/**
 * The query with each word that no visible document holds replaced by the nearest one that some visible document does
 * hold; undefined when there is nothing to replace. Words of documents that the searcher may not see count neither as
 * known nor as suggestions.
 */
export function suggest(
  { file, counts }: { file: IndexFile; counts: TermCounts },
  text: string,
  query: ParsedQuery,
  seen: readonly boolean[],
  where: Fragment,
): string | undefined {
  const unknown = query.terms
    .filter((term, at) => !seen[at] && term.typed !== undefined && /^\p{L}{4,30}$/u.test(term.typed))
    .filter(({ terms }) => !terms.some((term) => isVisible(file, term, where)))
    .slice(0, mostUnknown);
  let suggestion = text;
  // From the end, so that earlier places stay right.
  for (const { typed = "", start, end } of unknown.toReversed()) {
    const better = nearestVisible(file, counts, typed, where);
    if (better !== undefined) suggestion = suggestion.slice(0, start) + better + suggestion.slice(end);
  }
  return suggestion === text ? undefined : suggestion;
}

function nearestVisible(file: IndexFile, counts: TermCounts, word: string, where: Fragment): string | undefined {
  const reach = word.length > 4 ? 2 : 1;
  const near = wordsLike(file, word)
    .map((form) => ({ form, distance: editDistance(word, form, reach) }))
    .filter(({ distance }) => distance > 0 && distance <= reach)
    .map(({ form, distance }) => ({ form, distance, term: termOf(form) }))
    .filter(({ term }) => term !== termOf(word))
    .map((one) => ({ ...one, documents: counts.documents(one.term) }))
    .filter(({ documents }) => documents > 0)
    .sort((a, b) => a.distance - b.distance || b.documents - a.documents)
    .slice(0, mostTried);
  return near.find(({ term }) => isVisible(file, term, where))?.form;
}

const termOf = (form: string) => [...tokensOf(form)][0]?.terms.words[0] ?? form;

function isVisible(file: IndexFile, term: string, where: Fragment): boolean {
  const sql = `select 1 from terms cross join document d on d.no = terms.rowid where terms match ? and ${where.sql} limit 1`;
  return file.rows(sql, [termExpression(term), ...where.values]).length > 0;
}
