import { type CqlQuery, compileCql, findCqlField, type PositiveClause } from "@tributary/cql";
import type { Account } from "../state/records.ts";
import { nameTest } from "./name-test.ts";

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
    if (!wanted || wanted.kind === "function") return () => false;
    const fits = nameTest(wanted.text, "all");
    return ({ displayName, publicName }) => fits(displayName, publicName);
  }
  const ids = new Set(values.map((one) => (one.kind === "function" ? me.id : one.text).toLowerCase()));
  return ({ id }) => ids.has(id.toLowerCase());
}
