import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import type { Group } from "./groups.ts";

const name = "confluence_list_groups";

export const listGroups = defineTool({
  name,
  title: "List groups",
  description:
    "Lists the site's groups of users by name, with their ids. For who is in one, confluence_list_group_members.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    accessType: z
      .enum(["user", "admin", "site-admin"])
      .optional()
      .describe("Only groups that give this kind of access."),
    limit: parameter.limit(200, 100),
    cursor: parameter.cursor,
  }),
  output: listOf(z.object({ id: z.string(), name: z.string() })),
  endpoints: ["v1.getGroups"],
  targets: () => [],
  example: {},
  run: ({ cursor, ...query }, context) =>
    listPage<Group, Group>(context, {
      tool: name,
      cursor,
      first: () => ({ key: "v1.getGroups", query }),
      item: (group) => ({ id: group.id, name: group.name }),
      what: "the groups",
    }),
});
