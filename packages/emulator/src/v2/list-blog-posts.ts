import { renderedFormat } from "../bodies/render-body.ts";
import { listed, type Operation, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { type Access, visibleSpace } from "../permission/access.ts";
import type { Content } from "../state/records.ts";
import { blogPostJson } from "./blog-post-json.ts";
import { contentOrder } from "./sorting.ts";

export const blogPostSort = () =>
  withDefault(oneOf("id", "-id", "created-date", "-created-date", "modified-date", "-modified-date"), "id");

const listParameters = {
  sort: blogPostSort(),
  status: listOf(oneOf("current", "deleted", "trashed")),
  title: text(),
  "body-format": oneOf("storage", "atlas_doc_format"),
  cursor: cursor(),
  limit: limit(),
};

type Filter = { status: readonly string[] | undefined; title: string | undefined };

/** Only current posts unless a status is asked for. A title is compared whole, whatever the case. */
function blogPostFilter(access: Access, filter: Filter): (post: Content) => boolean {
  const status = new Set<string>(filter.status ?? ["current"]);
  const title = filter.title?.toLowerCase();
  return (post) =>
    status.has(post.status) && (title === undefined || post.title.toLowerCase() === title) && access.viewContent(post);
}

export const listBlogPostOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getBlogPosts",
    method: "GET",
    path: "/blogposts",
    scopes: [["read:page:confluence"]],
    parameters: { id: listOf(long(), 250), "space-id": listOf(long(), 100), ...listParameters },
    handle: ({ parameters, site, access }) => {
      const { id: ids, "space-id": spaceIds } = parameters;
      const matches = blogPostFilter(access, parameters);
      const keep = (post: Content) => (spaceIds?.includes(post.spaceId) ?? true) && matches(post);
      const { order, index } = contentOrder(site.lists.contentOfType, parameters.sort);
      const request = { order, cursor: parameters.cursor, limit: parameters.limit, keep };
      const toJson = (post: Content) => blogPostJson(site, post, renderedFormat(parameters["body-format"]));
      if (!ids) return listed(sliceOf({ ...request, rows: index.in("blogpost") }), toJson);
      const rows = [...new Set(ids)].map((id) => site.content.get(id)).filter((row) => row?.type === "blogpost");
      return listed(sliceOfUnsorted({ ...request, rows: rows.filter((row) => row !== undefined) }), toJson);
    },
  }),
  operation({
    api: "v2",
    id: "getBlogPostsInSpace",
    method: "GET",
    path: "/spaces/{id}/blogposts",
    scopes: [["read:page:confluence"]],
    parameters: { id: required(long()), ...listParameters },
    handle: ({ parameters, site, access }) => {
      const space = visibleSpace(access, { site }, parameters.id);
      const { order, index } = contentOrder(site.lists.contentInSpace, parameters.sort);
      const slice = sliceOf({
        rows: index.in(`blogpost:${space.id}`),
        order,
        cursor: parameters.cursor,
        limit: parameters.limit,
        keep: blogPostFilter(access, parameters),
      });
      return listed(slice, (post) => blogPostJson(site, post, renderedFormat(parameters["body-format"])));
    },
  }),
];
