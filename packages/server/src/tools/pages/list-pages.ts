import { z } from "zod";
import { listPage } from "../list-page.ts";
import { resolveSpaceId } from "../references.ts";
import { listOf, pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_pages";

export const listPages = defineTool({
  name,
  title: "List pages",
  description:
    "Lists pages, of one space or of all, without their bodies. Use it to walk through a space; to find pages by words, use confluence_search_cql. Returns items and, when there are more, a cursor to pass back.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional(),
    title: z.string().min(1).optional().describe("Only pages with this title."),
    status: z
      .enum(["current", "archived", "trashed", "deleted"])
      .default("current")
      .describe("Only pages of this status."),
    sort: z
      .enum(["id", "-id", "title", "-title", "created-date", "-created-date", "modified-date", "-modified-date"])
      .default("id")
      .describe("Order; - means descending."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(pageShape),
  endpoints: ["getPages", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG", limit: 5 },
  run: ({ cursor, spaceId, ...rest }, context) =>
    listPage<V2Page, z.input<typeof pageShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: "getPages",
        query: { ...(spaceId !== undefined && { "space-id": await resolveSpaceId(context, spaceId) }), ...rest },
      }),
      item: (page) => toPage(page, context.site),
    }),
});
