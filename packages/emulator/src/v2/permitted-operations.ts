import { type Operation, ok, operation } from "../http/operation.ts";
import { long, required } from "../http/parameters.ts";
import { visibleSpace } from "../permission/access.ts";
import type { SpaceRights } from "../permission/access-rules.ts";
import { operationsOn } from "../permission/operations-on.ts";
import { type ContentKind, contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";

const nouns: readonly { kind: ContentKind; id: string }[] = [
  { kind: kinds.page, id: "getPageOperations" },
  { kind: kinds.blogPost, id: "getBlogPostOperations" },
  { kind: kinds.attachment, id: "getAttachmentOperations" },
  { kind: kinds.footerComment, id: "getFooterCommentOperations" },
  { kind: kinds.inlineComment, id: "getInlineCommentOperations" },
  { kind: kinds.customContent, id: "getCustomContentOperations" },
  { kind: kinds.whiteboard, id: "getWhiteboardOperations" },
  { kind: kinds.database, id: "getDatabaseOperations" },
  { kind: kinds.smartLink, id: "getSmartLinkOperations" },
  { kind: kinds.folder, id: "getFolderOperations" },
];

const ofContent = nouns.map(({ kind, id }) =>
  operation({
    api: "v2",
    id,
    method: "GET",
    path: `${kind.path}/{id}/operations`,
    scopes: [[readScope(kind)]],
    parameters: { id: idOf(kind) },
    handle: (call) => ok({ operations: operationsOn(call.access, contentOfKind(kind, call, call.parameters.id)) }),
  }),
);

/** Rights in a space in the words of the API. */
export const rightsJson = (rights: SpaceRights) =>
  [...rights].map((right) => {
    const [name = "", targetType = ""] = right.split(":");
    return { operation: name, targetType };
  });

/** The rights the asker holds in a space, in the words of its permissions. */
const ofSpace = operation({
  api: "v2",
  id: "getSpaceOperations",
  method: "GET",
  path: "/spaces/{id}/operations",
  scopes: [["read:space:confluence"]],
  parameters: { id: required(long()) },
  handle: (call) => {
    const space = visibleSpace(call.access, call, call.parameters.id);
    return ok({ operations: rightsJson(call.running.rules.rightsIn(call.account.id, space)) });
  },
});

/** What the asker may do with one content of every kind, and in a space. */
export const permittedOperationOperations: readonly Operation[] = [...ofContent, ofSpace];
