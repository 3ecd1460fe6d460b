import { type Operation, ok, operation } from "../http/operation.ts";
import { atMost, expand, flag, oneOf, text, withDefault } from "../http/parameters.ts";
import { wantedWords } from "../search/excerpt.ts";
import { contentJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { searchLinks, wantedHits } from "./search-paging.ts";
import { cqlParameter, search } from "./search-query.ts";
import { excerptModes, searchResultJson } from "./search-result.ts";

const searchParameters = {
  cql: cqlParameter,
  cqlcontext: text(),
  cursor: text(),
  next: flag(),
  prev: flag(),
  start: atMost(0, Number.MAX_SAFE_INTEGER),
  limit: atMost(25, 1000),
  includeArchivedSpaces: flag(),
  excludeCurrentSpaces: flag(),
  expand: expand(),
};

/** What one expansion costs: real sites cut the page of results without a word. Source: notes of the search reference. */
function cap(asked: ReadonlySet<string>, prefix: string): number {
  const names = [...asked].map((name) => (prefix !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : name));
  if (names.some((name) => name === "body.export_view" || name === "body.styled_view")) return 25;
  if (names.some((name) => name === "body" || name.startsWith("body."))) return 50;
  return names.length > 0 ? 200 : 1000;
}

const searchByCql = operation({
  api: "v1",
  id: "searchByCQL",
  method: "GET",
  path: "/search",
  scopes: [["search:confluence"], ["read:content-details:confluence"]],
  parameters: {
    ...searchParameters,
    excerpt: withDefault(oneOf(...excerptModes), "highlight"),
    sitePermissionTypeFilter: oneOf("all", "externalCollaborator", "none"),
  },
  handle: (call) => {
    const { parameters } = call;
    const begun = performance.now();
    const limit = Math.min(parameters.limit, cap(parameters.expand, "content."));
    const { query, result } = search(call, parameters, { ...wantedHits(parameters, limit), contentOnly: false });
    const options = {
      wanted: wantedWords(query),
      excerpt: parameters.excerpt,
      asked: expansion(parameters.expand),
    };
    return ok(
      {
        results: result.hits.map((hit) => searchResultJson(call, hit, options)),
        start: result.start,
        limit,
        size: result.hits.length,
        totalSize: result.totalSize,
        cqlQuery: parameters.cql,
        searchDuration: Math.round(performance.now() - begun),
        archivedResultCount: result.archived,
        _links: searchLinks(call, result),
      },
      { objects: result.hits.length },
    );
  },
});

const searchContentByCql = operation({
  api: "v1",
  id: "searchContentByCQL",
  method: "GET",
  path: "/content/search",
  scopes: [["search:confluence"], ["read:content-details:confluence"]],
  parameters: searchParameters,
  handle: (call) => {
    const { parameters } = call;
    const limit = Math.min(parameters.limit, cap(parameters.expand, ""));
    const { result } = search(call, parameters, { ...wantedHits(parameters, limit), contentOnly: true });
    const asked = expansion(parameters.expand);
    return ok(
      {
        results: result.hits.flatMap(({ entry }) =>
          entry.kind === "content" ? [contentJson(call, entry.row, asked)] : [],
        ),
        start: result.start,
        limit,
        size: result.hits.length,
        _links: searchLinks(call, result),
      },
      { objects: result.hits.length },
    );
  },
});

export const searchOperations: readonly Operation[] = [searchByCql, searchContentByCql];
