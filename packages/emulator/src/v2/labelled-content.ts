import { renderedFormat } from "../bodies/render-body.ts";
import { listed, type Operation, type OperationCall, operation } from "../http/operation.ts";
import { sliceOf } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, required } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { attachmentJson } from "./attachment-json.ts";
import { blogPostJson } from "./blog-post-json.ts";
import { kinds, readScope } from "./content-kinds.ts";
import { attachmentSort } from "./list-attachments.ts";
import { blogPostSort } from "./list-blog-posts.ts";
import { pageJson } from "./page-json.ts";
import { contentOrder, pageSort, type SortedList } from "./sorting.ts";

const listFormat = () => oneOf("storage", "atlas_doc_format");
const paging = () => ({ id: required(long()), cursor: cursor(), limit: limit() });

type LabelCall = Pick<OperationCall, "site" | "access"> & {
  parameters: { id: number; sort: string; limit: number; "space-id"?: number[] | undefined };
};

/** The order of the list and what it keeps: visible, current and carrying the label; a label nobody made is 404. */
function carrying({ site, access, parameters }: LabelCall): SortedList & { keep: (content: Content) => boolean } {
  const label = site.labels.get(parameters.id);
  if (!label) throw notFound();
  const spaceIds = parameters["space-id"];
  const keep = (content: Content) =>
    content.labelIds.includes(label.id) &&
    content.status === "current" &&
    (spaceIds?.includes(content.spaceId) ?? true) &&
    access.viewContent(content);
  return { ...contentOrder(site.lists.contentOfType, parameters.sort), keep };
}

export const labelledContentOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getLabelPages",
    method: "GET",
    path: "/labels/{id}/pages",
    scopes: [[readScope(kinds.page)]],
    parameters: { ...paging(), "space-id": listOf(long(), 100), "body-format": listFormat(), sort: pageSort() },
    handle: (call) => {
      const { parameters, site } = call;
      const { index, order, keep } = carrying(call);
      const slice = sliceOf({
        rows: index.in("page"),
        order,
        cursor: parameters.cursor,
        limit: parameters.limit,
        keep,
      });
      return listed(slice, (page) => pageJson(site, page, renderedFormat(parameters["body-format"])));
    },
  }),
  operation({
    api: "v2",
    id: "getLabelBlogPosts",
    method: "GET",
    path: "/labels/{id}/blogposts",
    scopes: [[readScope(kinds.blogPost)]],
    parameters: { ...paging(), "space-id": listOf(long(), 100), "body-format": listFormat(), sort: blogPostSort() },
    handle: (call) => {
      const { parameters, site } = call;
      const { index, order, keep } = carrying(call);
      const slice = sliceOf({
        rows: index.in("blogpost"),
        order,
        cursor: parameters.cursor,
        limit: parameters.limit,
        keep,
      });
      return listed(slice, (post) => blogPostJson(site, post, renderedFormat(parameters["body-format"])));
    },
  }),
  operation({
    api: "v2",
    id: "getLabelAttachments",
    method: "GET",
    path: "/labels/{id}/attachments",
    scopes: [[readScope(kinds.attachment)]],
    parameters: { ...paging(), sort: attachmentSort() },
    handle: (call) => {
      const { parameters, site } = call;
      const { index, order, keep } = carrying(call);
      const slice = sliceOf({
        rows: index.in("attachment"),
        order,
        cursor: parameters.cursor,
        limit: parameters.limit,
        keep,
      });
      return listed(slice, (attachment) => attachmentJson(site, attachment));
    },
  }),
];
