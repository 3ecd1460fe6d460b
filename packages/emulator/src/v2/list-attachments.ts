import type { Cursor } from "../http/cursor.ts";
import { listed, type Operation, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, listOf, oneOf, text, withDefault } from "../http/parameters.ts";
import type { Access } from "../permission/access.ts";
import type { Content } from "../state/records.ts";
import { attachmentJson } from "./attachment-json.ts";
import { type ContentKind, contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";
import { contentOrder, orderBy } from "./sorting.ts";

export const attachmentSort = () =>
  withDefault(oneOf("created-date", "-created-date", "modified-date", "-modified-date"), "created-date");

const listParameters = {
  sort: attachmentSort(),
  cursor: cursor(),
  status: listOf(oneOf("current", "archived", "trashed")),
  mediaType: text(),
  filename: text(),
  limit: limit(50),
};

type Filter = {
  status: readonly string[] | undefined;
  mediaType: string | undefined;
  filename: string | undefined;
  cursor: Cursor | undefined;
  limit: number;
  sort: string;
};

/** Current and archived ones unless a status is asked for. */
function attachmentFilter(access: Access, filter: Filter): (attachment: Content) => boolean {
  const status = new Set<string>(filter.status ?? ["current", "archived"]);
  return (attachment) =>
    status.has(attachment.status) &&
    (!filter.mediaType || attachment.file?.mediaType === filter.mediaType) &&
    (!filter.filename || attachment.title === filter.filename) &&
    access.viewContent(attachment);
}

const getAttachments = operation({
  api: "v2",
  id: "getAttachments",
  method: "GET",
  path: "/attachments",
  scopes: [[readScope(kinds.attachment)]],
  parameters: listParameters,
  handle: ({ parameters, site, access }) => {
    const { order, index } = contentOrder(site.lists.contentOfType, parameters.sort);
    const keep = attachmentFilter(access, parameters);
    const slice = sliceOf({
      rows: index.in("attachment"),
      order,
      cursor: parameters.cursor,
      limit: parameters.limit,
      keep,
    });
    return listed(slice, (attachment) => attachmentJson(site, attachment));
  },
});

const containers: readonly { kind: ContentKind; id: string }[] = [
  { kind: kinds.page, id: "getPageAttachments" },
  { kind: kinds.blogPost, id: "getBlogpostAttachments" },
  { kind: kinds.customContent, id: "getCustomContentAttachments" },
];

const ofContainer = containers.map(({ kind, id }) =>
  operation({
    api: "v2",
    id,
    method: "GET",
    path: `${kind.path}/{id}/attachments`,
    scopes: [[readScope(kinds.attachment)]],
    parameters: { id: idOf(kind), ...listParameters },
    handle: (call) => {
      const { parameters, site, access } = call;
      const container = contentOfKind(kind, call, parameters.id);
      const slice = sliceOfUnsorted({
        rows: site.lists.inContainer.in(`attachment:${container.id}`),
        order: orderBy(parameters.sort),
        cursor: parameters.cursor,
        limit: parameters.limit,
        keep: attachmentFilter(access, parameters),
      });
      return listed(slice, (attachment) => attachmentJson(site, attachment));
    },
  }),
);

export const listAttachmentOperations: readonly Operation[] = [getAttachments, ...ofContainer];
