import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { cursor, limit, long, required } from "../http/parameters.ts";
import { contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";
import { customBodyFormat, customBodyJson } from "./custom-content-json.ts";
import { detailedVersionJson, versionSlice } from "./detailed-version.ts";
import { versionJson } from "./json.ts";
import { versionSort } from "./sorting.ts";

const kind = kinds.customContent;
const id = "custom-content-id";

export const customContentVersionOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getCustomContentVersions",
    method: "GET",
    path: `${kind.path}/{${id}}/versions`,
    scopes: [[readScope(kind)]],
    parameters: {
      [id]: idOf(kind),
      "body-format": customBodyFormat(),
      cursor: cursor(),
      limit: limit(),
      sort: versionSort(),
    },
    handle: (call) => {
      const { parameters, site } = call;
      const content = contentOfKind(kind, call, parameters[id]);
      return listed(versionSlice(site, content, parameters), ({ version, title, body }) => ({
        ...versionJson(version),
        custom: {
          title,
          id: String(content.id),
          body: customBodyJson(site, { ...content, body }, parameters["body-format"]),
        },
      }));
    },
  }),
  operation({
    api: "v2",
    id: "getCustomContentVersionDetails",
    method: "GET",
    path: `${kind.path}/{${id}}/versions/{version-number}`,
    scopes: [[readScope(kind)]],
    parameters: { [id]: idOf(kind), "version-number": required(long()) },
    handle: (call) => {
      const content = contentOfKind(kind, call, call.parameters[id]);
      return ok(detailedVersionJson(call.site, content, call.parameters["version-number"]));
    },
  }),
];
