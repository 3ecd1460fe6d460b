import { dynamicModuleOperations } from "../v1/dynamic-modules.ts";
import { v1Operations } from "../v1/operations.ts";
import { v2Operations } from "../v2/operations.ts";
import { createRouter } from "./router.ts";
import type { Api } from "./serve-operation.ts";

/** The two APIs, their operations compiled once for all emulators of the process. */
const apis: readonly Api[] = [
  { name: "v2", root: "/wiki/api/v2", route: createRouter(v2Operations) },
  { name: "v1", root: "/wiki/rest/api", route: createRouter(v1Operations) },
  // Modules of Connect apps live beside v1 and answer in its words; what else is below this root does not exist.
  { name: "v1", root: "/wiki/rest", route: createRouter(dynamicModuleOperations) },
];

/** The API a path belongs to, and what follows its root. */
export function apiOf(path: string): { api: Api; path: string } | undefined {
  for (const api of apis) {
    if (path === api.root || path.startsWith(`${api.root}/`)) return { api, path: path.slice(api.root.length) || "/" };
  }
  return undefined;
}
