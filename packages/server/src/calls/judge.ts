import { endpoint } from "../confluence/endpoints.ts";
import { decide, type PolicyDecision } from "../policy/decide.ts";
import { catalogue } from "../tools/catalogue.ts";
import type { Action, Tool } from "../tools/tool.ts";
import { type Caller, subjectOf } from "./caller.ts";

/** Whether the caller may make this call, by its group and effect and by the policy's lists of tools. */
export function judge(caller: Caller, tool: Tool, action: Action): PolicyDecision {
  const { name, aliasOf, alsoNamed = [] } = tool;
  const called = [name, ...(aliasOf === undefined ? [] : [aliasOf]), ...alsoNamed];
  return decide(subjectOf(caller), action, { called, equal: equalTools(action) });
}

/** Tools that write by the same operation: a raw request is denied with any of them. */
function equalTools({ operation }: Action): string[] {
  if (operation === undefined || endpoint(operation).effect === "read") return [];
  return catalogue.filter(({ endpoints }) => endpoints.includes(operation)).map(({ name }) => name);
}
