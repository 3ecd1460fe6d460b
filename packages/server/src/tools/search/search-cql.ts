import { CqlError, parseCql, validateCql } from "@tributary/cql";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_search_cql";

const result = z.object({
  id: z.string().optional(),
  type: z.string(),
  title: z.string(),
  url: z.string(),
  excerpt: z.string(),
  spaceKey: z.string().optional(),
  spaceName: z.string().optional(),
  modifiedAt: z.string().optional(),
});

type V1Result = {
  content?: { id: string; type: string; space?: { key: string } };
  space?: { key: string };
  title: string;
  excerpt?: string;
  url: string;
  entityType: string;
  resultGlobalContainer?: { title: string; displayUrl: string };
  lastModified?: string;
};

export const searchCql = defineTool({
  name,
  title: "Search with CQL",
  description:
    'Searches Confluence with CQL, its query language, for example: type = page AND space = "ENG" AND text ~ "release checklist" ORDER BY lastmodified DESC. Fields: text, title, space, type, label, creator, contributor, created, lastmodified, ancestor, parent, id. Quote values; AND and OR are read from left to right, so use parentheses. Returns items with an excerpt in which the words found stand in **bold**, how many there are in all, and a cursor when there are more.',
  group: "Search",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    cql: z.string().min(1).optional().describe("The query. Not needed with cursor."),
    includeArchivedSpaces: z.boolean().default(false).describe("Also search archived spaces."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(result).extend({ total: z.number().optional() }),
  endpoints: ["v1.searchByCQL"],
  targets: ({ cql }) => (cql === undefined ? [] : [{ kind: "search", ref: cql }]),
  example: { cql: 'type = page AND text ~ "release checklist"', limit: 3 },
  run: ({ cursor, ...first }, context) =>
    listPage<V1Result, z.input<typeof result>, { total?: number }>(context, {
      tool: name,
      cursor,
      first: () => ({ key: "v1.searchByCQL", query: { ...first, cql: checkCql(first.cql) } }),
      item: (found) => toResult(found, context.site.url),
      extra: ({ totalSize }) => (typeof totalSize === "number" ? { total: totalSize } : {}),
      what: "the query",
    }),
});

/** Says where a query is wrong before Confluence, which only says that it is. */
function checkCql(cql: string | undefined): string {
  if (cql === undefined)
    throw new TributaryError("invalid_input", "Neither a query nor a cursor was given.", {
      hint: 'Pass cql, for example: title ~ "onboarding".',
    });
  try {
    const [problem] = validateCql(parseCql(cql));
    if (problem === undefined) return cql;
    throw problem;
  } catch (cause) {
    if (!(cause instanceof CqlError)) throw cause;
    throw new TributaryError("invalid_cql", `${cause.message} (line ${cause.line}, column ${cause.column})`, {
      ...(cause.hint !== undefined && { hint: cause.hint }),
      details: { offset: cause.offset, cql },
      cause,
    });
  }
}

function toResult(found: V1Result, siteUrl: string): z.input<typeof result> {
  const spaceKey =
    found.content?.space?.key ??
    found.space?.key ??
    /^\/spaces\/([^/?]+)/.exec(found.resultGlobalContainer?.displayUrl ?? "")?.[1];
  return {
    ...(found.content !== undefined && { id: found.content.id }),
    type: found.content?.type ?? found.entityType,
    title: unmark(found.title),
    url: `${siteUrl}/wiki${found.url}`,
    excerpt: unmark(found.excerpt ?? "").trim(),
    ...(spaceKey !== undefined && { spaceKey: decodeURIComponent(spaceKey) }),
    ...(found.resultGlobalContainer !== undefined && { spaceName: found.resultGlobalContainer.title }),
    ...(found.lastModified !== undefined && { modifiedAt: found.lastModified }),
  };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** Confluence marks what was found with @@@hl@@@ and escapes the rest as HTML. */
function unmark(text: string): string {
  return text
    .replace(/@@@(?:end)?hl@@@/g, "**")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, entity: string) => entities[entity] ?? "");
}
