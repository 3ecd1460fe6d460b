import type { Effect, PermissionGroup } from "../base/permissions.ts";
import type { Policy } from "./policy.ts";

/** What a call is about to do, as far as a policy cares. */
export type Action = {
  group: PermissionGroup;
  effect: Effect;
  /** It would delete a whole space. */
  deletesSpace?: boolean;
  /** It is a raw request to an operation nobody has judged. */
  unknownOperation?: boolean;
  /** It only reads what Tributary keeps for this caller, such as its own calls. */
  own?: boolean;
};

export type PolicyDecision = { action: "allow" | "refuse"; reason: string };

/** Who is asking: an agent under its policy, or a signed-in person of a role. */
export type Subject = { kind: "agent"; policy: Policy } | { kind: "member"; role: "admin" | "member" | "viewer" };

/** Whether the subject may do this. Pure; what is not allowed is refused. */
export function decide(subject: Subject, action: Action): PolicyDecision {
  if (action.own && action.effect === "read") return allow("everybody may read what is kept for them");
  if (subject.kind === "member") return decideForMember(subject.role, action);
  if (action.deletesSpace) return refuse("an agent can never delete a whole space");
  if (action.unknownOperation) return refuse("this operation is not known, so a person has to approve it");
  const rule = subject.policy.groups[action.group];
  if (rule === undefined || rule.level === "disabled") return refuse(`the group ${action.group} is disabled`);
  if (action.effect === "read") return allow(`${action.group} may be read`);
  if (rule.level !== "write" || action.group === "Search" || action.group === "Users")
    return refuse(`the group ${action.group} is read-only`);
  if (action.effect === "delete" && !rule.allowDelete) return refuse(`deleting is off in the group ${action.group}`);
  return allow(`${action.group} may be ${action.effect === "delete" ? "deleted" : "written"}`);
}

function decideForMember(role: "admin" | "member" | "viewer", action: Action): PolicyDecision {
  if (action.effect === "read") return allow(`${role}s may read`);
  if (role === "viewer") return refuse("a viewer changes nothing");
  if (action.deletesSpace && role !== "admin") return refuse("only an admin deletes a whole space");
  return allow(`${role}s may change content with their own connection`);
}

const allow = (reason: string): PolicyDecision => ({ action: "allow", reason });
const refuse = (reason: string): PolicyDecision => ({ action: "refuse", reason });
