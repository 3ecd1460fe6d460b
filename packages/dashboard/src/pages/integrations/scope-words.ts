const nouns: Record<string, string> = {
  page: "pages",
  space: "spaces",
  "space-details": "space details",
  "space.setting": "space settings",
  "space.permission": "space permissions",
  comment: "comments",
  attachment: "attachments",
  label: "labels",
  user: "people",
  "user.property": "people's properties",
  group: "groups",
  task: "tasks",
  template: "templates",
  watcher: "watchers",
  folder: "folders",
  database: "databases",
  whiteboard: "whiteboards",
  embed: "Smart Links",
  relation: "relations",
  content: "content",
  "content-details": "content details",
  "content.metadata": "content metadata",
  "content.permission": "content permissions",
  "content.restriction": "restrictions",
  "content.property": "content properties",
  "content.attachment": "attachments",
  "custom-content": "custom content",
  "hierarchical-content": "page trees",
  "analytics.content": "views",
  "audit-log": "the audit log",
  configuration: "site configuration",
  "email-address": "e-mail addresses",
  "confluence-content": "content",
  "confluence-content.all": "content",
  "confluence-content.summary": "content summaries",
  "confluence-content.permission": "content permissions",
  "confluence-space": "spaces",
  "confluence-space.summary": "spaces",
  "confluence-file": "attachments",
  "confluence-props": "content properties",
  "confluence-user": "people",
  "confluence-groups": "groups",
  "confluence-configuration": "site configuration",
};

const verbs: Record<string, string> = {
  read: "Read",
  readonly: "Read",
  write: "Create and change",
  delete: "Delete",
  manage: "Administer",
};

const sentences: Record<string, string> = {
  search: "Search everything",
  "read:me": "See name and e-mail",
  offline_access: "Stay connected",
};

export type ScopeWords = {
  /** "Read", "Create and change", … and what each covers. */
  rights: { verb: string; nouns: string[] }[];
  /** Rights that are a sentence of their own. */
  also: string[];
  /** Scopes this table does not know, as they are. */
  unknown: string[];
};

/**
 * Atlassian scopes in words. Granular scopes read `verb:entity:confluence`, classic ones `verb:confluence-entity`;
 * both kinds of the same right become one word.
 */
export function scopeWords(scopes: readonly string[]): ScopeWords {
  const rights = new Map<string, Set<string>>(Object.values(verbs).map((verb) => [verb, new Set()]));
  const also = new Set<string>();
  const unknown: string[] = [];
  for (const scope of scopes) {
    const [verb = "", entity = ""] = scope.split(":");
    const sentence = sentences[scope] ?? (verb === "search" ? sentences.search : undefined);
    const noun = nouns[entity];
    const right = rights.get(verbs[verb] ?? "");
    if (sentence !== undefined) also.add(sentence);
    else if (noun !== undefined && right !== undefined) right.add(noun);
    else unknown.push(scope);
  }
  return {
    rights: [...rights].filter(([, set]) => set.size > 0).map(([verb, set]) => ({ verb, nouns: [...set] })),
    also: [...also],
    unknown,
  };
}
