import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Decider } from "../approvals/approvals.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import type { Effect } from "../base/permissions.ts";
import type { Caller } from "../calls/caller.ts";
import type { Door } from "../calls/door.ts";
import type { Envelope } from "../calls/envelope.ts";
import { findTool } from "../tools/catalogue.ts";
import {
  discoverName,
  type ExecuteName,
  executeTools,
  findTools,
  readDiscover,
  readExecute,
} from "../tools/discovery.ts";
import { parseInput } from "../tools/input.ts";
import { schemasOf } from "../tools/input-schema.ts";
import type { Tool } from "../tools/tool.ts";
import { isSelected, type Selection } from "./selection.ts";
import { showData, showError } from "./show-result.ts";
import { allowedTools, runnersOf } from "./tool-list.ts";

/** Who calls, and through which address. */
export type Visit = {
  caller: Caller;
  selection: Selection;
  /** The person who connected this client and let it take their decisions on its writes. */
  approver?: Decider;
};

/** What a call of a tool comes to: an answer of our own, or the envelope of a call through the door. */
export type Called = { kind: "own"; result: CallToolResult } | { kind: "envelope"; envelope: Envelope };

/** Runs what `tools/call` names: `discover` here, everything else through the door. */
export async function callTool(
  door: Door,
  { caller, selection }: Visit,
  { name, arguments: args = {} }: { name: string; arguments?: Record<string, unknown> | undefined },
  signal: AbortSignal,
): Promise<Called> {
  try {
    if (name === discoverName) return { kind: "own", result: showData(discover(caller, selection, args)) };
    const wanted =
      name in executeTools ? unwrap(name as ExecuteName, args) : { tool: findTool(name, args), given: args };
    const { tool, given } = wanted;
    refuseUnselected(selection, tool, caller);
    const { connectionId, userId, siteId } = selection;
    const envelope = await door.execute(caller, {
      tool: tool.name,
      arguments: given,
      surface: "mcp",
      signal,
      ...(connectionId !== undefined && { connectionId }),
      ...(userId !== undefined && { userId }),
      ...(siteId !== undefined && { siteId }),
    });
    return { kind: "envelope", envelope };
  } catch (thrown) {
    return { kind: "own", result: showError(toTributaryError(thrown).toJSON()) };
  }
}

function discover(caller: Caller, selection: Selection, args: Record<string, unknown>): Record<string, unknown> {
  const { query, effect, limit } = readDiscover(args);
  const allowed = allowedTools(caller, selection).filter((tool) => effect === undefined || tool.effect === effect);
  if (query.trim() === "")
    return {
      tools: allowed.map((tool) => ({
        name: tool.name,
        description: tool.title,
        runWith: runnersOf(caller, selection, tool),
      })),
    };
  return {
    tools: findTools(allowed, query)
      .slice(0, limit)
      .map((tool) => ({
        name: tool.name,
        description: tool.description,
        runWith: runnersOf(caller, selection, tool),
        inputSchema: schemasOf(tool).input,
      })),
  };
}

/** What an execute tool is to run; throws when it is of another effect, so that a client's own guard holds. */
function unwrap(name: ExecuteName, args: Record<string, unknown>): { tool: Tool; given: Record<string, unknown> } {
  const { tool: wanted, arguments: given } = readExecute(name, args);
  const tool = findTool(wanted, given);
  const effect = effectOf(tool, given);
  if (effect === executeTools[name]) return { tool, given };
  throw new TributaryError("invalid_input", `${name} does not run ${tool.name}, which is a ${effect} tool.`, {
    hint: `Call confluence_execute_${effect}.`,
  });
}

/** What this call does: a raw API call may do anything, so its arguments say. */
function effectOf(tool: Tool, given: Record<string, unknown>): Effect {
  return tool.action(parseInput(tool, given)).effect;
}

function refuseUnselected(selection: Selection, tool: Tool, caller: Caller): void {
  const names = tool.aliasOf === undefined ? [tool.name] : [tool.name, tool.aliasOf];
  const barred = names.some((name) => selection.exclude.has(name));
  if (!barred && names.some((name) => isSelected(selection, name))) return;
  const reachable = allowedTools(caller, selection).slice(0, 5);
  throw new TributaryError("unknown_tool", `There is no tool ${tool.name} at this address.`, {
    hint: `It was connected to with a selection of tools, such as ${reachable.map(({ name }) => name).join(", ")}.`,
  });
}
