import { renderedFormat } from "../bodies/render-body.ts";
import { inlineThread } from "../comments/inline-thread.ts";
import { isObject } from "../http/json-fields.ts";
import { listed, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, required } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import { visible } from "../permission/access.ts";
import type { Content } from "../state/records.ts";
import { singleComment, singleCommentParameters } from "./footer-comments.ts";
import { inlineCommentJson } from "./inline-comment-json.ts";
import { commentSort, contentOrder, orderBy } from "./sorting.ts";

const listFormat = () => oneOf("storage", "atlas_doc_format");
const resolution = () => listOf(oneOf("resolved", "open", "dangling", "reopened"));

/** An inline comment, or a reply to one, that the caller may see; otherwise the API's 404. */
export function visibleInlineComment({ site, access }: Pick<OperationCall, "site" | "access">, id: number): Content {
  const comment = visible(access, { site }, id, "comment");
  if (!inlineThread(site, comment)) throw notFound();
  return comment;
}

const containers = [
  {
    type: "page",
    path: "/pages",
    id: "getPageInlineComments",
    status: () => listOf(oneOf("current", "archived", "trashed", "deleted", "historical", "draft")),
  },
  {
    type: "blogpost",
    path: "/blogposts",
    id: "getBlogPostInlineComments",
    status: () => listOf(oneOf("current", "deleted", "trashed", "historical", "draft")),
  },
] as const;

/** The threads on one page; the replies are the children of the comment that began each. */
const ofContainer = containers.map(({ type, path, id, status: allowed }) =>
  operation({
    api: "v2",
    id,
    method: "GET",
    path: `${path}/{id}/inline-comments`,
    scopes: [["read:comment:confluence"]],
    parameters: {
      id: required(long()),
      "body-format": listFormat(),
      status: allowed(),
      "resolution-status": resolution(),
      sort: commentSort(),
      cursor: cursor(),
      limit: limit(),
    },
    handle: ({ parameters, site, access }) => {
      const container = visible(access, { site }, parameters.id, type);
      const status = new Set<string>(parameters.status ?? ["current"]);
      const resolved = parameters["resolution-status"];
      const keep = (comment: Content) =>
        comment.inline !== null &&
        comment.parentId === null &&
        status.has(comment.status) &&
        (resolved === undefined || resolved.includes(comment.inline.resolution));
      const rows = site.lists.inContainer.in(`comment:${container.id}`);
      const order = orderBy(parameters.sort);
      return listed(
        sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit, keep }),
        (comment) => inlineCommentJson(site, comment, renderedFormat(parameters["body-format"]), "inContainer"),
      );
    },
  }),
);

const getInlineComments = operation({
  api: "v2",
  id: "getInlineComments",
  method: "GET",
  path: "/inline-comments",
  scopes: [["read:comment:confluence"]],
  parameters: { "body-format": listFormat(), sort: commentSort(), cursor: cursor(), limit: limit() },
  handle: ({ parameters, site, access }) => {
    const { order, index } = contentOrder(site.lists.contentOfType, parameters.sort);
    const keep = (comment: Content) =>
      comment.status === "current" && inlineThread(site, comment) !== undefined && access.viewContent(comment);
    return listed(
      sliceOf({ rows: index.in("comment"), order, cursor: parameters.cursor, limit: parameters.limit, keep }),
      (comment) => inlineCommentJson(site, comment, renderedFormat(parameters["body-format"]), "single"),
    );
  },
});

const getInlineComment = operation({
  api: "v2",
  id: "getInlineCommentById",
  method: "GET",
  path: "/inline-comments/{comment-id}",
  scopes: [["read:comment:confluence"]],
  parameters: singleCommentParameters,
  handle: (call) => {
    const { site, parameters } = call;
    const comment = visibleInlineComment(call, parameters["comment-id"]);
    const reply = singleComment(call, comment);
    if (!isObject(reply.json)) return reply;
    const { resolutionLastModifierId: _by, resolutionLastModifiedAt: _at, ...asked } = reply.json;
    const own = inlineCommentJson(site, comment, undefined, "single");
    const { version: _version, body: _body, ...anchored } = own as Record<string, unknown>;
    // What was asked for wins; the properties are a list and the two facts about the marker in one object.
    const properties = { ...(isObject(asked.properties) ? asked.properties : {}), ...(anchored.properties as object) };
    return ok({ ...asked, ...anchored, properties });
  },
});

const getInlineCommentChildren = operation({
  api: "v2",
  id: "getInlineCommentChildren",
  method: "GET",
  path: "/inline-comments/{id}/children",
  scopes: [["read:comment:confluence"]],
  parameters: {
    id: required(long()),
    "body-format": listFormat(),
    sort: commentSort(),
    cursor: cursor(),
    limit: limit(),
  },
  handle: (call) => {
    const { site, parameters } = call;
    const comment = visibleInlineComment(call, parameters.id);
    const rows = site.lists.replies.in(comment.id);
    const order = orderBy(parameters.sort);
    return listed(sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit }), (reply) =>
      inlineCommentJson(site, reply, renderedFormat(parameters["body-format"]), "reply"),
    );
  },
});

export const inlineCommentOperations: readonly Operation[] = [
  ...ofContainer,
  getInlineComments,
  getInlineComment,
  getInlineCommentChildren,
];
