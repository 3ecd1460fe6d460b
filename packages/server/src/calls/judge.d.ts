import { type PolicyDecision } from "../policy/decide.ts";
import type { Action, Tool } from "../tools/tool.ts";
import { type Caller } from "./caller.ts";
/** Whether the caller may make this call, by its group and effect and by the policy's lists of tools. */
export declare function judge(caller: Caller, tool: Tool, action: Action): PolicyDecision;
