import { customContentType } from "../content/custom-content-types.ts";
import { listed, type Operation, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { type Access, visibleSpace } from "../permission/access.ts";
import type { Content } from "../state/records.ts";
import { type ContentKind, contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";
import { customBodyFormat, customContentJson } from "./custom-content-json.ts";
import { contentOrder, orderBy } from "./sorting.ts";

const kind = kinds.customContent;

const sortNames = ["id", "-id", "created-date", "-created-date", "modified-date", "-modified-date"] as const;
const sort = () => withDefault(oneOf(...sortNames, "title", "-title"), "id");

const listParameters = {
  type: required(text()),
  cursor: cursor(),
  limit: limit(),
  "body-format": customBodyFormat(),
};

const ofType = (access: Access, type: string) => (content: Content) =>
  content.customType === type && content.status === "current" && access.viewContent(content);

const getByType = operation({
  api: "v2",
  id: "getCustomContentByType",
  method: "GET",
  path: "/custom-content",
  scopes: [[readScope(kind)]],
  parameters: { id: listOf(long(), 250), "space-id": listOf(long(), 100), sort: sort(), ...listParameters },
  handle: ({ parameters, site, access }) => {
    const type = customContentType(site, parameters.type);
    const { id: ids, "space-id": spaceIds } = parameters;
    const matches = ofType(access, type.id);
    const keep = (content: Content) =>
      (ids?.includes(content.id) ?? true) && (spaceIds?.includes(content.spaceId) ?? true) && matches(content);
    const { order, index } = contentOrder(site.lists.contentOfType, parameters.sort);
    const slice = sliceOf({
      rows: index.in("custom"),
      order,
      cursor: parameters.cursor,
      limit: parameters.limit,
      keep,
    });
    return listed(slice, (content) => customContentJson(site, content, parameters["body-format"]));
  },
});

const getInSpace = operation({
  api: "v2",
  id: "getCustomContentByTypeInSpace",
  method: "GET",
  path: "/spaces/{id}/custom-content",
  scopes: [[readScope(kind)]],
  parameters: { id: required(long()), ...listParameters },
  handle: ({ parameters, site, access }) => {
    const space = visibleSpace(access, { site }, parameters.id);
    const type = customContentType(site, parameters.type);
    const { order, index } = contentOrder(site.lists.contentInSpace, "id");
    const slice = sliceOf({
      rows: index.in(`custom:${space.id}`),
      order,
      cursor: parameters.cursor,
      limit: parameters.limit,
      keep: ofType(access, type.id),
    });
    return listed(slice, (content) => customContentJson(site, content, parameters["body-format"]));
  },
});

const containers: readonly { kind: ContentKind; id: string }[] = [
  { kind: kinds.page, id: "getCustomContentByTypeInPage" },
  { kind: kinds.blogPost, id: "getCustomContentByTypeInBlogPost" },
];

const inContainer = containers.map(({ kind: container, id }) =>
  operation({
    api: "v2",
    id,
    method: "GET",
    path: `${container.path}/{id}/custom-content`,
    scopes: [[readScope(kind)]],
    parameters: { id: idOf(container), sort: sort(), ...listParameters },
    handle: (call) => {
      const { parameters, site, access } = call;
      const content = contentOfKind(container, call, parameters.id);
      const type = customContentType(site, parameters.type);
      const slice = sliceOfUnsorted({
        rows: site.lists.inContainer.in(`custom:${content.id}`),
        order: orderBy(parameters.sort),
        cursor: parameters.cursor,
        limit: parameters.limit,
        keep: ofType(access, type.id),
      });
      return listed(slice, (child) => customContentJson(site, child, parameters["body-format"]));
    },
  }),
);

const getChildren = operation({
  api: "v2",
  id: "getChildCustomContent",
  method: "GET",
  path: `${kind.path}/{id}/children`,
  scopes: [[readScope(kind)]],
  parameters: { id: idOf(kind), cursor: cursor(), limit: limit(), sort: withDefault(oneOf(...sortNames), "id") },
  handle: (call) => {
    const { parameters, site, access } = call;
    const parent = contentOfKind(kind, call, parameters.id);
    const slice = sliceOfUnsorted({
      rows: site.lists.inContainer.in(`custom:${parent.id}`),
      order: orderBy(parameters.sort),
      cursor: parameters.cursor,
      limit: parameters.limit,
      keep: (child: Content) => child.status === "current" && access.viewContent(child),
    });
    return listed(slice, ({ id, status, title, customType, spaceId }) => ({
      id: String(id),
      status,
      title,
      type: customType ?? "",
      spaceId: String(spaceId),
    }));
  },
});

export const listCustomContentOperations: readonly Operation[] = [getByType, getInSpace, ...inContainer, getChildren];
