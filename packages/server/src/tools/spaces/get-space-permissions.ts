import { z } from "zod";
import { listPage } from "../list-page.ts";
import { resolveSpaceId } from "../references.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_get_space_permissions";

const permissionShape = z.object({
  id: z.string(),
  /** user, group, role or access-class. */
  principalType: z.string(),
  principalId: z.string(),
  /** Such as `create page` or `administer space`. */
  permission: z.string(),
});

type V2Permission = {
  id: string;
  principal?: { type?: string; id?: string };
  operation?: { key?: string; targetType?: string };
};

export const getSpacePermissions = defineTool({
  name,
  title: "Get space permissions",
  description:
    "Lists who may do what in a space: one row for each user, group or role and operation. Name the users with confluence_get_users, the groups with confluence_list_groups. For one page see confluence_get_restrictions.",
  group: "Spaces",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional().describe("Space: id or key; not needed with cursor."),
    limit: parameter.limit(250, 100),
    cursor: parameter.cursor,
  }),
  output: listOf(permissionShape),
  endpoints: ["getSpacePermissionsAssignments", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG", limit: 10 },
  run: ({ spaceId, limit, cursor }, context) =>
    listPage<V2Permission, z.input<typeof permissionShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: "getSpacePermissionsAssignments",
        path: { id: await resolveSpaceId(context, spaceId ?? "") },
        query: { limit },
      }),
      item: ({ id, principal, operation }) => ({
        id,
        principalType: principal?.type ?? "",
        principalId: principal?.id ?? "",
        permission: `${operation?.key ?? ""} ${operation?.targetType ?? ""}`.trim(),
      }),
      what: `the permissions of ${spaceId ?? "the space"}`,
    }),
});
