import { type Operation, operation } from "../http/operation.ts";
import { expand } from "../http/parameters.ts";
import { expandedUser } from "./expanded-user.ts";
import { expansion } from "./expansion.ts";
import { single } from "./paged.ts";

const getCurrentUser = operation({
  api: "v1",
  id: "getCurrentUser",
  method: "GET",
  path: "/user/current",
  scopes: [["read:confluence-user"], ["read:content-details:confluence"]],
  parameters: { expand: expand() },
  weight: 2,
  handle: (call) => single(call, expandedUser(call, call.account, expansion(call.parameters.expand))),
});

export const userOperations: readonly Operation[] = [getCurrentUser];
