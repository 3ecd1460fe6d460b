import type { Averages } from "../rank.ts";
import { documentsWith } from "./document-counts.ts";
import type { IndexFile } from "./index-file.ts";
import { type CountMatches, termExpression } from "./match-expression.ts";

/** How many documents hold a term, and how long documents are; remembered until the file changes. */
export type TermCounts = {
  documents(term: string): number;
  /** The same for any expression. Past `most`, any greater number. */
  matches: CountMatches;
  averages(): Averages;
};

const mostRemembered = 50_000;
const uncounted = 1_000_000_000;

/** Made once for an open file; notices what this and other processes write. */
export function createTermCounts(file: IndexFile): TermCounts {
  const counts = new Map<string, number>();
  let averages: Averages | undefined;
  let state = "";
  const refresh = () => {
    const [[elsewhere] = [0]] = file.rows<[number]>("pragma data_version");
    const [totals = [0, 0, 0, 0, 0] as const] = file.rows<[number, number, number, number, number]>(
      "select documents, title_words, body_words, names, passages from totals",
    );
    const now = `${elsewhere} ${totals.join(" ")}`;
    if (now === state) return;
    state = now;
    counts.clear();
    const [documents, title, body, names, passages] = totals;
    const per = (sum: number, count: number) => sum / Math.max(1, count);
    averages = {
      documents,
      title: per(title, documents),
      body: per(body, documents),
      names: per(names, documents),
      passage: per(body, passages),
    };
  };
  const countOf = (expression: string, most: number) => {
    const [, term] = /^"([^"\s]+)"$/.exec(expression) ?? [];
    if (term !== undefined) return documentsWith(file, term);
    // The limit ends the search as soon as it is known to be too many.
    const sql = "select count(*) from (select 1 from terms where terms match ? limit ?)";
    return file.rows<[number]>(sql, [expression, most + 1])[0]?.[0] ?? 0;
  };
  const matches = (expression: string, most = uncounted) => {
    const known = counts.get(expression);
    if (known !== undefined) return known;
    const count = countOf(expression, most);
    if (counts.size >= mostRemembered) counts.clear();
    counts.set(expression, count);
    return count;
  };
  return {
    documents: (term) => matches(termExpression(term)),
    matches,
    averages() {
      refresh();
      return averages ?? { documents: 0, title: 0, body: 0, names: 0, passage: 0 };
    },
  };
}
