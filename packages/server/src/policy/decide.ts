import type { Effect, PermissionGroup } from "../base/permissions.ts";
import type { EndpointKey } from "../confluence/endpoints.ts";
import type { Policy } from "./policy.ts";
import { isNamed } from "./space-limit.ts";

/** What a call is about to do, as far as a policy cares. */
export type Action = {
  group: PermissionGroup;
  effect: Effect;
  /** It would delete a whole space. */
  deletesSpace?: boolean;
  /** It would make a new space. */
  createsSpace?: boolean;
  /** It is a raw request to an operation nobody has judged. */
  unknownOperation?: boolean;
  /** Of a raw request: the operation it is, by its key. */
  operation?: EndpointKey;
  /** It only reads what Tributary keeps for this caller, such as its own calls. */
  own?: boolean;
};

/** `approve` = a person has to approve it first. */
export type PolicyDecision = { action: "allow" | "approve" | "refuse"; reason: string };

/** Who is asking: an agent under its policy, or a signed-in person of a role. */
export type Subject = { kind: "agent"; policy: Policy } | { kind: "member"; role: "admin" | "member" | "viewer" };

/** The names a tool was called by, and tools that would do the same. */
export type ToolNames = { called: readonly string[]; equal: readonly string[] };

/** Whether the subject may do this. Pure; what is not allowed is refused. */
export function decide(subject: Subject, action: Action, tools?: ToolNames): PolicyDecision {
  if (subject.kind === "member") return decideForMember(subject.role, action);
  const { policy } = subject;
  if (action.deletesSpace) return refuse("an agent can never delete a whole space");
  const listed = decideByList(policy.tools, tools);
  if (listed !== undefined) return listed;
  if (action.own && action.effect === "read") return allow("everybody may read what is kept for them");
  const rule = policy.groups[action.group];
  if (rule === undefined || rule.level === "disabled") return refuse(`the group ${action.group} is disabled`);
  if (action.effect === "read") return allow(`${action.group} may be read`);
  if (rule.level !== "write" || action.group === "Search" || action.group === "Users")
    return refuse(`the group ${action.group} is read-only`);
  if (action.effect === "delete" && !rule.allowDelete) return refuse(`deleting is off in the group ${action.group}`);
  if (action.createsSpace && isNamed(policy.spaces))
    return refuse("an agent limited to spaces that are named makes no new ones");
  if (action.unknownOperation && isNamed(policy.spaces))
    return refuse("this operation is not known, so it cannot be told which space it reaches");
  if (action.unknownOperation) return approve("this operation is not known, so a person has to approve it");
  if (rule.requireApproval) return approve(`a person approves what is written in the group ${action.group}`);
  return allow(`${action.group} may be ${action.effect === "delete" ? "deleted" : "written"}`);
}

/** A tool is allowed by a name of its own only; it is also denied with any tool that would do the same. */
function decideByList({ allow, deny }: Policy["tools"], tools: ToolNames | undefined): PolicyDecision | undefined {
  if (tools === undefined) return undefined;
  const denied = [...tools.called, ...tools.equal].find((tool) => deny?.includes(tool));
  if (denied !== undefined) return refuse(`the tool ${denied} is on the list of denied tools`);
  if (allow !== undefined && !tools.called.some((tool) => allow.includes(tool)))
    return refuse(`the tool ${tools.called[0]} is not on the list of allowed tools`);
  return undefined;
}

function decideForMember(role: "admin" | "member" | "viewer", action: Action): PolicyDecision {
  if (action.effect === "read") return allow(`${role}s may read`);
  if (role === "viewer") return refuse("a viewer changes nothing");
  if (action.deletesSpace && role !== "admin") return refuse("only an admin deletes a whole space");
  return allow(`${role}s may change content with their own connection`);
}

const allow = (reason: string): PolicyDecision => ({ action: "allow", reason });
const approve = (reason: string): PolicyDecision => ({ action: "approve", reason });
const refuse = (reason: string): PolicyDecision => ({ action: "refuse", reason });
