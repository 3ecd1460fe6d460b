/** A permission that roles are made of. `id` is `<operation>/<target>`, as real sites write it. */
export type SpacePermission = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly requiredPermissionIds: readonly string[];
};

const view = "read/space";

const things: readonly [target: string, many: string][] = [
  ["page", "pages"],
  ["blogpost", "blog posts"],
  ["comment", "comments"],
  ["attachment", "attachments"],
  ["whiteboard", "whiteboards"],
  ["database", "databases"],
  ["embed", "Smart Links"],
  ["folder", "folders"],
];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const permission = (
  id: string,
  displayName: string,
  description: string,
  requiredPermissionIds: readonly string[] = [view],
): SpacePermission => ({ id, displayName, description, requiredPermissionIds });

/** Every permission of a space. The names are those of the operations and targets of single space permissions. */
export const spacePermissions: readonly SpacePermission[] = [
  permission(view, "View space", "See the space and what is in it.", []),
  ...things.map(([target, many]) =>
    permission(`create/${target}`, `Add ${many}`, `${capital(many)} can be created and edited.`),
  ),
  ...things.map(([target, many]) =>
    permission(`delete/${target}`, `Delete ${many}`, `${capital(many)} of anybody can be deleted.`),
  ),
  permission("archive/page", "Archive pages", "Pages can be archived and brought back."),
  permission("restrict_content/space", "Restrict content", "Who may see or edit content can be limited."),
  permission("export/space", "Export space", "The space can be exported as a whole."),
  permission("delete/space", "Delete own content", "What one has written oneself can be deleted."),
  permission("administer/space", "Manage space", "Everything about the space, access to it included, can be changed."),
];

const byId = new Map(spacePermissions.map((one) => [one.id, one]));

export const spacePermission = (id: string): SpacePermission | undefined => byId.get(id);

export const permissionOf = ({ key, targetType }: { key: string; targetType: string }): string =>
  `${key}/${targetType}`;

export function operationOf(permissionId: string): { key: string; targetType: string } {
  const [key = "", targetType = ""] = permissionId.split("/");
  return { key, targetType };
}
