import {
  type CqlQuery,
  compileCql,
  findCqlField,
  matchesFuzzy,
  matchesWildcard,
  matchTextQuery,
  type PositiveClause,
  parseTextQuery,
  type TextLeaf,
} from "@tributary/cql";
import type { Account } from "../state/records.ts";

/** The people a query of the user search finds, in the order given. `me` is what currentUser() stands for. */
export function findPeople(query: CqlQuery, people: readonly Account[], me: Account): Account[] {
  return people.filter(compileCql<Account>(query, (clause) => clauseTest(clause, me)));
}

function clauseTest(clause: PositiveClause, me: Account): (account: Account) => boolean {
  const { value } = clause;
  const values = value.kind === "list" ? value.items : [value];
  const field = findCqlField(clause.field)?.name;
  if (field === "type") return () => values.some((one) => one.kind !== "function" && one.text.toLowerCase() === "user");
  if (clause.operator === "~") {
    const [wanted] = values;
    return wanted && wanted.kind !== "function" ? nameTest(wanted.text) : () => false;
  }
  const ids = new Set(values.map((one) => (one.kind === "function" ? me.id : one.text).toLowerCase()));
  return ({ id }) => ids.has(id.toLowerCase());
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Names are matched by whole words and their beginnings, as people type them into a picker. */
function nameTest(query: string): (account: Account) => boolean {
  const parsed = parseTextQuery(query);
  return (account) => {
    const words = [...wordsOf(account.displayName), ...wordsOf(account.publicName)];
    return matchTextQuery(parsed, (leaf) => leafMatches(leaf, words, account.displayName.toLowerCase()), {
      unmarked: "all",
    });
  };
}

function leafMatches(leaf: TextLeaf, words: readonly string[], name: string): boolean {
  switch (leaf.kind) {
    case "term":
      return wordsOf(leaf.text).every((wanted) => words.some((word) => word.startsWith(wanted)));
    case "phrase":
      return name.includes(leaf.text.toLowerCase());
    case "wildcard":
      return words.some((word) => matchesWildcard(leaf.pattern.toLowerCase(), word));
    case "fuzzy":
      return words.some((word) => matchesFuzzy(leaf.text.toLowerCase(), word, leaf.similarity));
  }
}
