import type { EndpointKey } from "./endpoints.ts";

/** An operation as an error names it. `key` is absent for what the endpoint table does not know. */
export type NamedOperation = { method: string; path: string; key?: EndpointKey };

const byToken =
  "Atlassian takes such endpoints from OAuth apps first: a connection by API token, which asks the site itself, may still have it.";
const labels = `REST v2 only reads labels: change them in Confluence. ${byToken}`;
const files = `REST v2 has no upload: attach the file in Confluence. ${byToken}`;
const templates = `REST v2 has no templates: keep a page as a template and create new ones from its body. ${byToken}`;
const search = "Search the synced index instead, or list pages by space, title or label with confluence_list_pages.";
const descendants = "Walk the tree with confluence_list_descendants, which uses REST v2.";
const person = "Look people up by account id with confluence_get_users, which uses REST v2.";

/** What to do where an operation of REST v1 was removed. The ones not named have no other way than `byToken`. */
const ways: Partial<Record<EndpointKey, string>> = {
  "v1.searchByCQL": search,
  "v1.searchContentByCQL": search,
  "v1.movePage":
    "Give the page another parent with confluence_update_page and parentId, which uses REST v2; the order among siblings cannot be set.",
  "v1.copyPage": "Read the page with format storage and create a new one with that body: both use REST v2.",
  "v1.copyPageHierarchy":
    "List the tree with confluence_list_descendants and create a page with the same body for each: both use REST v2.",
  "v1.deletePageTree": "List the tree with confluence_list_descendants and delete its pages one by one.",
  "v1.restoreContentVersion":
    "Read the old version with confluence_get_page_version and format storage, and save its body with confluence_update_page.",
  "v1.getContentDescendants": descendants,
  "v1.getDescendantsOfType": descendants,
  "v1.addLabelsToContent": labels,
  "v1.removeLabelFromContent": labels,
  "v1.removeLabelFromContentUsingQueryParameter": labels,
  "v1.getAllLabelContent": "List the pages of a label with confluence_list_pages_for_label, which uses REST v2.",
  "v1.getLabelsForSpace": "List the labels of a space with confluence_list_space_labels, which uses REST v2.",
  "v1.createAttachment": files,
  "v1.createOrUpdateAttachments": files,
  "v1.updateAttachmentData": files,
  "v1.updateAttachmentProperties": files,
  "v1.downloadAttatchment":
    "confluence_get_attachment gives the address under which a signed-in person can download the file.",
  "v1.getCurrentUser": "The connection itself says whose account it is, when it was granted read:me.",
  "v1.getUser": person,
  "v1.getBulkUserLookup": person,
  "v1.createSpace":
    "On sites with role-based access, POST /wiki/api/v2/spaces makes spaces; else make it in Confluence.",
  "v1.getContentTemplates": templates,
  "v1.getBlueprintTemplates": templates,
  "v1.getContentTemplate": templates,
  "v1.createContentTemplate": templates,
  "v1.updateContentTemplate": templates,
  "v1.getTask": "Look at what the task was to do: whether the page is there, moved or gone.",
  "v1.asyncConvertContentBodyRequest":
    "Ask for the page with format view: GET /wiki/api/v2/pages/{id}?body-format=view.",
};

/** What REST v1 had and no longer has, and what does the same in REST v2. The first that fits counts. */
const successors: readonly (readonly [method: string, path: RegExp, successor: string])[] = [
  ["GET", /^\/content\/[^/]+\/child\/comment/, "GET /wiki/api/v2/pages/{id}/footer-comments and /inline-comments"],
  ["GET", /^\/content\/[^/]+\/child\/attachment/, "GET /wiki/api/v2/pages/{id}/attachments"],
  ["GET", /^\/content\/[^/]+\/child/, "GET /wiki/api/v2/pages/{id}/direct-children"],
  ["GET", /^\/content\/[^/]+\/(history|version)/, "GET /wiki/api/v2/pages/{id}/versions"],
  ["GET", /^\/content\/[^/]+\/label/, "GET /wiki/api/v2/pages/{id}/labels"],
  ["*", /^\/content\/[^/]+\/property/, "/wiki/api/v2/pages/{id}/properties"],
  ["*", /^\/content\/[^/]+$/, "/wiki/api/v2/pages/{id} or /wiki/api/v2/blogposts/{id}"],
  ["*", /^\/content$/, "/wiki/api/v2/pages or /wiki/api/v2/blogposts"],
  ["GET", /^\/space\/[^/]+\/content/, "GET /wiki/api/v2/spaces/{id}/pages"],
  ["*", /^\/space\/[^/]+\/property/, "/wiki/api/v2/spaces/{id}/properties"],
  ["GET", /^\/space(\/[^/]+)?$/, "GET /wiki/api/v2/spaces?keys={key}"],
  ["*", /^\/inlinetasks/, "/wiki/api/v2/tasks"],
  ["GET", /^\/group/, "GET /wiki/rest/api/group/by-id"],
];

/** What to do instead of an operation that answered 410. */
export function wayRound({ method, path, key }: NamedOperation): string {
  if (key !== undefined) return ways[key] ?? byToken;
  const [, below = ""] = /^\/wiki\/rest\/api(\/.*)$/.exec(path) ?? [];
  const found = successors.find(([of, pattern]) => (of === "*" || of === method) && pattern.test(below));
  return found === undefined ? byToken : `REST v2 has it as ${found[2]}.`;
}

/** Operations that only some plans and products have, and what a site needs to have them. */
export function planFor(path: string): string | undefined {
  if (/\/redact$/.test(path)) return "Redaction comes with Atlassian Guard Premium.";
  if (/\/classification-level/.test(path)) return "Data classification comes with Atlassian Guard.";
  return /\/admin-key$/.test(path) ? "Admin keys come with Confluence Premium and Enterprise." : undefined;
}
