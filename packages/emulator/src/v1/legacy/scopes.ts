/**
 * Scopes of the operations that were removed: classic, or the granular set. They stood in the reference of v1 until the
 * operations did not.
 */
export const legacyScopes = {
  readContent: [["read:confluence-content.all"], ["read:content-details:confluence"]],
  readContentMetadata: [["read:confluence-content.summary"], ["read:content.metadata:confluence"]],
  writeContent: [["write:confluence-content"], ["read:content-details:confluence", "write:content:confluence"]],
  deleteContent: [["write:confluence-content"], ["delete:content:confluence"]],
  readLabels: [["read:confluence-content.summary"], ["read:label:confluence"]],
  readProperties: [["read:confluence-props"], ["read:content.property:confluence"]],
  writeProperties: [
    ["write:confluence-props"],
    ["read:content.property:confluence", "write:content.property:confluence"],
  ],
  readSpaces: [["read:confluence-space.summary"], ["read:space-details:confluence"]],
  readSpaceProperties: [["read:confluence-props"], ["read:space.property:confluence"]],
  writeSpaceProperties: [
    ["write:confluence-props"],
    ["read:space.property:confluence", "write:space.property:confluence"],
  ],
  readTasks: [["read:confluence-content.all"], ["read:inlinetask:confluence"]],
  writeTasks: [["write:confluence-content"], ["read:inlinetask:confluence", "write:inlinetask:confluence"]],
  readGroups: [["read:confluence-groups"], ["read:group:confluence"]],
  writeGroups: [["write:confluence-groups"], ["write:group:confluence"]],
  readUsers: [["read:confluence-user"], ["read:user:confluence"]],
  readRestrictions: [["read:confluence-content.all"], ["read:content.restriction:confluence"]],
  writeRestrictions: [["write:confluence-content"], ["write:content.restriction:confluence"]],
  writeSettings: [
    ["manage:confluence-configuration"],
    ["write:configuration:confluence", "write:space.setting:confluence"],
  ],
} as const satisfies Record<string, readonly (readonly string[])[]>;
