import { attachmentId } from "../content/attachments.ts";
import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { cursor, limit, long, required } from "../http/parameters.ts";
import { contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";
import { detailedVersionJson, versionSlice } from "./detailed-version.ts";
import { versionJson } from "./json.ts";
import { versionSort } from "./sorting.ts";

const kind = kinds.attachment;

export const attachmentVersionOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getAttachmentVersions",
    method: "GET",
    path: `${kind.path}/{id}/versions`,
    scopes: [[readScope(kind)]],
    parameters: { id: idOf(kind), cursor: cursor(), limit: limit(), sort: versionSort() },
    handle: (call) => {
      const attachment = contentOfKind(kind, call, call.parameters.id);
      return listed(versionSlice(call.site, attachment, call.parameters), ({ version, title }) => ({
        ...versionJson(version),
        attachment: { title, id: attachmentId(attachment.id) },
      }));
    },
  }),
  operation({
    api: "v2",
    id: "getAttachmentVersionDetails",
    method: "GET",
    path: `${kind.path}/{attachment-id}/versions/{version-number}`,
    scopes: [[readScope(kind)]],
    parameters: { "attachment-id": idOf(kind), "version-number": required(long()) },
    handle: (call) => {
      const { parameters, site } = call;
      const attachment = contentOfKind(kind, call, parameters["attachment-id"]);
      return ok(detailedVersionJson(site, attachment, parameters["version-number"]));
    },
  }),
];
