import { bodyOf } from "../bodies/read-body.ts";
import { renderedFormat } from "../bodies/render-body.ts";
import { createContent } from "../content/create-content.ts";
import { checkVersionNumber, reviseContent } from "../content/revise-content.ts";
import { purgeContent } from "../content/trash-content.ts";
import { idField, integerField, type JsonObject, objectField, stringField } from "../http/json-fields.ts";
import { listed, noBody, type Operation, type OperationCall, ok, operation, type Reply } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, flag, integer, limit, listOf, long, oneOf, type Parameters, required } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { type Access, visible } from "../permission/access.ts";
import { operationsOn } from "../permission/operations-on.ts";
import type { Content, ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { attachmentId } from "./attachment-id.ts";
import { commentJson } from "./comment-json.ts";
import { single } from "./get-page.ts";
import { includedList, versionJson } from "./json.ts";
import { contentPropertyJson } from "./property-json.ts";
import { commentSort, contentOrder, orderBy } from "./sorting.ts";
import { versionsOf } from "./version-rows.ts";
import { requestObject } from "./write-page.ts";

const commentStatus = () => listOf(oneOf("current", "archived", "trashed", "deleted", "historical", "draft"));
const listFormat = () => oneOf("storage", "atlas_doc_format");

export function visibleComment(access: Access, site: Site, id: number, kind: "footer" | "inline"): Content {
  const comment = visible(access, { site }, id, "comment");
  if ((comment.inline !== null) !== (kind === "inline")) throw notFound();
  return comment;
}

const isFooter = (comment: Content) => comment.inline === null;

const containers: readonly { type: ContentType; path: string; id: string; more: Parameters }[] = [
  { type: "page", path: "/pages", id: "getPageFooterComments", more: { status: commentStatus() } },
  { type: "blogpost", path: "/blogposts", id: "getBlogPostFooterComments", more: { status: commentStatus() } },
  // Comments are on an attachment, not on one of its versions; the number is only read.
  { type: "attachment", path: "/attachments", id: "getAttachmentComments", more: { version: integer() } },
  { type: "custom", path: "/custom-content", id: "getCustomContentComments", more: {} },
];

/** The comments below one content; replies are not in it, they are the children of their comment. */
const ofContainer = containers.map(({ type, path, id, more }) =>
  operation({
    api: "v2",
    id,
    method: "GET",
    path: `${path}/{id}/footer-comments`,
    scopes: [["read:comment:confluence"]],
    parameters: {
      ...more,
      id: required(type === "attachment" ? attachmentId() : long()),
      "body-format": listFormat(),
      sort: commentSort(),
      cursor: cursor(),
      limit: limit(),
    },
    handle: ({ parameters, site, access }) => {
      const container = visible(access, { site }, parameters.id, type);
      const given = (parameters as { status?: readonly string[] }).status;
      const status = new Set<string>(given ?? ["current"]);
      const keep = (comment: Content) => isFooter(comment) && comment.parentId === null && status.has(comment.status);
      const rows = site.lists.inContainer.in(`comment:${container.id}`);
      return listed(
        sliceOfUnsorted({
          rows,
          order: orderBy(parameters.sort),
          cursor: parameters.cursor,
          limit: parameters.limit,
          keep,
        }),
        (comment) => commentJson(site, comment, renderedFormat(parameters["body-format"])),
      );
    },
  }),
);

const getFooterComments = operation({
  api: "v2",
  id: "getFooterComments",
  method: "GET",
  path: "/footer-comments",
  scopes: [["read:comment:confluence"]],
  parameters: { "body-format": listFormat(), sort: commentSort(), cursor: cursor(), limit: limit() },
  handle: ({ parameters, site, access }) => {
    const { order, index } = contentOrder(site.lists.contentOfType, parameters.sort);
    const keep = (comment: Content) => isFooter(comment) && comment.status === "current" && access.viewContent(comment);
    return listed(
      sliceOf({ rows: index.in("comment"), order, cursor: parameters.cursor, limit: parameters.limit, keep }),
      (comment) => commentJson(site, comment, renderedFormat(parameters["body-format"])),
    );
  },
});

export const singleCommentParameters = {
  "comment-id": required(long()),
  "body-format": single(),
  version: integer(),
  "include-properties": flag(),
  "include-operations": flag(),
  "include-likes": flag(),
  "include-versions": flag(),
  "include-version": flag(true),
};

/** One comment, at a version, with the parts asked for. */
export function singleComment(call: OperationCall<typeof singleCommentParameters>, comment: Content): Reply {
  const { parameters, site, siteUrl, access } = call;
  const at = parameters.version;
  const past =
    at === undefined || at === comment.version.number ? undefined : site.pastVersions.get(`${comment.id}:${at}`);
  if (at !== undefined && at !== comment.version.number && !past) throw notFound();
  const shown = past ? { ...comment, body: past.body, version: past.version } : comment;
  const { version, ...rest } = commentJson(site, shown, renderedFormat(parameters["body-format"]));
  const self = (name: string) =>
    `${siteUrl}/wiki/api/v2/${comment.inline ? "inline" : "footer"}-comments/${comment.id}/${name}`;
  const { include } = {
    include: (name: "properties" | "operations" | "likes" | "versions") => parameters[`include-${name}`],
  };
  return ok({
    ...rest,
    ...(parameters["include-version"] ? { version } : {}),
    ...(include("properties")
      ? {
          properties: {
            ...("properties" in rest ? (rest.properties as object) : {}),
            ...includedList(
              site.lists.properties.in(`content:${comment.id}`).map(contentPropertyJson),
              self("properties"),
            ),
          },
        }
      : {}),
    ...(include("operations") ? { operations: includedList(operationsOn(access, comment), self("operations")) } : {}),
    ...(include("likes")
      ? {
          likes: includedList(
            comment.likes.map(({ accountId }) => ({ accountId })),
            self("likes/users"),
          ),
        }
      : {}),
    ...(include("versions")
      ? {
          versions: includedList(
            versionsOf(site, comment)
              .reverse()
              .map((row) => versionJson(row.version)),
            self("versions"),
          ),
        }
      : {}),
  });
}

const getFooterComment = operation({
  api: "v2",
  id: "getFooterCommentById",
  method: "GET",
  path: "/footer-comments/{comment-id}",
  scopes: [["read:comment:confluence"]],
  parameters: singleCommentParameters,
  handle: (call) =>
    singleComment(call, visibleComment(call.access, call.site, call.parameters["comment-id"], "footer")),
});

/** What a new comment hangs on, by the one member of the body that names it. */
export function commentTarget(
  call: Pick<OperationCall, "site" | "access">,
  input: JsonObject,
  kind: "footer" | "inline",
): { container: Content; parent: Content | null } {
  const { site, access } = call;
  const named = (["pageId", "blogPostId", "parentCommentId", "attachmentId", "customContentId"] as const).filter(
    (name) => input[name] != null,
  );
  if (named.length !== 1)
    throw badRequest(
      "Exactly one of pageId, blogPostId, parentCommentId, attachmentId and customContentId must be given.",
    );
  const [name = "pageId"] = named;
  const id =
    name === "attachmentId" ? required(attachmentId()).read([String(input[name])], name) : (idField(input, name) ?? 0);
  if (name === "parentCommentId") {
    const parent = visibleComment(access, site, id, kind);
    return { container: visible(access, call, parent.containerId ?? 0), parent };
  }
  const type = {
    pageId: "page",
    blogPostId: "blogpost",
    attachmentId: "attachment",
    customContentId: "custom",
  } as const;
  return { container: visible(access, call, id, type[name]), parent: null };
}

export function mayComment({ site, access }: Pick<OperationCall, "site" | "access">, container: Content): void {
  const space = site.spaces.get(container.spaceId);
  if (!space || !access.inSpace(space, "create:comment")) throw notFound();
}

const createFooterComment = operation({
  api: "v2",
  id: "createFooterComment",
  method: "POST",
  path: "/footer-comments",
  scopes: [["write:comment:confluence"]],
  status: 201,
  body: "json",
  handle: (call) => {
    const { site, account, now, siteUrl } = call;
    const input = requestObject(call.body);
    const { container, parent } = commentTarget(call, input, "footer");
    const body = bodyOf(input);
    if (body === undefined) throw badRequest("Field 'body' in the request body is required.");
    mayComment(call, container);
    const comment = createContent(site, {
      type: "comment",
      title: `Re: ${container.title}`,
      spaceId: container.spaceId,
      containerId: container.id,
      parentId: parent?.id ?? null,
      authorId: account.id,
      at: now,
      body,
    });
    return ok(commentJson(site, comment, "storage"), {
      headers: { location: `${siteUrl}/wiki/api/v2/footer-comments/${comment.id}` },
    });
  },
});

/** The new body and version of a comment; the number rule is the one of pages. */
export function reviseComment(
  call: OperationCall,
  comment: Content,
  change: Partial<Pick<Content, "inline">> = {},
): Content {
  const { site, account, now, access } = call;
  const input = requestObject(call.body);
  const version = objectField(input, "version");
  const number = version && integerField(version, "number");
  const body = bodyOf(input);
  if (version === undefined || number === undefined)
    throw badRequest("Field 'version.number' in the request body is required.");
  if (body !== undefined && !access.updateContent(comment)) throw notFound();
  checkVersionNumber(comment, number);
  return reviseContent(site, comment, {
    by: account.id,
    at: now,
    message: stringField(version, "message") ?? "",
    change: { ...change, ...(body === undefined ? {} : { body }) },
  });
}

const updateFooterComment = operation({
  api: "v2",
  id: "updateFooterComment",
  method: "PUT",
  path: "/footer-comments/{comment-id}",
  scopes: [["write:comment:confluence"]],
  parameters: { "comment-id": required(long()) },
  body: "json",
  handle: (call) => {
    const comment = visibleComment(call.access, call.site, call.parameters["comment-id"], "footer");
    if (bodyOf(requestObject(call.body)) === undefined)
      throw badRequest("Field 'body' in the request body is required.");
    return ok(commentJson(call.site, reviseComment(call, comment), "storage"));
  },
});

const deleteFooterComment = operation({
  api: "v2",
  id: "deleteFooterComment",
  method: "DELETE",
  path: "/footer-comments/{comment-id}",
  scopes: [["delete:comment:confluence"]],
  parameters: { "comment-id": required(long()) },
  handle: ({ site, access, account, parameters, now }) => {
    const comment = visibleComment(access, site, parameters["comment-id"], "footer");
    if (!access.deleteContent(comment)) throw notFound();
    purgeContent(site, comment, { by: account.id, at: now });
    return noBody();
  },
});

const getFooterCommentChildren = operation({
  api: "v2",
  id: "getFooterCommentChildren",
  method: "GET",
  path: "/footer-comments/{id}/children",
  scopes: [["read:comment:confluence"]],
  parameters: {
    id: required(long()),
    "body-format": listFormat(),
    sort: commentSort(),
    cursor: cursor(),
    limit: limit(),
  },
  handle: ({ parameters, site, access }) => {
    const comment = visibleComment(access, site, parameters.id, "footer");
    const rows = site.lists.replies.in(comment.id);
    return listed(
      sliceOfUnsorted({ rows, order: orderBy(parameters.sort), cursor: parameters.cursor, limit: parameters.limit }),
      (reply) => commentJson(site, reply, renderedFormat(parameters["body-format"])),
    );
  },
});

export const footerCommentOperations: readonly Operation[] = [
  ...ofContainer,
  getFooterComments,
  getFooterComment,
  createFooterComment,
  updateFooterComment,
  deleteFooterComment,
  getFooterCommentChildren,
];
