import type { Endpoint } from "./endpoints.ts";

/** Something a request names that lies in one space. */
export type SpaceRef = {
  kind:
    | "space"
    | "spaceKey"
    | "page"
    | "blogpost"
    | "attachment"
    | "comment"
    | "whiteboard"
    | "database"
    | "folder"
    | "embed"
    | "custom-content"
    | "task"
    | "template"
    | "longTask"
    /** Content whose type the request does not say. */
    | "content";
  id: string;
};

/** How the rows of an answer say which space they are in. */
export type RowSpace = "spaceId" | "space" | "container" | "search" | "template" | "label" | "labels" | "contentIds";

/**
 * What a request reaches, as far as spaces go.
 * - `free`: nothing that lies in a space: people, groups, the account's own settings.
 * - `site`: is about the whole site, or about a space it names in `refs`; `rows` as below.
 * - `closed`: cannot be narrowed to spaces.
 * - `scoped`: what it names in `refs`, and in its answer rows that have to be looked at one by one.
 */
export type Reach =
  | { kind: "free" }
  | { kind: "site"; refs: SpaceRef[]; rows?: RowSpace }
  | { kind: "closed" }
  | { kind: "scoped"; refs: SpaceRef[]; rows?: RowSpace; cql?: string };

/** A request as the endpoint table sees it. Query values are decoded; one name may stand more than once. */
export type EndpointRequest = { path: Record<string, string>; query: URLSearchParams; body: unknown };

/** Nouns of paths whose next segment is the id of something in a space. */
const nouns: Record<string, SpaceRef["kind"]> = {
  pages: "page",
  blogposts: "blogpost",
  attachments: "attachment",
  attachment: "attachment",
  comments: "comment",
  "footer-comments": "comment",
  "inline-comments": "comment",
  whiteboards: "whiteboard",
  databases: "database",
  folders: "folder",
  embeds: "embed",
  "custom-content": "custom-content",
  tasks: "task",
  spaces: "space",
  space: "spaceKey",
  content: "content",
  template: "template",
  longtask: "longTask",
};

/** Names of parameters and of fields of a body that name something in a space. */
const fields: Record<string, SpaceRef["kind"]> = {
  "space-id": "space",
  spaceId: "space",
  spaceKey: "spaceKey",
  spaceKeys: "spaceKey",
  keys: "spaceKey",
  ids: "space",
  "page-id": "page",
  pageId: "page",
  "blogpost-id": "blogpost",
  blogPostId: "blogpost",
  attachmentId: "attachment",
  customContentId: "custom-content",
  parentCommentId: "comment",
  templateId: "template",
  parentId: "content",
  containerId: "content",
  destinationPageId: "page",
  targetId: "content",
  contentId: "content",
};

const rows: Record<string, RowSpace> = {
  getPages: "spaceId",
  getBlogPosts: "spaceId",
  getTasks: "spaceId",
  getCustomContentByType: "spaceId",
  getLabelPages: "spaceId",
  getLabelBlogPosts: "spaceId",
  getSpaces: "space",
  getDataPolicySpaces: "space",
  getAttachments: "container",
  getLabelAttachments: "container",
  getFooterComments: "container",
  getInlineComments: "container",
  convertContentIdsToContentTypes: "contentIds",
  "v1.getAllLabelContent": "label",
  "v1.searchByCQL": "search",
  "v1.searchContentByCQL": "search",
  "v1.getContentTemplates": "template",
  "v1.getBlueprintTemplates": "template",
};

/** The parameter by which a list can be asked for some spaces only. */
export function listedBySpace(key: string): "space-id" | "ids" | undefined {
  if (key === "getSpaces") return "ids";
  return rows[key] === "spaceId" ? "space-id" : undefined;
}

const free = new Set([
  "createBulkUserLookup",
  "checkAccessByEmail",
  "getClassificationLevels",
  "getDataPolicyMetadata",
  "getAvailableSpacePermissions",
  "getSpaceRoleMode",
  "getAvailableSpaceRoles",
  "getSpaceRolesById",
  "v1.searchUser",
  "v1.getCustomContentStates",
  "v1.getThemes",
  "v1.getTheme",
  "v1.getGlobalTheme",
  "v1.getSystemInfo",
]);

const closed = new Set([
  "v1.bulkAsyncConvertContentBodyRequest",
  "v1.bulkAsyncConvertContentBodyResponse",
  "v1.asyncConvertContentBodyRequest",
  "v1.asyncConvertContentBodyResponse",
  "v1.getMacroBodyByMacroId",
  "v1.getAndConvertMacroBodyByMacroId",
  "v1.getAndAsyncConvertMacroBodyByMacroId",
  "v1.publishLegacyDraft",
  "v1.publishSharedDraft",
  // What others did, to whatever: pages and spaces are named by their titles.
  "v1.getTasks",
  "v1.getAuditRecords",
  "v1.getAuditRecordsForTimePeriod",
  "v1.exportAuditRecords",
  // Who may enter which spaces, of all spaces at once.
  "listSpacePermissionCombinations",
  "generateSpacePermissionCombinations",
  "bulkAssignSpacePermissionRoles",
  "bulkRemoveSpacePermissionAccess",
  "getSpacePermissionTransitionTaskStatus",
]);

