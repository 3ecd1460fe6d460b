import { type CqlQuery, parseCql, validateCql } from "@tributary/cql";
import { spaceLink, webLink } from "../content/links.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { isObject } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { atMost, expand, flag, oneOf, type Parameter, text, withDefault } from "../http/parameters.ts";
import { Refusal } from "../http/refusal.ts";
import { excerptOf, highlight, wantedWords } from "../search/excerpt.ts";
import { plainText } from "../search/plain-text.ts";
import { type Hit, type QueryResult, runQuery } from "../search/run-query.ts";
import { escapeHtml } from "../site-pages/html.ts";
import { contentJson, friendlyDate, type View } from "./content-json.ts";
import { expansion } from "./expansion.ts";

/** Recorded: this class, and the query after the colon (some real answers leave it empty). */
export const cqlRefusal = (query: string): Refusal =>
  new Refusal(400, `Could not parse cql : ${query}`, {
    exception: "com.atlassian.confluence.api.service.exceptions.BadRequestException",
  });

const cqlParameter: Parameter<string> = {
  read: ([value]) => {
    if (value === undefined || value.trim() === "") throw cqlRefusal("");
    return value;
  },
};

/** Parses and checks a query for the search of content, or gives the API's one answer to all that is wrong with it. */
export function readCql(query: string, search: "content" | "user"): CqlQuery {
  try {
    const parsed = parseCql(query);
    // Values that find nothing are no errors on real sites, only queries that cannot be understood are.
    const refused = validateCql(parsed, { search }).filter(({ code }) => code !== "bad_value");
    if (refused.length === 0) return parsed;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "CqlError") throw error;
  }
  throw cqlRefusal(query);
}

type Context = { spaceKey?: string; contentId?: number; statuses: ReadonlySet<string> };

function readContext(given: string | undefined): Context {
  const context: Context = { statuses: new Set(["current"]) };
  if (given === undefined || given === "") return context;
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    value = undefined;
  }
  if (!isObject(value)) throw new Refusal(400, "The cqlcontext parameter is not a JSON object.");
  if (typeof value.spaceKey === "string") context.spaceKey = value.spaceKey;
  if (value.contentId !== undefined) context.contentId = Number(value.contentId);
  if (Array.isArray(value.contentStatuses)) context.statuses = new Set(value.contentStatuses.map(String));
  return context;
}

type Search = {
  cql: string;
  cqlcontext: string | undefined;
  includeArchivedSpaces: boolean;
  excludeCurrentSpaces: boolean;
};

function search(call: OperationCall, given: Search): { query: CqlQuery; result: QueryResult } {
  const { running, site, access, account, now } = call;
  const query = readCql(given.cql, "content");
  const context = readContext(given.cqlcontext);
  const result = runQuery(
    {
      site,
      index: running.index,
      access,
      account,
      dates: { now, timeZone: account.timeZone },
      current: { spaceKey: context.spaceKey, contentId: context.contentId },
    },
    query,
    {
      includeArchivedSpaces: given.includeArchivedSpaces,
      excludeCurrentSpaces: given.excludeCurrentSpaces,
      statuses: context.statuses,
    },
  );
  return { query, result };
}

/** Where a slice begins: after the cursor's hit, or at `start`. The cursor names the hit, so new hits before it do no harm. */
function startAt(hits: readonly Hit[], { cursor, start }: { cursor: string | undefined; start: number }): number {
  if (cursor === undefined || cursor === "") return start;
  const { id, order, value } = decodeCursor(cursor.replace(/^_[a-z]+_/, ""));
  if (order !== "search") throw new Refusal(400, "The cursor does not belong to a search.");
  const at = hits.findIndex(({ document }) => document.content.id === id);
  return at >= 0 ? at + 1 : Number(value);
}

function links(call: OperationCall, hits: readonly Hit[], end: number) {
  const { request, siteUrl } = call;
  const path = request.url.pathname.slice(request.url.pathname.indexOf("/rest/api/"));
  const last = hits[end - 1];
  const next = new URLSearchParams(request.url.search);
  next.delete("start");
  next.set("next", "true");
  if (last) next.set("cursor", `_sa_${encodeCursor({ id: last.document.content.id, order: "search", value: end })}`);
  return {
    base: `${siteUrl}/wiki`,
    context: "/wiki",
    ...(end < hits.length && last ? { next: `${path}?${next}` } : {}),
    self: `${siteUrl}/wiki${path}${request.url.search}`,
  };
}

