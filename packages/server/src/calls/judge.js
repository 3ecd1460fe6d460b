import { endpoint } from "../confluence/endpoints.js";
import { decide } from "../policy/decide.js";
import { catalogue } from "../tools/catalogue.js";
import { subjectOf } from "./caller.js";
/** Whether the caller may make this call, by its group and effect and by the policy's lists of tools. */
export function judge(caller, tool, action) {
  const called = tool.aliasOf === undefined ? [tool.name] : [tool.name, tool.aliasOf];
  return decide(subjectOf(caller), action, { called, equal: equalTools(action) });
}
/** Tools that write by the same operation: a raw request is denied with any of them. */
function equalTools({ operation }) {
  if (operation === undefined || endpoint(operation).effect === "read") return [];
  return catalogue.filter(({ endpoints }) => endpoints.includes(operation)).map(({ name }) => name);
}
//# sourceMappingURL=judge.js.map
