import { type CqlQuery, clausesOf, parseCql, validateCql } from "@tributary/cql";
import { type Operation, ok, operation } from "../http/operation.ts";
import { atMost, expand, oneOf } from "../http/parameters.ts";
import { findPeople } from "../search/people-query.ts";
import { expansion } from "./expansion.ts";
import { paged } from "./paged.ts";
import { cqlParameter, parsed } from "./search-query.ts";
import { personResult } from "./search-result.ts";

/**
 * The user search knows the fields of people only, but lets pass `type = user`, which many clients send along, and the
 * negative operators, which its own page in the REST reference names.
 */
const readPeopleCql = (text: string): CqlQuery =>
  parsed(text, () => {
    const query = parseCql(text);
    const clauses = [...clausesOf(query)];
    const harmless = (offset: number) =>
      clauses.some(({ field, start, end }) => field.name.toLowerCase() === "type" && offset >= start && offset < end);
    const negative = (offset: number) =>
      clauses.some(({ operator, start }) => start === offset && (operator === "!=" || operator === "NOT IN"));
    const refused = validateCql(query, { search: "user" }).some(
      ({ code, offset }) =>
        code !== "bad_value" &&
        !harmless(offset) &&
        !((code === "operator_not_allowed" || code === "negative_first") && negative(offset)),
    );
    return refused ? undefined : query;
  });

const searchUser = operation({
  api: "v1",
  id: "searchUser",
  method: "GET",
  path: "/search/user",
  scopes: [["read:content-details:confluence"]],
  weight: 2,
  parameters: {
    cql: cqlParameter,
    start: atMost(0, Number.MAX_SAFE_INTEGER),
    limit: atMost(25, 200),
    expand: expand(),
    sitePermissionTypeFilter: oneOf("all", "externalCollaborator", "none"),
  },
  handle: (call) => {
    const { site, account, parameters } = call;
    const begun = performance.now();
    const query = readPeopleCql(parameters.cql);
    const people = [...site.accounts.values()].sort(
      (a, b) => a.displayName.localeCompare(b.displayName, "en") || (a.id < b.id ? -1 : 1),
    );
    // Nobody here is a guest, so the search for guests finds nobody.
    const active =
      parameters.sitePermissionTypeFilter === "externalCollaborator" ? [] : people.filter((one) => one.active);
    const found = findPeople(query, active, account);
    const asked = expansion(parameters.expand).inside("user");
    const reply = paged(call, found, parameters, (one) => ({ ...personResult(call, one, asked), score: 0 }));
    const totals = {
      totalSize: found.length,
      cqlQuery: parameters.cql,
      searchDuration: Math.round(performance.now() - begun),
    };
    return ok({ ...(reply.json as object), ...totals }, { objects: Math.max(0, reply.objects ?? 0) });
  },
});

export const searchPeopleOperations: readonly Operation[] = [searchUser];
