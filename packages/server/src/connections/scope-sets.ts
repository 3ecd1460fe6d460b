const of = (entity: string, ...verbs: string[]) => verbs.map((verb) => `${verb}:${entity}:confluence`);

/**
 * What an app asks for when nobody says otherwise: everything the tools use. REST v2 takes granular scopes, REST v1
 * classic ones; an app that uses both must ask for both. Under 50 scopes, as Atlassian advises.
 */
export const standardScopes: readonly string[] = [
  ...of("space", "read", "write"),
  ...of("page", "read", "write", "delete"),
  ...of("comment", "read", "write", "delete"),
  ...of("attachment", "read", "write", "delete"),
  ...of("label", "read", "write"),
  ...of("task", "read", "write"),
  ...of("user", "read"),
  ...of("audit-log", "read"),
  ...of("hierarchical-content", "read"),
  ...of("content-details", "read"),
  ...of("content.metadata", "read"),
  "search:confluence",
  "read:confluence-user",
  "read:confluence-groups",
  "read:confluence-space.summary",
  "write:confluence-space",
  "read:confluence-content.all",
  "read:confluence-content.summary",
  "write:confluence-content",
  "write:confluence-file",
  "readonly:content.attachment:confluence",
  "read:me",
  "offline_access",
];
