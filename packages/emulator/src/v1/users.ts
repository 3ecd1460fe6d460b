import { type Operation, ok, operation } from "../http/operation.ts";
import { expand } from "../http/parameters.ts";
import { expansion } from "./expansion.ts";
import { spaceJson } from "./space-json.ts";
import { userJson } from "./user-json.ts";

const getCurrentUser = operation({
  api: "v1",
  id: "getCurrentUser",
  method: "GET",
  path: "/user/current",
  scopes: [["read:confluence-user"], ["read:content-details:confluence"]],
  parameters: { expand: expand() },
  weight: 2,
  handle: (call) => {
    const { account, site, siteUrl, parameters } = call;
    const asked = expansion(parameters.expand);
    const { _expandable, ...user } = userJson(account, siteUrl, account);
    const personal = [...site.spaces.values()].find(
      (space) => space.type === "personal" && space.ownerId === account.id,
    );
    return ok({
      ...user,
      ...(asked.has("operations") ? { operations: [{ operation: "use", targetType: "application" }] } : {}),
      ...(asked.has("personalSpace") && personal
        ? { personalSpace: spaceJson(call, personal, asked.inside("personalSpace")) }
        : {}),
      _expandable: Object.fromEntries(Object.entries(_expandable).filter(([name]) => !asked.has(name))),
      _links: { ...user._links, base: `${siteUrl}/wiki`, context: "/wiki" },
    });
  },
});

export const userOperations: readonly Operation[] = [getCurrentUser];
