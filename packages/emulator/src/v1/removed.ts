import { type Method, type Operation, operation } from "../http/operation.ts";
import { Refusal } from "../http/refusal.ts";

/**
 * Operations that Atlassian took out of v1: 410 here. With the legacy switch a family may serve one again: it declares
 * the operation with `legacy: true` and takes the line out of this table.
 */
const removed: readonly (readonly [Method, string])[] = [
  ["GET", "/content"],
  ["POST", "/content"],
  ["GET", "/content/{id}"],
  ["PUT", "/content/{id}"],
  ["DELETE", "/content/{id}"],
  ["GET", "/content/{id}/history"],
  ["GET", "/content/{id}/child/{type}"],
  ["GET", "/content/{id}/child/comment"],
  ["GET", "/content/{id}/label"],
  ["GET", "/content/{id}/property"],
  ["POST", "/content/{id}/property"],
  ["GET", "/content/{id}/property/{key}"],
  ["POST", "/content/{id}/property/{key}"],
  ["PUT", "/content/{id}/property/{key}"],
  ["DELETE", "/content/{id}/property/{key}"],
  ["GET", "/content/{id}/version"],
  ["GET", "/content/{id}/version/{versionNumber}"],
  ["POST", "/contentbody/convert/{to}"],
  ["GET", "/inlinetasks/search"],
  ["GET", "/inlinetasks/{inlineTaskId}"],
  ["PUT", "/inlinetasks/{inlineTaskId}"],
  ["GET", "/space"],
  ["GET", "/space/{spaceKey}"],
  ["GET", "/space/{spaceKey}/content"],
  ["GET", "/space/{spaceKey}/content/{type}"],
  ["GET", "/space/{spaceKey}/property"],
  ["POST", "/space/{spaceKey}/property"],
  ["GET", "/space/{spaceKey}/property/{key}"],
  ["POST", "/space/{spaceKey}/property/{key}"],
  ["PUT", "/space/{spaceKey}/property/{key}"],
  ["DELETE", "/space/{spaceKey}/property/{key}"],
];

export const removedOperations: readonly Operation[] = removed.map(([method, path]) =>
  operation({
    api: "v1",
    id: `removed:${method} ${path}`,
    method,
    path,
    scopes: [],
    handle: () => {
      throw new Refusal(410, "This deprecated endpoint has been removed.");
    },
  }),
);
