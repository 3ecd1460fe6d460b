import {
  type CqlExpression,
  type CqlQuery,
  compileCql,
  findCqlField,
  foldCql,
  type PositiveClause,
} from "@tributary/cql";
import type { Content } from "../state/records.ts";
import { type ClauseContext, type ReadyClause, readyClause } from "./clauses.ts";
import type { Scores } from "./postings.ts";
import type { IndexedDocument } from "./search-index.ts";

export type Hit = { document: IndexedDocument; score: number };

export type QueryResult = {
  /** Every hit the account may see, in order. */
  hits: Hit[];
  /** Hits left out because their space is archived and archived spaces were not asked for. */
  archived: number;
};

export type QueryOptions = {
  includeArchivedSpaces: boolean;
  excludeCurrentSpaces: boolean;
  statuses: ReadonlySet<string>;
};

/** Runs a query over what is indexed: clauses first, then what the account may see, then the order. */
export function runQuery(context: ClauseContext, query: CqlQuery, options: QueryOptions): QueryResult {
  const { index, site, access } = context;
  index.catchUp();
  const ready = new Map<PositiveClause, ReadyClause>();
  const clauseOf = (clause: PositiveClause): ReadyClause => {
    const known = [...ready].find(
      ([one]) => one.start === clause.start && one.end === clause.end && one.field === clause.field,
    )?.[1];
    if (known) return known;
    const made = readyClause(context, clause);
    ready.set(clause, made);
    return made;
  };
  const matches = compileCql<IndexedDocument>(query, (clause) => clauseOf(clause).test);
  const narrowed = narrow(query, clauseOf);
  const scores = [...ready.values()].map((clause) => clause.scores).filter((one) => one !== undefined);
  const result: QueryResult = { hits: [], archived: 0 };
  const consider = (document: IndexedDocument) => {
    const live = site.content.get(document.content.id);
    if (!options.statuses.has(document.content.status) || !matches(document)) return;
    if (!access.viewContent(live ?? document.content)) return;
    const archived = site.spaces.get(document.content.spaceId)?.status === "archived";
    if (archived && !options.includeArchivedSpaces) result.archived += 1;
    else if (archived || !options.excludeCurrentSpaces)
      result.hits.push({ document, score: total(scores, document.number) });
  };
  if (narrowed) {
    for (const number of narrowed.keys()) {
      const document = index.document(number);
      if (document) consider(document);
    }
  } else for (const document of index.documents()) consider(document);
  result.hits.sort(orderOf(context, query));
  return result;
}

function total(scores: readonly Scores[], number: number): number {
  let sum = 0;
  for (const one of scores) sum += one.get(number) ?? 0;
  return sum;
}

/** The smallest set of documents that surely holds every hit, when text clauses can give one. */
function narrow(
  query: CqlExpression | CqlQuery,
  clauseOf: (clause: PositiveClause) => ReadyClause,
): Scores | undefined {
  return foldCql<Scores | undefined>(query, {
    clause: (clause) => clauseOf(clause).scores,
    not: () => undefined,
    and: (left, right) => (!left || !right ? (left ?? right) : left.size < right.size ? left : right),
    or: (left, right) => left && right && new Map([...left, ...right]),
  });
}

type Comparison = (a: Hit, b: Hit) => number;

/** By the fields of ORDER BY; without one the best first, and the newest first among equals. */
function orderOf(context: ClauseContext, { orderBy }: CqlQuery): Comparison {
  const steps = orderBy.map(({ field, direction }): Comparison => {
    const name = findCqlField(field)?.name ?? "";
    const value = sortValues[name] ?? sortValues.id;
    const sign = direction === "desc" ? -1 : 1;
    return (a, b) =>
      sign * compare(value?.(context, a.document.content) ?? 0, value?.(context, b.document.content) ?? 0);
  });
  const byDefault: Comparison[] = [
    (a, b) => b.score - a.score,
    (a, b) => b.document.content.version.createdAt - a.document.content.version.createdAt,
  ];
  const all = [
    ...(steps.length > 0 ? steps : byDefault),
    (a: Hit, b: Hit) => a.document.content.id - b.document.content.id,
  ];
  return (a, b) => {
    for (const step of all) {
      const result = step(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

const sortValues: Record<string, (context: ClauseContext, content: Content) => number | string> = {
  id: (_, content) => content.id,
  parent: (_, content) => content.parentId ?? 0,
  container: (_, content) => content.containerId ?? 0,
  created: (_, content) => content.createdAt,
  lastmodified: (_, content) => content.version.createdAt,
  creator: ({ site }, content) => site.accounts.get(content.authorId)?.displayName.toLowerCase() ?? content.authorId,
  space: ({ site }, content) => site.spaces.get(content.spaceId)?.key.toLowerCase() ?? "",
  type: (_, content) => content.type,
  title: (_, content) => content.title.toLowerCase(),
};
