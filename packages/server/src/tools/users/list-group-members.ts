import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { groupEndpoints, resolveGroup } from "./groups.ts";
import { type ApiUser, toUser, type User, userShape } from "./user.ts";

const name = "confluence_list_group_members";

export const listGroupMembers = defineTool({
  name,
  title: "List group members",
  description: "Lists the people in a group, named by its id or its name: account id and name.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    groupId: z.string().min(1).optional().describe("Group: id or name; not needed with cursor."),
    limit: parameter.limit(200, 50),
    cursor: parameter.cursor,
  }),
  output: listOf(userShape),
  endpoints: ["v1.getGroupMembersByGroupId", ...groupEndpoints],
  targets: ({ groupId }) => (groupId === undefined ? [] : [{ kind: "group", ref: groupId }]),
  example: { groupId: "engineering" },
  run: ({ groupId, limit, cursor }, context) =>
    listPage<ApiUser, User>(context, {
      tool: name,
      cursor,
      async first() {
        // An unknown group would have no members instead of being missing, so it is looked up in any case.
        const { id } = await resolveGroup(context, groupId ?? "");
        return { key: "v1.getGroupMembersByGroupId", path: { groupId: id }, query: { limit } };
      },
      item: toUser,
      what: `the members of ${groupId ?? "the group"}`,
    }),
});
