import { type Method, type Operation, operation } from "../http/operation.ts";
import { limit, required, text } from "../http/parameters.ts";
import { Refusal } from "../http/refusal.ts";

/**
 * Properties of Forge apps. Only a Forge app itself may call these, by a way that leads from Atlassian's runtime and
 * from nowhere else; every caller there can be here is answered as a real site answers somebody who is no Forge app.
 */
const forForgeOnly = (id: string, method: Method, path: string, scope: string): Operation =>
  operation({
    api: "v2",
    id,
    method,
    path,
    scopes: [[scope]],
    parameters: path.includes("{propertyKey}")
      ? { propertyKey: required(text()) }
      : { cursor: text(), limit: limit(50) },
    body: method === "PUT" ? "raw" : "none",
    handle: () => {
      throw new Refusal(401, "The request did not originate from a Forge app.");
    },
  });

const all = "/app/properties";
const one = "/app/properties/{propertyKey}";

export const appPropertyOperations: readonly Operation[] = [
  forForgeOnly("getForgeAppProperties", "GET", all, "read:app-data:confluence"),
  forForgeOnly("getForgeAppProperty", "GET", one, "read:app-data:confluence"),
  forForgeOnly("putForgeAppProperty", "PUT", one, "write:app-data:confluence"),
  forForgeOnly("deleteForgeAppProperty", "DELETE", one, "write:app-data:confluence"),
];
