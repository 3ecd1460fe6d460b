import { and, clause, cql, printCql } from "@tributary/cql";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toMilliseconds } from "../date-parameter.ts";
import type { IndexPage } from "../own.ts";
import { spaceKeysOf } from "../pages/spaces-of.ts";
import { resolveSpace } from "../references.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { dayBefore } from "./day-before.ts";
import { sourceShape } from "./search-result.ts";

const changeShape = z.object({
  id: z.string(),
  /** page or blogpost */
  type: z.string(),
  title: z.string(),
  url: z.string(),
  /** What happened since: commented = nothing but comments. */
  change: z.enum(["created", "edited", "commented"]),
  createdBy: z.string().optional(),
  /** Names. From the index everybody who was seen editing it; from Confluence who did so last. */
  editedBy: z.array(z.string()),
  changedAt: z.string().optional(),
  version: z.number().int().optional(),
  comments: z.object({ count: z.number().int(), by: z.array(z.string()) }).optional(),
});

const output = z.object({
  spaceKey: z.string(),
  since: z.string(),
  created: z.number().int(),
  edited: z.number().int(),
  comments: z.number().int().optional(),
  /** The last changed first. */
  items: z.array(changeShape),
  /** There are more than limit. */
  more: z.boolean(),
  source: sourceShape,
});

type Change = z.output<typeof changeShape>;
type Asked = { spaceKey: string; since: number; limit: number };

export const spaceDigest = defineTool({
  name: "confluence_space_digest",
  title: "Space digest",
  description:
    "Sums up what happened in a space since a time: pages and blog posts created and edited, by whom, and on request the comments on them. Use it for a weekly report or to catch up; for a plain list over several spaces use confluence_recently_changed. Reads the synced index, or Confluence while nothing is synced (source says which); comments always come from Confluence. What was deleted is not in it.",
  group: "Search",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId,
    since: z.string().min(1).describe("Since when, such as 2026-11-01 or 2026-11-01T09:00:00Z."),
    comments: z.boolean().default(false).describe("Also count comments, by page."),
    limit: parameter.limit(200, 50),
  }),
  output,
  endpoints: ["v1.searchContentByCQL", "getSpaces", "getSpaceById"],
  targets: ({ spaceId }) => [{ kind: "space", ref: spaceId }],
  example: { spaceId: "ENG", since: "2020-01-01", comments: true, limit: 5 },
  async run({ spaceId, since: from, comments, limit }, context) {
    const since = toMilliseconds(from, "since", "start") ?? 0;
    const [given = ""] = await spaceKeysOf(context, [spaceId.trim()]);
    const synced = await fromSynced(context, { spaceKey: given, since, limit });
    // A search for a space that is not there is refused in other words than other tools have for it.
    const spaceKey = synced === undefined ? (await resolveSpace(context, given)).key : given;
    const asked = { spaceKey, since, limit };
    const { items, more } = synced ?? (await fromSite(context, asked));
    const said = comments ? await commentsSince(context, asked) : undefined;
    const all = said === undefined ? items : withComments(items, said);
    return {
      spaceKey,
      since: new Date(since).toISOString(),
      created: items.filter(({ change }) => change === "created").length,
      edited: items.filter(({ change }) => change === "edited").length,
      ...(said !== undefined && { comments: said.reduce((sum, { count }) => sum + count, 0) }),
      items: all,
      more,
      source: synced === undefined ? ("confluence" as const) : ("index" as const),
    };
  },
});

type Found = { items: Change[]; more: boolean };

async function fromSynced({ own }: ToolContext, { spaceKey, since, limit }: Asked): Promise<Found | undefined> {
  const query = { spaceKeys: [spaceKey], kinds: ["page", "blogpost"] as const, modifiedAfter: since };
  const pages = await own.index?.recent({ ...query, limit: limit + 1, offset: 0 });
  return pages && { items: pages.slice(0, limit).map((page) => toChange(page, since)), more: pages.length > limit };
}

const toChange = (page: IndexPage, since: number): Change => ({
  id: page.documentId,
  type: page.kind,
  title: page.title,
  url: page.url,
  change: page.createdAt >= since ? "created" : "edited",
  ...(page.author !== undefined && { createdBy: page.author.name }),
  editedBy: page.version === 1 ? [] : page.editors.map(({ name }) => name),
  changedAt: new Date(page.modifiedAt).toISOString(),
  version: page.version,
});

