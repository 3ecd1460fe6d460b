import { defaultLookAndFeel } from "../content/default-look-and-feel.ts";
import { customLook, removeCustomLook, setCustomLook, siteLook } from "../content/look-and-feel.ts";
import { choiceField, isObject, type JsonObject, requiredString } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { text } from "../http/parameters.ts";
import { badRequest, conflict, forbidden } from "../http/refusal.ts";
import type { Space } from "../state/records.ts";
import { isSpaceAdministrator, spaceOf } from "./find.ts";
import { single } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { requireSiteAdministrator } from "./require-site-administrator.ts";

const spaceIn = (call: OperationCall, key: string | undefined): Space | undefined =>
  key === undefined || key === "" ? undefined : spaceOf(call, key);

function checkAdministrator(call: OperationCall, space: Space | undefined): void {
  if (!space) requireSiteAdministrator(call);
  else if (!isSpaceAdministrator(call, space))
    throw forbidden(`Not permitted to change the look and feel of space ${space.key}.`);
}

const getLookAndFeelSettings = operation({
  api: "v1",
  id: "getLookAndFeelSettings",
  method: "GET",
  path: "/settings/lookandfeel",
  scopes: [["manage:confluence-configuration"], ["read:configuration:confluence", "read:space.setting:confluence"]],
  parameters: { spaceKey: text() },
  handle: (call) => {
    const { site } = call;
    const space = spaceIn(call, call.parameters.spaceKey);
    const global = siteLook(site);
    const own = customLook(site, space);
    // A space can only choose its own colours below a theme, and there is none; the site shows its own once it has them.
    const selected = !space && own ? "custom" : "global";
    return ok({ selected, global: space ? global : defaultLookAndFeel, custom: own ?? global });
  },
});

const updateLookAndFeel = operation({
  api: "v1",
  id: "updateLookAndFeel",
  method: "PUT",
  path: "/settings/lookandfeel",
  scopes: [["manage:confluence-configuration"], ["read:space.setting:confluence", "write:space.setting:confluence"]],
  body: "json",
  handle: (call) => {
    const input = requestObject(call.body);
    const spaceKey = requiredString(input, "spaceKey");
    const lookAndFeelType = choiceField(input, "lookAndFeelType", "global", "custom", "theme");
    if (lookAndFeelType === undefined) throw badRequest("Field 'lookAndFeelType' in the request body is required.");
    const space = spaceOf(call, spaceKey);
    checkAdministrator(call, space);
    if (lookAndFeelType !== "global")
      throw conflict(`No theme is set for space ${space.key}, so its look and feel can only be global.`);
    return ok({ spaceKey: space.key, lookAndFeelType });
  },
});

const parts = ["headings", "links", "menus", "header", "content", "bordersAndDividers"] as const;

function lookOf(input: JsonObject): JsonObject {
  for (const name of parts)
    if (!isObject(input[name])) throw badRequest(`Field '${name}' in the request body must be an object.`);
  for (const name of ["headings", "links", "bordersAndDividers"] as const)
    requiredString(requestObject(input[name]), "color");
  const known = new Set<string>([...parts, "horizontalHeader", "spaceReference"]);
  return Object.fromEntries(Object.entries(input).filter(([name]) => known.has(name)));
}

const updateLookAndFeelSettings = operation({
  api: "v1",
  id: "updateLookAndFeelSettings",
  method: "POST",
  path: "/settings/lookandfeel/custom",
  scopes: [
    ["manage:confluence-configuration"],
    [
      "read:configuration:confluence",
      "read:space.setting:confluence",
      "write:configuration:confluence",
      "write:space.setting:confluence",
    ],
  ],
  parameters: { spaceKey: text() },
  body: "json",
  handle: (call) => {
    const space = spaceIn(call, call.parameters.spaceKey);
    checkAdministrator(call, space);
    const look = lookOf(requestObject(call.body));
    setCustomLook(call.site, space, look);
    const query = space ? `?spaceKey=${encodeURIComponent(space.key)}` : "";
    return single(call, { ...look, _links: { self: `${call.siteUrl}/wiki/rest/api/settings/lookandfeel${query}` } });
  },
});

const resetLookAndFeelSettings = operation({
  api: "v1",
  id: "resetLookAndFeelSettings",
  method: "DELETE",
  path: "/settings/lookandfeel/custom",
  scopes: [["manage:confluence-configuration"], ["write:configuration:confluence", "write:space.setting:confluence"]],
  parameters: { spaceKey: text() },
  status: 204,
  handle: (call) => {
    const space = spaceIn(call, call.parameters.spaceKey);
    checkAdministrator(call, space);
    removeCustomLook(call.site, space);
    return noBody();
  },
});

export const lookAndFeelOperations: readonly Operation[] = [
  getLookAndFeelSettings,
  updateLookAndFeel,
  updateLookAndFeelSettings,
  resetLookAndFeelSettings,
];