const searchParameters = {
  cql: cqlParameter,
  cqlcontext: text(),
  cursor: text(),
  next: flag(),
  prev: flag(),
  start: atMost(0, Number.MAX_SAFE_INTEGER),
  includeArchivedSpaces: flag(),
  excludeCurrentSpaces: flag(),
  expand: expand(),
};

/** What one expansion costs: real sites cut the page of results without a word. Source: notes of the search reference. */
function cap(asked: ReadonlySet<string>, prefix: string): number {
  const names = [...asked].map((name) => (prefix !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : name));
  if (names.some((name) => name === "body.export_view" || name === "body.styled_view")) return 25;
  if (names.some((name) => name.startsWith("body"))) return 50;
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
    limit: atMost(25, 1000),
    excerpt: withDefault(
      oneOf("highlight", "indexed", "none", "highlight_unescaped", "indexed_unescaped"),
      "highlight",
    ),
    sitePermissionTypeFilter: oneOf("all", "externalCollaborator", "none"),
  },
  handle: (call) => {
    const { parameters } = call;
    const begun = performance.now();
    const { query, result } = search(call, parameters);
    const limit = Math.min(parameters.limit, cap(parameters.expand, "content."));
    const start = startAt(result.hits, parameters);
    const slice = result.hits.slice(start, start + limit);
    const wanted = wantedWords(query);
    const asked = expansion([...parameters.expand]);
    return ok(
      {
        results: slice.map((hit) =>
          hitJson(call, hit, { wanted, excerpt: parameters.excerpt, asked: asked.inside("content") }),
        ),
        start,
        limit,
        size: slice.length,
        totalSize: result.hits.length,
        cqlQuery: parameters.cql,
        searchDuration: Math.round(performance.now() - begun),
        archivedResultCount: result.archived,
        _links: links(call, result.hits, start + slice.length),
      },
      { objects: slice.length },
    );
  },
});

type HitOptions = { wanted: ReturnType<typeof wantedWords>; excerpt: string; asked: ReturnType<typeof expansion> };

function hitJson(call: OperationCall, { document, score }: Hit, { wanted, excerpt, asked }: HitOptions) {
  const { site } = call;
  const { content } = document;
  const view: View = call;
  const marked = excerpt.startsWith("highlight");
  const safe = (value: string) => (excerpt.endsWith("unescaped") ? value : escapeHtml(value));
  const show = (value: string) => (marked ? highlight(safe(value), wanted) : safe(value));
  const space = site.spaces.get(content.spaceId);
  const container = content.containerId === null ? undefined : site.content.get(content.containerId);
  return {
    content: contentJson(view, content, asked),
    title: show(content.title),
    excerpt:
      excerpt === "none"
        ? ""
        : excerpt.startsWith("indexed")
          ? safe(plainText(content.body))
          : show(excerptOf(content.body, wanted)),
    url: webLink(site, content),
    ...(container ? { resultParentContainer: { title: container.title, displayUrl: webLink(site, container) } } : {}),
    ...(space ? { resultGlobalContainer: { title: space.name, displayUrl: spaceLink(space) } } : {}),
    breadcrumbs: [],
    entityType: "content",
    iconCssClass: `aui-icon content-type-${content.type}`,
    lastModified: new Date(content.version.createdAt).toISOString(),
    friendlyLastModified: friendlyDate(content.version.createdAt),
    score,
  };
}

const searchContentByCql = operation({
  api: "v1",
  id: "searchContentByCQL",
  method: "GET",
  path: "/content/search",
  scopes: [["search:confluence"], ["read:content-details:confluence"]],
  parameters: { ...searchParameters, limit: atMost(25, 1000) },
  handle: (call) => {
    const { parameters } = call;
    const { result } = search(call, parameters);
    const limit = Math.min(parameters.limit, cap(parameters.expand, ""));
    const start = startAt(result.hits, parameters);
    const slice = result.hits.slice(start, start + limit);
    const asked = expansion(parameters.expand);
    return ok(
      {
        results: slice.map(({ document }) => contentJson(call, document.content, asked)),
        start,
        limit,
        size: slice.length,
        _links: links(call, result.hits, start + slice.length),
      },
      { objects: slice.length },
    );
  },
});

export const searchOperations: readonly Operation[] = [searchByCql, searchContentByCql];
