import {
  CqlError,
  type CqlQuery,
  clausesOf,
  foldCql,
  parseCql,
  parseTextQuery,
  positiveClause,
  validateCql,
  wantedLeaves,
} from "@tributary/cql";
import { TributaryError } from "../../base/errors.ts";
import { type IndexCqlAnswer, type IndexCqlQuery, Unanswerable } from "../cql-query.ts";
import { parseQuery } from "../query-terms.ts";
import { type CqlContext, clauseCondition, sortColumn } from "./cql-condition.ts";
import { type Finder, findDocuments } from "./find-documents.ts";
import { allOf, anyOf, type Fragment, noneOf } from "./fragment.ts";
import { countWhere, numbersWhere, summaries } from "./read-documents.ts";
import { limitOf, offsetOf } from "./run-query.ts";
import { visible } from "./visible.ts";

/** Answers a CQL query from the index, or says what keeps it from that. Throws `invalid_cql` for one that is none. */
export function answerCql(finder: Finder, asked: IndexCqlQuery, now: number): IndexCqlAnswer {
  const query = checked(asked.cql);
  const { file } = finder;
  const scope = visible(file, asked);
  const context: CqlContext = {
    file,
    dates: { now, timeZone: asked.timeZone ?? "UTC" },
    currentUser: asked.currentUser,
  };
  try {
    const condition = foldCql<Fragment>(query, {
      clause: (clause) => clauseCondition(context, clause),
      not: noneOf,
      and: (left, right) => allOf([left, right]),
      or: (left, right) => anyOf([left, right]),
    });
    const order = query.orderBy.map(sortColumn).join(", ");
    if (scope === undefined) return { answered: true, documents: [], total: 0 };
    const where = allOf([scope, condition]);
    const page = { limit: limitOf({ limit: asked.limit ?? 25 }), offset: offsetOf(asked) };
    const numbers =
      order === "" ? bestFirst(finder, query, where, page) : numbersWhere(file, where, { order, ...page });
    return { answered: true, documents: summaries(file, numbers), total: countWhere(file, where) };
  } catch (error) {
    if (error instanceof Unanswerable) return { answered: false, field: error.field, reason: error.message };
    throw error;
  }
}

function checked(cql: string): CqlQuery {
  try {
    const query = parseCql(cql);
    const [problem] = validateCql(query);
    if (problem !== undefined) throw problem;
    return query;
  } catch (error) {
    if (!(error instanceof CqlError)) throw error;
    throw new TributaryError("invalid_cql", error.message, {
      ...(error.hint !== undefined && { hint: error.hint }),
      details: { line: error.line, column: error.column },
      cause: error,
    });
  }
}

/** By how well they match the words the query looks for; those that match by other clauses alone come after, newest first. */
function bestFirst(
  finder: Finder,
  query: CqlQuery,
  where: Fragment,
  page: { limit: number; offset: number },
): number[] {
  const newest = (most: number) => numbersWhere(finder.file, where, { order: "d.modified_at desc", limit: most });
  const wanted = page.offset + page.limit;
  const words = [...clausesOf(query)].flatMap((clause) => {
    const { clause: positive, negated } = positiveClause(clause);
    if (negated || positive.operator !== "~" || positive.value.kind !== "text") return [];
    return [...wantedLeaves(parseTextQuery(positive.value.text))].map((leaf) =>
      leaf.kind === "wildcard" ? "" : leaf.text,
    );
  });
  const found = findDocuments(finder, parseQuery(words.join(" ")), where, wanted).documents.map(({ no }) => no);
  const numbers = found.length >= wanted ? found : [...new Set([...found, ...newest(wanted + found.length)])];
  return numbers.slice(page.offset, wanted);
}
