import { TributaryError } from "../base/errors.ts";
import { type Effect, type PermissionGroup, permissionGroups } from "../base/permissions.ts";
import type { PolicyDecision } from "../policy/decide.ts";
import { catalogue, findTool } from "../tools/catalogue.ts";
import { readMore } from "../tools/kept/read-more.ts";
import { apiCall } from "../tools/raw/api-call.ts";
import type { Action, Tool } from "../tools/tool.ts";
import type { Caller } from "./caller.ts";
import { judge } from "./judge.ts";

/** A narrowing of the catalogue. It never widens what the caller may do. */
export type ToolSelection = {
  toolsets?: readonly PermissionGroup[];
  effect?: Effect;
  /** Names, compatibility names too; `unknown_tool` for one there is not. */
  tools?: readonly string[];
  exclude?: readonly string[];
  /** Words that have to stand in name, title or description. */
  search?: string;
};

/** What the policy says of a tool before anybody knows its arguments. */
export type Standing = PolicyDecision & {
  /** The policy decides by the arguments: this is the best that can come of it. */
  depends: boolean;
};

/** The tools the caller could use, as far as its policy can say before a call: in the catalogue's order. */
export function offeredTools(caller: Caller, selection: ToolSelection = {}): Tool[] {
  return selectTools(selection).filter((tool) => standing(caller, tool).action !== "refuse");
}

export function selectTools({ toolsets, effect, tools, exclude = [], search = "" }: ToolSelection): Tool[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (tools?.map(findTool) ?? catalogue).filter(
    (tool) =>
      (toolsets === undefined || toolsets.includes(tool.group)) &&
      (effect === undefined || tool.effect === effect) &&
      !exclude.includes(tool.name) &&
      words.every((word) => `${tool.name} ${tool.title} ${tool.description}`.toLowerCase().includes(word)),
  );
}

/** Whether the caller may use a tool, may use it with a person's approval, or may not; and why. */
export function standing(caller: Caller, tool: Tool): Standing {
  const actions = possibleActions(tool);
  const judged = actions.map((action) => judge(caller, tool, action));
  for (const wanted of ["allow", "approve"] as const) {
    const found = judged.find(({ action }) => action === wanted);
    if (found === undefined) continue;
    const same = judged.every(({ action }) => action === wanted);
    const reason = same ? found.reason : `it depends on the arguments: ${found.reason}`;
    return { ...found, reason, depends: actions.length > 1 };
  }
  return { action: "refuse", reason: judged[0]?.reason ?? "it does nothing", depends: false };
}

const effects: readonly Effect[] = ["read", "write", "delete"];
const actionsOf = (of: readonly Effect[]): Action[] =>
  permissionGroups.flatMap((group) => of.map((effect) => ({ group, effect })));

/** Nearly every tool does one thing. A raw request may do anything; the rest of an answer is of any group. */
function possibleActions(tool: Tool): Action[] {
  const behind = tool.aliasOf ?? tool.name;
  if (behind === apiCall.name) return actionsOf(effects);
  if (behind === readMore.name) return actionsOf(["read"]);
  // A compatibility name does what the tool behind it does, and neither needs arguments to say so.
  return [findTool(behind).action({})];
}

/** `pages,search` as groups; in any case, with commas between. */
export function readToolsets(text: string): PermissionGroup[] {
  return readNames(text).map((name) => {
    const group = permissionGroups.find((one) => one.toLowerCase() === name.toLowerCase());
    if (group !== undefined) return group;
    throw new TributaryError("invalid_input", `There is no toolset ${name}.`, {
      hint: `The toolsets are ${permissionGroups.join(", ").toLowerCase()}.`,
    });
  });
}

/** Names with commas between them. */
export const readNames = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
