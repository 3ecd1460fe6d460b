import type { RestrictionChain } from "../document.ts";
import type { SearchFilters, SearchScope, SpaceLimit, Viewer } from "../query.ts";
import { mayRead } from "../read-restrictions.ts";
import { fold } from "../words.ts";
import { allOf, anyOf, type Fragment, fragment, isOneOf, noneOf } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { allTermsExpression } from "./match-expression.ts";

/** The condition on `d` (document) that holds for exactly what a scope may see; undefined when that is nothing. */
export function visible(file: IndexFile, scope: SearchScope): Fragment | undefined {
  const sources: Fragment[] = [];
  for (const { sourceId, viewer } of scope.sources) {
    const [source] = file.rows<[number]>("select no from source where id = ?", [sourceId]);
    if (source === undefined) continue;
    const inSource = fragment("d.source = ?", source[0]);
    sources.push(viewer === "all" ? inSource : allOf([inSource, isOneOf("d.access", readable(file, viewer))]));
  }
  return sources.length === 0 ? undefined : allOf([anyOf(sources), ...spaceLimit(scope.spaces)]);
}

/** The chains a viewer passes. One that is new since is not among them, and so refused. */
function readable(file: IndexFile, viewer: Exclude<Viewer, "all">): number[] {
  const passed: number[] = [];
  for (const [no, chain] of file.rows<[number, string]>("select no, chain from access")) {
    if (mayRead(JSON.parse(chain) as RestrictionChain, viewer)) passed.push(no);
  }
  return passed;
}

function spaceLimit(limit: SpaceLimit | undefined): Fragment[] {
  const among = (spaces: readonly string[]) => anyOf([isOneOf("d.space_id", spaces), isOneOf("d.space_key", spaces)]);
  const parts: Fragment[] = [];
  if (limit?.only !== undefined) parts.push(among(limit.only));
  if (limit?.except !== undefined && limit.except.length > 0) parts.push(noneOf(among(limit.except)));
  if (limit?.withoutPersonal) parts.push(noneOf(fragment("d.space_key like '~%'")));
  return parts;
}

/** What the searcher narrows down to, as conditions on `d`. */
export function filtered(filters: SearchFilters = {}): Fragment[] {
  const parts: Fragment[] = [];
  const compare = (sql: string, value: string | number | undefined) => {
    if (value !== undefined) parts.push(fragment(sql, value));
  };
  if (filters.spaceKeys !== undefined) parts.push(isOneOf("d.space_key", filters.spaceKeys));
  if (filters.kinds !== undefined) parts.push(isOneOf("d.kind", filters.kinds));
  for (const label of filters.labels ?? []) {
    compare("exists (select 1 from label l where l.name = ? and l.document = d.no)", fold(label));
  }
  compare("exists (select 1 from ancestor a where a.id = ? and a.document = d.no)", filters.ancestorId);
  compare("d.author_id = ?", filters.authorId);
  compare("d.created_at >= ?", filters.createdAfter);
  compare("d.created_at <= ?", filters.createdBefore);
  compare("d.modified_at >= ?", filters.modifiedAfter);
  compare("d.modified_at <= ?", filters.modifiedBefore);
  if (filters.title !== undefined && filters.title.trim() !== "")
    parts.push(matchesTerms(allTermsExpression(filters.title, "title")));
  return parts;
}

/** Documents that match an FTS5 expression; undefined is an expression without a word, which nothing matches. */
export function matchesTerms(expression: string | undefined): Fragment {
  if (expression === undefined) return fragment("0");
  return fragment("d.no in (select rowid from terms where terms match ?)", expression);
}
