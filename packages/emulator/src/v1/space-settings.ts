import { changeSettings, contentModes } from "../content/space-settings.ts";
import { booleanField, choiceField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, operation, type Reply } from "../http/operation.ts";
import { required, text } from "../http/parameters.ts";
import type { Space } from "../state/records.ts";
import { spaceOf } from "./find.ts";
import { single } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { administered } from "./space-administration.ts";
import { settingsJson } from "./space-json.ts";

const settingsReply = (call: OperationCall, space: Space): Reply => single(call, settingsJson(call, space));

const getSpaceSettings = operation({
  api: "v1",
  id: "getSpaceSettings",
  method: "GET",
  path: "/space/{spaceKey}/settings",
  scopes: [["read:confluence-space.summary"], ["read:space.setting:confluence"]],
  parameters: { spaceKey: required(text()) },
  handle: (call) => settingsReply(call, spaceOf(call, call.parameters.spaceKey)),
});

const updateSpaceSettings = operation({
  api: "v1",
  id: "updateSpaceSettings",
  method: "PUT",
  path: "/space/{spaceKey}/settings",
  scopes: [["write:confluence-space"], ["read:space.setting:confluence", "write:space.setting:confluence"]],
  parameters: { spaceKey: required(text()) },
  body: "json",
  handle: (call) => {
    const space = administered(call, call.parameters.spaceKey);
    const input = requestObject(call.body);
    const routeOverrideEnabled = booleanField(input, "routeOverrideEnabled");
    const contentMode = choiceField(input, "contentMode", ...contentModes);
    changeSettings(call.site, space, {
      ...(routeOverrideEnabled === undefined ? {} : { routeOverrideEnabled }),
      ...(contentMode === undefined && input.contentMode !== null ? {} : { contentMode: contentMode ?? null }),
    });
    return settingsReply(call, space);
  },
});

export const spaceSettingsOperations: readonly Operation[] = [getSpaceSettings, updateSpaceSettings];
