import { ancestorsOf, childrenOf, descendantsOf } from "../content/tree.ts";
import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, integer, limit, long, required, withDefault } from "../http/parameters.ts";
import { visible } from "../permission/access.ts";
import type { ContentType } from "../state/records.ts";
import { isoDate } from "./json.ts";
import { childJson } from "./page-json.ts";
import { childSort, directChildSort, orderBy } from "./sorting.ts";

/** The nouns of the page tree: each has the same three ways to look up and down. */
const nouns: readonly { type: ContentType; path: string; name: string }[] = [
  { type: "page", path: "/pages", name: "Page" },
  { type: "whiteboard", path: "/whiteboards", name: "Whiteboard" },
  { type: "database", path: "/databases", name: "Database" },
  { type: "embed", path: "/embeds", name: "SmartLink" },
  { type: "folder", path: "/folders", name: "Folder" },
];

const maxDepth = 10;

const ofNoun = ({ type, path, name }: (typeof nouns)[number]): readonly Operation[] => [
  operation({
    api: "v2",
    id: `get${name}DirectChildren`,
    method: "GET",
    path: `${path}/{id}/direct-children`,
    scopes: [["read:hierarchical-content:confluence"]],
    parameters: { id: required(long()), cursor: cursor(), limit: limit(), sort: directChildSort() },
    handle: ({ parameters, site, access }) => {
      const parent = visible(access, { site }, parameters.id, type);
      const rows = childrenOf(site, parent.id).filter((child) => access.viewContent(child));
      const order = orderBy(parameters.sort);
      return listed(sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit }), childJson);
    },
  }),
  operation({
    api: "v2",
    id: `get${name}Descendants`,
    method: "GET",
    path: `${path}/{id}/descendants`,
    scopes: [["read:hierarchical-content:confluence"]],
    parameters: {
      id: required(long()),
      cursor: cursor(),
      limit: limit(),
      // Deeper than ten levels is cut without a word.
      depth: withDefault(integer({ min: 1 }), 2),
    },
    handle: ({ parameters, site, access }) => {
      const top = visible(access, { site }, parameters.id, type);
      const depth = Math.min(parameters.depth, maxDepth);
      const rows = descendantsOf(site, top.id, depth, (content) => access.viewContent(content)).map((row, at) => ({
        ...row,
        at,
      }));
      const order = { name: "tree", descending: false, value: (row: { at: number }) => row.at };
      return listed(
        sliceOf({ rows, order, cursor: parameters.cursor, limit: parameters.limit }),
        ({ content, depth: level }) => ({
          id: String(content.id),
          status: content.status,
          title: content.title,
          type: content.type,
          parentId: String(content.parentId),
          depth: level,
          childPosition: content.position,
          lastModified: isoDate(content.version.createdAt),
        }),
      );
    },
  }),
  operation({
    api: "v2",
    id: `get${name}Ancestors`,
    method: "GET",
    path: `${path}/{id}/ancestors`,
    scopes: [["read:content.metadata:confluence"]],
    parameters: { id: required(long()), limit: limit() },
    handle: ({ parameters, site, access }) => {
      const content = visible(access, { site }, parameters.id, type);
      // With a limit the nearest ones are given; asking again for the first of them leads further up.
      const nearest = ancestorsOf(site, content).slice(-parameters.limit);
      const results = nearest.map((one) => ({ id: String(one.id), type: one.type }));
      // Only the ancestors of pages come with links, by the documents as well as by what confluence.js found.
      return ok({ results }, { unlinked: type !== "page" });
    },
  }),
];

const getChildPages = operation({
  api: "v2",
  id: "getChildPages",
  method: "GET",
  path: "/pages/{id}/children",
  scopes: [["read:page:confluence"]],
  parameters: { id: required(long()), cursor: cursor(), limit: limit(), sort: childSort() },
  handle: ({ parameters, site, access }) => {
    const parent = visible(access, { site }, parameters.id, "page");
    const rows = childrenOf(site, parent.id).filter((child) => child.type === "page" && access.viewContent(child));
    const order = orderBy(parameters.sort);
    return listed(sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit }), (child) => {
      const { type: _type, ...page } = childJson(child);
      return page;
    });
  },
});

export const treeOperations: readonly Operation[] = [...nouns.flatMap(ofNoun), getChildPages];
