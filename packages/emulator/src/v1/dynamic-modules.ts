import { type Method, type Operation, operation } from "../http/operation.ts";

/** Below /wiki/rest, beside /wiki/rest/api. */
export const dynamicModulesPath = "/atlassian-connect/1/app/module/dynamic";

/** Modules are registered by Connect apps, which sign their calls with JWT. People and OAuth apps are none. */
const refuse = (id: string, method: Method): Operation =>
  operation({
    api: "v1",
    id,
    method,
    path: dynamicModulesPath,
    scopes: [],
    handle: () => ({ status: 401, json: { message: "The request is not from a Connect app." } }),
  });

export const dynamicModuleOperations: readonly Operation[] = [
  refuse("getModules", "GET"),
  refuse("registerModules", "POST"),
  refuse("removeModules", "DELETE"),
];
