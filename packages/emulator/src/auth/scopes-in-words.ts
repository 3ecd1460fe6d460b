/** What a scope lets an app do, in our own words, for the consent page. */
const classic: Record<string, string> = {
  offline_access: "Keep access while you are away",
  "read:me": "See your name, email address and picture",
  "read:account": "See your account",
  "search:confluence": "Search everything you can see",
  "read:confluence-content.all": "Read pages, posts, comments and files, with their text",
  "read:confluence-content.summary": "Read titles and details of pages, posts and comments",
  "read:confluence-content.permission": "See what you may do with a page",
  "write:confluence-content": "Create, change and delete pages, posts and comments",
  "read:confluence-space.summary": "See spaces and their details",
  "write:confluence-space": "Create, change and delete spaces",
  "write:confluence-file": "Upload files",
  "readonly:content.attachment:confluence": "Download files",
  "read:confluence-props": "Read data that apps keep with pages",
  "write:confluence-props": "Write data that apps keep with pages",
  "read:confluence-user": "See people and their profiles",
  "read:confluence-groups": "See groups",
  "write:confluence-groups": "Create, change and delete groups",
  "manage:confluence-configuration": "Change the settings of the site",
};

const verbs: Record<string, string> = {
  read: "See",
  write: "Create and change",
  delete: "Delete",
  manage: "Manage",
};

const things: Record<string, string> = {
  page: "pages",
  blogpost: "blog posts",
  comment: "comments",
  attachment: "files",
  space: "spaces",
  "space-details": "details of spaces",
  "space.permission": "permissions of spaces",
  "space.property": "data that apps keep with spaces",
  "space.setting": "settings of spaces",
  content: "content",
  "content-details": "content and its details",
  "content.metadata": "details of content",
  "content.property": "data that apps keep with content",
  "content.permission": "permissions of content",
  "content.restriction": "restrictions of content",
  "hierarchical-content": "what lies below a page",
  "custom-content": "content that apps define",
  user: "people and their profiles",
  "user.property": "data that apps keep with people",
  "email-address": "email addresses",
  group: "groups",
  label: "labels",
  watcher: "who watches what",
  task: "tasks",
  template: "templates",
  relation: "favourites",
  "audit-log": "the audit log",
  "analytics.content": "how often content is viewed",
  inlinetask: "tasks",
  whiteboard: "whiteboards",
  database: "databases",
  embed: "smart links",
  folder: "folders",
  configuration: "settings of the site",
};

/** One line for the consent page. A scope the table does not know is shown as it is written. */
export function scopeInWords(scope: string): string {
  const known = classic[scope];
  if (known !== undefined) return known;
  const [verb = "", thing = ""] = scope.split(":");
  const does = verbs[verb];
  const what = things[thing];
  return does !== undefined && what !== undefined ? `${does} ${what}` : scope;
}

export type ScopeGroup = { readonly title: "See" | "Change" | "Other"; readonly lines: readonly string[] };

/** Scopes as a person reads them: what the app may see, what it may change, the rest; the same line only once. */
export function groupScopes(scopes: readonly string[]): ScopeGroup[] {
  const groups = { See: new Set<string>(), Change: new Set<string>(), Other: new Set<string>() };
  for (const scope of scopes) {
    const verb = scope.split(":")[0] ?? "";
    const title = /^(read|readonly|search)$/.test(verb)
      ? "See"
      : /^(write|delete|manage)$/.test(verb)
        ? "Change"
        : "Other";
    groups[title].add(scopeInWords(scope));
  }
  return (["See", "Change", "Other"] as const)
    .map((title) => ({ title, lines: [...groups[title]] }))
    .filter(({ lines }) => lines.length > 0);
}