/**
 * Operations whose path names nothing and whose body says where they go. With any other, a field that names a space is
 * one that Confluence does not look at.
 */
const placedByBody = new Set([
  "createPage",
  "createBlogPost",
  "createCustomContent",
  "createFooterComment",
  "createInlineComment",
  "createWhiteboard",
  "createDatabase",
  "createFolder",
  "createSmartLink",
  "v1.archivePages",
  "v1.createContentTemplate",
  "v1.updateContentTemplate",
]);

/** What a request reaches. Operations that nobody thought about here, and name nothing, count as `site`. */
export function reachOf({ key, path: template }: Pick<Endpoint, "key" | "path">, request: EndpointRequest): Reach {
  if (closed.has(key) || /\/relation\//.test(template)) return { kind: "closed" };
  const refs = [...pathRefs(template, request.path), ...fieldRefs(key, request)];
  const people =
    /^\/wiki\/rest\/api\/(user|group)(\/|$)/.test(template) && !/\/watch\/(content|space)\//.test(template);
  if (people || free.has(key)) return refs.length === 0 ? { kind: "free" } : { kind: "scoped", refs };
  const row = rows[key];
  if (row === "search") {
    const [cql, ...more] = request.query.getAll("cql");
    if (cql === undefined || more.length > 0) return { kind: "closed" };
    return { kind: "scoped", refs, rows: row, cql };
  }
  if (row !== undefined) return { kind: "scoped", refs, rows: row };
  const named = pathRefs(template, request.path).length > 0 || (placedByBody.has(key) && refs.length > 0);
  return named ? { kind: "scoped", refs } : { kind: "site", refs, ...(key === "getLabels" && { rows: "labels" }) };
}

function pathRefs(template: string, params: Record<string, string>): SpaceRef[] {
  const parts = template.split("/");
  return parts.flatMap((part, i): SpaceRef[] => {
    if (!part.startsWith("{")) return [];
    const name = part.slice(1, -1);
    const id = params[name] ?? "";
    // The task of a permission transition is not one on a page.
    const kind = name === "targetId" ? "content" : name === "taskId" ? undefined : nouns[parts[i - 1] ?? ""];
    return kind === undefined ? [] : [{ kind, id }];
  });
}

/** `id` of a list names what is listed; elsewhere it repeats the path. */
const listedBy: Record<string, SpaceRef["kind"]> = {
  getPages: "page",
  getBlogPosts: "blogpost",
  getCustomContentByType: "custom-content",
};

function fieldRefs(key: string, { query, body }: EndpointRequest): SpaceRef[] {
  const refs: SpaceRef[] = [];
  const listed = listedBy[key];
  for (const [name, value] of query) {
    const kind = name === "id" ? listed : fields[name];
    if (kind === undefined) continue;
    for (const id of value.split(",")) if (id !== "") refs.push({ kind, id });
  }
  const context = query.get("cqlcontext");
  if (context !== null) refs.push(...bodyRefs(parseJson(context)));
  return [...refs, ...bodyRefs(body), ...destination(key, body)];
}

/** Every field of a body that names something, however deep: pages to archive, a new parent. Bodies of content are not looked into. */
function bodyRefs(body: unknown): SpaceRef[] {
  if (Array.isArray(body)) return body.flatMap(bodyRefs);
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]): SpaceRef[] => {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const named = kind === undefined ? [] : namesIn(value).map((id) => ({ kind, id }));
    const { id, key } = (typeof value === "object" && value !== null ? value : {}) as { id?: unknown; key?: unknown };
    if (name === "space") {
      for (const one of namesIn(key)) named.push({ kind: "spaceKey", id: one });
      for (const one of namesIn(id)) named.push({ kind: "space", id: one });
    }
    if (name === "container" || name === "homepage")
      for (const one of namesIn(id)) named.push({ kind: "content", id: one });
    return [...named, ...(name === "value" || name === "body" ? [] : bodyRefs(value))];
  });
}

/** What a field names: one thing, or a list of them. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

/** Where copies go, and what is archived: fields whose names alone do not say what they name. */
function destination(key: string, body: unknown): SpaceRef[] {
  if (typeof body !== "object" || body === null) return [];
  if (key === "v1.copyPage") {
    const { destination: to } = body as { destination?: { type?: string; value?: unknown } };
    if (to?.value == null) return [{ kind: "content", id: "" }];
    return [{ kind: to.type === "space" ? "spaceKey" : "content", id: String(to.value) }];
  }
  if (key === "v1.archivePages") {
    const { pages } = body as { pages?: { id?: unknown }[] };
    return (Array.isArray(pages) ? pages : []).map(({ id }) => ({ kind: "page", id: String(id) }));
  }
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
