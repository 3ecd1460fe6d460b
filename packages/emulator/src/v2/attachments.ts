import { attachmentId } from "../content/attachments.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { flag, integer } from "../http/parameters.ts";
import { attachmentJson } from "./attachment-json.ts";
import { contentOfKind, deleteScope, idOf, kinds, readScope } from "./content-kinds.ts";
import { deleteOrPurge } from "./delete-content.ts";
import { includedParts, partFlags } from "./included-parts.ts";
import { listAttachmentOperations } from "./list-attachments.ts";
import { requestedVersion } from "./requested-version.ts";

const kind = kinds.attachment;

const getAttachment = operation({
  api: "v2",
  id: "getAttachmentById",
  method: "GET",
  path: "/attachments/{id}",
  scopes: [[readScope(kind)]],
  parameters: {
    id: idOf(kind),
    version: integer(),
    "include-version": flag(true),
    ...partFlags("labels", "properties", "operations", "versions", "collaborators"),
  },
  handle: (call) => {
    const { parameters, site, siteUrl } = call;
    const attachment = requestedVersion(site, contentOfKind(kind, call, parameters.id), parameters.version);
    const { version, ...rest } = attachmentJson(site, attachment);
    return ok({
      ...rest,
      ...(parameters["include-version"] ? { version } : {}),
      ...includedParts(call, attachment, `${siteUrl}/wiki/api/v2/attachments/${attachmentId(attachment.id)}`),
    });
  },
});

const deleteAttachment = operation({
  api: "v2",
  id: "deleteAttachment",
  method: "DELETE",
  path: "/attachments/{id}",
  scopes: [[deleteScope(kind)]],
  parameters: { id: idOf(kind), purge: flag() },
  handle: (call) => deleteOrPurge(call, contentOfKind(kind, call, call.parameters.id), call.parameters.purge),
});

/** Bounds of the size a thumbnail can be asked in, in pixels. */
const pixels = () => integer({ min: 1, max: 10_000 });

/** Leads to where the picture is served; the bytes themselves never come through the API. */
const getThumbnail = operation({
  api: "v2",
  id: "getAttachmentThumbnailById",
  method: "GET",
  path: "/attachments/{id}/thumbnail/download",
  scopes: [[readScope(kind)]],
  status: 302,
  parameters: { id: idOf(kind), version: integer(), height: pixels(), width: pixels() },
  handle: (call) => {
    const { parameters, site, siteUrl } = call;
    const attachment = requestedVersion(site, contentOfKind(kind, call, parameters.id), parameters.version);
    const query = new URLSearchParams({ version: String(attachment.version.number), api: "v2" });
    if (parameters.width !== undefined) query.set("width", String(parameters.width));
    if (parameters.height !== undefined) query.set("height", String(parameters.height));
    const path = `/wiki/download/attachments/${attachment.containerId ?? ""}/${encodeURIComponent(attachment.title)}`;
    return { headers: { location: `${siteUrl}${path}?${query}` } };
  },
});

export const attachmentOperations: readonly Operation[] = [
  ...listAttachmentOperations,
  getAttachment,
  deleteAttachment,
  getThumbnail,
];
