import { requiredString } from "../http/json-fields.ts";
import { noBody, type Operation, operation } from "../http/operation.ts";
import { atMost, required, text } from "../http/parameters.ts";
import { forbidden, notFound } from "../http/refusal.ts";
import { spaceOf } from "./find.ts";
import { paged } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { administered } from "./space-administration.ts";

/**
 * Themes come with apps; a site without any has the default look alone, which is not in the list of themes. So these
 * operations answer here as they do on such a site.
 */
const configuration = [["manage:confluence-configuration"], ["read:configuration:confluence"]];
const spaceKey = { spaceKey: required(text()) };

const getThemes = operation({
  api: "v1",
  id: "getThemes",
  method: "GET",
  path: "/settings/theme",
  scopes: configuration,
  parameters: { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(100, 100) },
  handle: (call) => paged(call, [], call.parameters, (theme) => theme),
});

const getGlobalTheme = operation({
  api: "v1",
  id: "getGlobalTheme",
  method: "GET",
  path: "/settings/theme/selected",
  scopes: configuration,
  handle: () => {
    throw notFound("No global theme is selected");
  },
});

const getTheme = operation({
  api: "v1",
  id: "getTheme",
  method: "GET",
  path: "/settings/theme/{themeKey}",
  scopes: configuration,
  parameters: { themeKey: required(text()) },
  handle: ({ parameters }) => {
    throw notFound(`No theme found with key : ${parameters.themeKey}`);
  },
});

const getSpaceTheme = operation({
  api: "v1",
  id: "getSpaceTheme",
  method: "GET",
  path: "/space/{spaceKey}/theme",
  scopes: [["read:confluence-space.summary"], ["read:space.setting:confluence"]],
  parameters: spaceKey,
  handle: (call) => {
    const space = spaceOf(call, call.parameters.spaceKey);
    throw notFound(`No theme is selected for space : ${space.key}`);
  },
});

const setSpaceTheme = operation({
  api: "v1",
  id: "setSpaceTheme",
  method: "PUT",
  path: "/space/{spaceKey}/theme",
  scopes: [["write:confluence-space"], ["read:space.setting:confluence", "write:space.setting:confluence"]],
  parameters: spaceKey,
  body: "json",
  handle: (call) => {
    administered(call, call.parameters.spaceKey);
    const themeKey = requiredString(requestObject(call.body), "themeKey");
    throw forbidden(`No theme found with key : ${themeKey}`);
  },
});

const resetSpaceTheme = operation({
  api: "v1",
  id: "resetSpaceTheme",
  method: "DELETE",
  path: "/space/{spaceKey}/theme",
  scopes: [["write:confluence-space"], ["write:space.setting:confluence"]],
  parameters: spaceKey,
  status: 204,
  handle: (call) => {
    administered(call, call.parameters.spaceKey);
    return noBody();
  },
});

export const themeOperations: readonly Operation[] = [
  getThemes,
  getGlobalTheme,
  getTheme,
  getSpaceTheme,
  setSpaceTheme,
  resetSpaceTheme,
];
