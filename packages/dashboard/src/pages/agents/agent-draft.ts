import type { Agent, Policy } from "@tributary/sdk";
import { type Rules, rulesOf } from "./profiles.ts";

/** An agent as it is being filled in. */
export type AgentDraft = {
  name: string;
  connectionIds: string[];
  rules: Rules;
  spaces: { mode: "all" | "only" | "except"; keys: string[]; personal: boolean };
  /** `undefined` = every tool its groups allow. */
  allow: string[] | undefined;
  deny: string[];
  callbackUrl: string;
};

export function draftOf({ name, connectionIds, policy, callbackUrl }: Omit<Agent, "id" | "createdAt">): AgentDraft {
  const { only, except, personal = false } = policy.spaces ?? {};
  return {
    name,
    connectionIds,
    rules: rulesOf(policy),
    spaces: {
      mode: only !== undefined ? "only" : except !== undefined && except.length > 0 ? "except" : "all",
      keys: only ?? except ?? [],
      personal,
    },
    allow: policy.tools?.allow,
    deny: policy.tools?.deny ?? [],
    callbackUrl: callbackUrl ?? "",
  };
}

/** The policy a draft says. */
export function policyOf({ rules, spaces, allow, deny }: AgentDraft): Policy {
  return {
    groups: rules,
    spaces:
      spaces.mode === "only"
        ? { only: spaces.keys }
        : {
            ...(spaces.mode === "except" && spaces.keys.length > 0 && { except: spaces.keys }),
            personal: spaces.personal,
          },
    tools: { ...(allow !== undefined && { allow }), ...(deny.length > 0 && { deny }) },
  };
}

/** What keeps a draft from being saved, in words. */
export function draftProblem({ name, spaces, allow, callbackUrl }: AgentDraft): string | undefined {
  if (name.trim() === "") return "Give it a name.";
  if (spaces.mode === "only" && spaces.keys.length === 0) return "Choose the spaces it is limited to.";
  if (allow?.length === 0) return "Choose the tools it may use, or allow all of its groups.";
  if (callbackUrl.trim() !== "" && !/^https?:\/\/./.test(callbackUrl.trim()))
    return "The callback address begins with http:// or https://.";
  return undefined;
}

export const sameDraft = (a: AgentDraft, b: AgentDraft): boolean => JSON.stringify(a) === JSON.stringify(b);
