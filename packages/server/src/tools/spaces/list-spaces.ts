import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf, spaceShape, toSpace, type V2Space } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_spaces";

export const listSpaces = defineTool({
  name,
  title: "List spaces",
  description:
    "Lists the spaces the account may see: key, name, type, homepage. Start here when you do not know where something lives. Returns items and, when there are more, a cursor to pass back.",
  group: "Spaces",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    keys: z.array(z.string().min(1)).max(250).optional().describe("Only spaces with these keys."),
    type: z
      .enum(["global", "personal", "collaboration", "knowledge_base"])
      .optional()
      .describe("Only spaces of this type."),
    status: z.enum(["current", "archived"]).default("current").describe("Only spaces of this status."),
    labels: z.array(z.string().min(1)).optional().describe("Only spaces with one of these labels."),
    sort: z.enum(["id", "-id", "key", "-key", "name", "-name"]).default("name").describe("Order; - means descending."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(spaceShape),
  endpoints: ["getSpaces"],
  targets: ({ keys }) => (keys ?? []).map((ref) => ({ kind: "space", ref })),
  example: { limit: 5 },
  run: ({ cursor, ...rest }, context) =>
    listPage<V2Space, z.input<typeof spaceShape>>(context, {
      tool: name,
      cursor,
      first: () => ({
        key: "getSpaces",
        // An empty list is no filter; Confluence would take it for one that nothing passes.
        query: { ...rest, keys: filter(rest.keys), labels: filter(rest.labels), "description-format": "plain" },
      }),
      item: (space) => toSpace(space, context.site),
    }),
});

const filter = (list: string[] | undefined) => (list === undefined || list.length === 0 ? undefined : list);
