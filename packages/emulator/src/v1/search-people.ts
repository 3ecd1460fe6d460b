import { type CqlQuery, clausesOf, parseCql, validateCql } from "@tributary/cql";
import { type Operation, ok, operation } from "../http/operation.ts";
import { atMost, expand, oneOf, type Parameter } from "../http/parameters.ts";
import { findPeople } from "../search/people-query.ts";
import { friendlyDate } from "./content-json.ts";
import { expandedUser } from "./expanded-user.ts";
import { expansion } from "./expansion.ts";
import { paged } from "./paged.ts";
import { cqlRefusal } from "./search.ts";

const cql: Parameter<string> = {
  read: ([value]) => {
    if (value === undefined || value.trim() === "") throw cqlRefusal("");
    return value;
  },
};

/** The user search knows the fields of people only, but lets pass `type = user`, which many clients send along. */
function readPeopleCql(text: string): CqlQuery {
  try {
    const query = parseCql(text);
    const types = [...clausesOf(query)].filter(({ field }) => field.name.toLowerCase() === "type");
    const harmless = (offset: number) => types.some(({ start, end }) => offset >= start && offset < end);
    const refused = validateCql(query, { search: "user" }).some(
      ({ code, offset }) => code !== "bad_value" && !harmless(offset),
    );
    if (!refused) return query;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "CqlError") throw error;
  }
  throw cqlRefusal(text);
}

/** Profiles carry no date that changes with them. */
const profileDate = 0;

const searchUser = operation({
  api: "v1",
  id: "searchUser",
  method: "GET",
  path: "/search/user",
  scopes: [["read:content-details:confluence"]],
  weight: 2,
  parameters: {
    cql,
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
    const reply = paged(call, found, parameters, (one) => ({
      user: expandedUser(call, one, asked),
      title: one.displayName,
      excerpt: "",
      url: `/people/${encodeURIComponent(one.id)}`,
      breadcrumbs: [],
      entityType: "user",
      iconCssClass: "aui-icon content-type-profile",
      lastModified: new Date(profileDate).toISOString(),
      friendlyLastModified: friendlyDate(profileDate),
      score: 0,
    }));
    const totals = {
      totalSize: found.length,
      cqlQuery: parameters.cql,
      searchDuration: Math.round(performance.now() - begun),
    };
    return ok({ ...(reply.json as object), ...totals }, { objects: Math.max(0, reply.objects ?? 0) });
  },
});

export const searchPeopleOperations: readonly Operation[] = [searchUser];
