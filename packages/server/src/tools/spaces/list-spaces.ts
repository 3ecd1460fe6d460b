import { z } from "zod";
import { decodeCursor, encodeCursor, nextCursor } from "../cursor.ts";
import { listOf, spaceShape, toSpace, type V2List, type V2Space } from "../shapes.ts";
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
  async run({ cursor, ...rest }, { confluence, site }) {
    const from = cursor === undefined ? undefined : decodeCursor(name, cursor);
    const query = from?.query ?? { ...rest, "description-format": "plain" };
    const { results, _links } = await confluence.call<V2List<V2Space>>("getSpaces", {
      query: { ...query, cursor: from?.next },
    });
    const next = nextCursor(_links);
    return {
      items: results.map((space) => toSpace(space, site)),
      ...(next !== undefined && { cursor: encodeCursor(name, query, next) }),
    };
  },
});
