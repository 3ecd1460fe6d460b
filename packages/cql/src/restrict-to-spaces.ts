import type { CqlExpression, CqlQuery } from "./ast.ts";
import { and, clause } from "./build-cql.ts";
import { CqlError } from "./cql-error.ts";
import { beginsNegative } from "./negative-first.ts";

/**
 * The query, limited further: what matches must match `limit` too, whatever the query says. The whole of the original
 * becomes one operand of an AND, in parentheses when it is a chain, so neither an OR in it nor the missing precedence
 * reaches past the limit. ORDER BY stays. Offsets of the original go on pointing into its own text.
 */
export function andClause(query: CqlQuery, limit: CqlExpression): CqlQuery {
  // The limit in front also makes a query valid that begins with a negative clause, unless the limit is one itself.
  const where = beginsNegative(limit) ? and(query.where, limit) : and(limit, query.where);
  return { ...query, where };
}

/** Space keys. `withoutPersonal` also leaves out the personal spaces that are not among the excepted. */
export type SpaceLimit =
  | { readonly only: readonly string[] }
  | { readonly except: readonly string[]; readonly withoutPersonal?: boolean };

/**
 * The query, limited to spaces: it finds nothing in any other, and nothing that the original does not find.
 *
 * `only` keeps content of these spaces. `except` keeps everything else, content without a space included.
 * Throws `CqlError` `no_space_allowed` when `only` is empty: there is nothing to ask then, and CQL cannot say "nothing".
 */
export function restrictToSpaces(query: CqlQuery, limit: SpaceLimit): CqlQuery {
  if ("only" in limit) {
    if (limit.only.length === 0)
      throw new CqlError({
        code: "no_space_allowed",
        message: "There is no space in which this query may search.",
        text: query.text,
        offset: 0,
        hint: "Allow at least one space.",
      });
    return andClause(query, clause("space", "IN", limit.only));
  }
  const kept = limit.except.length === 0 ? query : andClause(query, clause("space", "NOT IN", limit.except));
  // space.type is not in Atlassian's documentation, but is used by clients against real sites.
  return limit.withoutPersonal ? andClause(kept, clause("space.type", "!=", "personal")) : kept;
}