/** Content as a search of REST v1 gives it with what is expanded below. */
type Row = {
  id: string;
  type: string;
  title: string;
  version?: { number: number; when: string; by?: { displayName?: string } };
  history?: { createdDate?: string; createdBy?: { displayName?: string } };
  container?: { id?: string; type?: string; title?: string; _links?: { webui?: string } };
  _links?: { webui?: string };
};

/** Rows of a type that were touched since, the last ones first; at most one more than asked for. */
async function rowsSince(
  { confluence }: ToolContext,
  { spaceKey, since, limit }: Asked,
  types: string[],
  date: "created" | "lastmodified",
  expand: string,
): Promise<Row[]> {
  const where = and(clause("space", "=", spaceKey), clause("type", "IN", types), clause(date, ">=", dayBefore(since)));
  const { results } = await confluence.call<{ results: Row[] }>("v1.searchContentByCQL", {
    query: { cql: printCql(cql(where, [date, "desc"])), expand, limit: limit + 1 },
    what: `what changed in ${spaceKey}`,
  });
  return results;
}

async function fromSite(context: ToolContext, asked: Asked): Promise<Found> {
  const rows = await rowsSince(context, asked, ["page", "blogpost"], "lastmodified", "version,history");
  const items = rows.flatMap(({ id, type, title, version, history, _links }): Change[] => {
    if (version === undefined || Date.parse(version.when) < asked.since) return [];
    const created = history?.createdDate !== undefined && Date.parse(history.createdDate) >= asked.since;
    const [createdBy, editedBy] = [history?.createdBy?.displayName, version.by?.displayName];
    return [
      {
        id,
        type,
        title,
        url: `${context.site.url}/wiki${_links?.webui ?? `/pages/viewpage.action?pageId=${id}`}`,
        change: created ? "created" : "edited",
        ...(createdBy !== undefined && { createdBy }),
        editedBy: version.number > 1 && editedBy !== undefined ? [editedBy] : [],
        changedAt: new Date(version.when).toISOString(),
        version: version.number,
      },
    ];
  });
  return { items: items.slice(0, asked.limit), more: items.length > asked.limit };
}

type Said = { id: string; type: string; title: string; url: string; count: number; by: string[] };

const mostComments = 200;

/** Comments since, by what they are on. Throws when they are too many to be counted by one request. */
async function commentsSince(context: ToolContext, asked: Asked): Promise<Said[]> {
  const rows = await rowsSince(context, { ...asked, limit: mostComments }, ["comment"], "created", "container,history");
  if (rows.length > mostComments) {
    throw new TributaryError("invalid_input", `There are more than ${mostComments} comments since then.`, {
      hint: "Ask for a shorter time, or without comments.",
    });
  }
  const said = new Map<string, Said>();
  for (const { container, history } of rows) {
    const at = Date.parse(history?.createdDate ?? "");
    if (container?.id === undefined || at < asked.since) continue;
    const webui = container._links?.webui ?? `/pages/viewpage.action?pageId=${container.id}`;
    const { id, type = "page", title = "" } = container;
    const one = said.get(id) ?? { id, type, title, url: `${context.site.url}/wiki${webui}`, count: 0, by: [] };
    const name = history?.createdBy?.displayName;
    const by = name === undefined || one.by.includes(name) ? one.by : [...one.by, name];
    said.set(id, { ...one, count: one.count + 1, by });
  }
  return [...said.values()];
}

/** What was only commented on comes after what was changed. */
function withComments(items: readonly Change[], said: readonly Said[]): Change[] {
  const byId = new Map(said.map((one) => [one.id, one]));
  const changed = items.map((item) => {
    const { count, by } = byId.get(item.id) ?? {};
    return count === undefined || by === undefined ? item : { ...item, comments: { count, by } };
  });
  const known = new Set(items.map(({ id }) => id));
  const only = said.filter(({ id }) => !known.has(id));
  return [
    ...changed,
    ...only.map(
      ({ count, by, ...page }): Change => ({
        ...page,
        change: "commented",
        editedBy: [],
        comments: { count, by },
      }),
    ),
  ];
}
