import { attachmentId } from "../content/attachments.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { flag, integer } from "../http/parameters.ts";
import { mediaPath } from "../site-pages/media.ts";
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

/**
 * Leads to where the picture is served; the bytes themselves never come through the API. The size is passed on, but the
 * emulator does not scale pictures: what is served is the file.
 */
const getThumbnail = operation({
  api: "v2",
  id: "getAttachmentThumbnailById",
  method: "GET",
  path: "/attachments/{id}/thumbnail/download",
  scopes: [[readScope(kind)]],
  status: 302,
  parameters: { id: idOf(kind), version: integer(), height: pixels(), width: pixels() },
  handle: (call) => {
    const { parameters, site, siteUrl, now } = call;
    const attachment = requestedVersion(site, contentOfKind(kind, call, parameters.id), parameters.version);
    const location = new URL(`${siteUrl}/wiki${mediaPath(site, attachment, attachment.version.number, now)}`);
    for (const side of ["width", "height"] as const) {
      const length = parameters[side];
      if (length !== undefined) location.searchParams.set(side, String(length));
    }
    return { headers: { location: location.href } };
  },
});

export const attachmentOperations: readonly Operation[] = [
  ...listAttachmentOperations,
  getAttachment,
  deleteAttachment,
  getThumbnail,
];
