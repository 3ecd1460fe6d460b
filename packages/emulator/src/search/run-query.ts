import { type CqlQuery, clausesOf, findCqlField, foldCql } from "@tributary/cql";
import type { AccessRules } from "../permission/access-rules.ts";
import * as bits from "./bits.ts";
import { type ClauseContext, matchClause } from "./clauses.ts";
import { hitOrder } from "./hit-order.ts";
import type { Entry } from "./indexed-entry.ts";
import { both, either, type Matched, none } from "./matched.ts";
import { type Comparison, inOrder } from "./smallest.ts";
import { type VisibilityOptions, visibleHits } from "./visible-hits.ts";

export type Hit = { readonly entry: Entry; readonly score: number };

/** Which of the hits are wanted: some after or before one hit, named by its `keyOf`, or after so many hits. */
export type Wanted = {
  readonly limit: number;
  readonly start: number;
  /** Goes before `start` while that hit is still found. */
  readonly beside?: { readonly key: number | string; readonly direction: "after" | "before" } | undefined;
};

export type QueryResult = {
  readonly hits: readonly Hit[];
  /** How many hits stand before the first of these. */
  readonly start: number;
  /** All hits the account may see. */
  readonly totalSize: number;
  readonly archived: number;
};

export type QueryContext = ClauseContext & { rules: AccessRules };

export type QueryOptions = VisibilityOptions & {
  /** Leaves out spaces and people, whatever the query says. */
  contentOnly: boolean;
};

/** Runs a query over what is indexed: clauses first, then what the account may see, then the order of the part wanted. */
export function runQuery(context: QueryContext, query: CqlQuery, options: QueryOptions, wanted: Wanted): QueryResult {
  const { index } = context;
  index.catchUp();
  const matched = foldCql<Matched>(query, {
    clause: (clause) => matchClause(context, clause),
    not: none,
    and: both,
    or: either,
  });
  const asked = askedFor(query);
  const found = bits.and(matched.bits, candidates(context, options.contentOnly ? false : asked.entities));
  const statuses = asked.status ? undefined : options.statuses;
  const visible = visibleHits(context, bits.membersOf(found), { ...options, statuses });
  const order = hitOrder(context, query, matched.scores, visible.documents);
  const { documents, start } = part(context, visible.documents, order, wanted);
  return {
    hits: [...documents].flatMap((document): Hit[] => {
      const entry = index.entry(document);
      return entry ? [{ entry, score: matched.scores?.[document] ?? 0 }] : [];
    }),
    start,
    totalSize: visible.documents.length,
    archived: visible.archived,
  };
}

/**
 * Spaces and people are found only by a query that names their type, so that a search for words goes on giving content
 * (assumption: what real sites do without a type is not documented). A query that names a status decides about it.
 */
function askedFor(query: CqlQuery): { entities: boolean; status: boolean } {
  const asked = { entities: false, status: false };
  for (const { field, operator, value } of clausesOf(query)) {
    const name = findCqlField(field)?.name;
    if (name === "status") asked.status = true;
    if (name !== "type" || (operator !== "=" && operator !== "IN")) continue;
    for (const one of value.kind === "list" ? value.items : [value])
      if (one.kind !== "function" && /^(space|user)$/i.test(one.text)) asked.entities = true;
  }
  return asked;
}

function candidates({ index }: ClauseContext, entities: boolean): bits.Bits {
  if (entities) return index.live;
  const others = bits.noBits(index.size);
  for (const type of ["space", "user"]) index.keywords.mark("type", type, others);
  return bits.without(index.live, others);
}

function part(
  { index }: ClauseContext,
  documents: Uint32Array,
  order: Comparison,
  { limit, start, beside }: Wanted,
): { documents: Uint32Array; start: number } {
  const at = beside && index.numberOf(beside.key);
  if (at === undefined || !documents.includes(at))
    return { documents: inOrder(documents, order, start, start + limit), start };
  if (beside?.direction === "after") {
    const after = documents.filter((document) => order(at, document) < 0);
    return { documents: inOrder(after, order, 0, limit), start: documents.length - after.length };
  }
  const before = documents.filter((document) => order(document, at) < 0);
  const from = Math.max(0, before.length - limit);
  return { documents: inOrder(before, order, from, before.length), start: from };
}
