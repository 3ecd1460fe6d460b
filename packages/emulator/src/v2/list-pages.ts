import { renderedFormat } from "../bodies/render-body.ts";
import { listed, type Operation, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, required, text } from "../http/parameters.ts";
import { type Access, visibleSpace } from "../permission/access.ts";
import type { Content } from "../state/records.ts";
import { pageJson } from "./page-json.ts";
import { contentOrder, pageSort } from "./sorting.ts";

const listStatus = () => listOf(oneOf("current", "archived", "deleted", "trashed"));

type Filter = {
  status: readonly string[] | undefined;
  title: string | undefined;
  ids?: readonly number[] | undefined;
  spaceIds?: readonly number[] | undefined;
  subtype?: string | undefined;
};

/** What a list keeps: by default current and archived pages. A title is compared whole, whatever the case. */
export function pageFilter(access: Access, filter: Filter): (page: Content) => boolean {
  const status = new Set<string>(filter.status ?? ["current", "archived"]);
  const title = filter.title?.toLowerCase();
  const ids = filter.ids && new Set(filter.ids);
  const spaceIds = filter.spaceIds && new Set(filter.spaceIds);
  return (page) =>
    status.has(page.status) &&
    (title === undefined || page.title.toLowerCase() === title) &&
    (ids === undefined || ids.has(page.id)) &&
    (spaceIds === undefined || spaceIds.has(page.spaceId)) &&
    (filter.subtype === undefined || (page.subtype ?? "page") === filter.subtype) &&
    access.viewContent(page);
}

export const listPageOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getPages",
    method: "GET",
    path: "/pages",
    scopes: [["read:page:confluence"]],
    parameters: {
      id: listOf(long(), 250),
      "space-id": listOf(long(), 100),
      sort: pageSort(),
      status: listStatus(),
      title: text(),
      "body-format": oneOf("storage", "atlas_doc_format"),
      subtype: oneOf("live", "page"),
      cursor: cursor(),
      limit: limit(),
    },
    handle: ({ parameters, site, access }) => {
      const { id: ids, title, "space-id": spaceIds } = parameters;
      const { order, index } = contentOrder(site.lists.contentOfType, parameters.sort);
      const keep = pageFilter(access, { status: parameters.status, title, ids, spaceIds, subtype: parameters.subtype });
      const request = { order, cursor: parameters.cursor, limit: parameters.limit, keep };
      const toJson = (page: Content) => pageJson(site, page, renderedFormat(parameters["body-format"]));
      if (ids) {
        const rows = [...new Set(ids)].map((id) => site.content.get(id)).filter((row) => row?.type === "page");
        return listed(sliceOfUnsorted({ ...request, rows: rows.filter((row) => row !== undefined) }), toJson);
      }
      if (title !== undefined) {
        return listed(
          sliceOfUnsorted({ ...request, rows: site.lists.titled.in(`page:${title.toLowerCase()}`) }),
          toJson,
        );
      }
      const [onlySpace, ...others] = spaceIds ?? [];
      if (onlySpace !== undefined && others.length === 0) {
        const inSpace = contentOrder(site.lists.contentInSpace, parameters.sort);
        return listed(sliceOf({ ...request, rows: inSpace.index.in(`page:${onlySpace}`) }), toJson);
      }
      return listed(sliceOf({ ...request, rows: index.in("page") }), toJson);
    },
  }),
  operation({
    api: "v2",
    id: "getPagesInSpace",
    method: "GET",
    path: "/spaces/{id}/pages",
    scopes: [["read:page:confluence"]],
    parameters: {
      id: required(long()),
      depth: oneOf("all", "root"),
      sort: pageSort(),
      status: listStatus(),
      title: text(),
      "body-format": oneOf("storage", "atlas_doc_format"),
      cursor: cursor(),
      limit: limit(),
    },
    handle: ({ parameters, site, access }) => {
      const space = visibleSpace(access, { site }, parameters.id);
      const { order, index } = contentOrder(site.lists.contentInSpace, parameters.sort);
      const matches = pageFilter(access, { status: parameters.status, title: parameters.title });
      const keep = (page: Content) => (parameters.depth !== "root" || page.parentId === null) && matches(page);
      return listed(
        sliceOf({
          rows: index.in(`page:${space.id}`),
          order,
          cursor: parameters.cursor,
          limit: parameters.limit,
          keep,
        }),
        (page) => pageJson(site, page, renderedFormat(parameters["body-format"])),
      );
    },
  }),
];
