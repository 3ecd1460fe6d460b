/** The five groups a policy speaks about. Blog posts, comments and labels belong to Pages. */
export const permissionGroups = ["Pages", "Spaces", "Search", "Attachments", "Users"] as const;
export type PermissionGroup = (typeof permissionGroups)[number];

/** What a tool or an endpoint does to the site. */
export type Effect = "read" | "write" | "delete";
