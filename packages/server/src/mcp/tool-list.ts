import type { Tool as McpTool } from "@modelcontextprotocol/server";
import { type Effect, permissionGroups } from "../base/permissions.ts";
import type { Caller } from "../calls/caller.ts";
import { judge } from "../calls/judge.ts";
import { offeredTools } from "../calls/offered-tools.ts";
import {
  discoverName,
  discoverSchemas,
  executeNameOf,
  executeSchema,
  executeTools,
  primaryTools,
} from "../tools/discovery.ts";
import { schemasOf } from "../tools/input-schema.ts";
import { apiCall } from "../tools/raw/api-call.ts";
import type { Tool } from "../tools/tool.ts";
import { isSelected, type Selection } from "./selection.ts";

const effects: readonly Effect[] = ["read", "write", "delete"];

/** The tools a caller may call here, in the catalogue's order; those named, in the order they were named. */
export const allowedTools = (caller: Caller, selection: Selection): Tool[] =>
  offeredTools(caller, selection.tools === undefined ? {} : { tools: [...selection.tools] }).filter(({ name }) =>
    isSelected(selection, name),
  );

/**
 * What `tools/list` answers: the primary tools and the four that reach the rest, or everything where the client asked
 * for that. The order is fixed, and the list hangs on the caller and the address alone, so that clients can keep it.
 */
export function listTools(caller: Caller, selection: Selection): McpTool[] {
  const allowed = allowedTools(caller, selection);
  if (selection.shape === "flat") return allowed.map((tool) => describe(tool));
  const listed = primaryTools.flatMap((name) => allowed.filter((tool) => tool.name === name));
  const hidden = allowed.filter(({ name }) => !primaryTools.includes(name));
  if (hidden.length === 0) return listed.map((tool) => describe(tool, "outline"));
  const reached = effects.filter((effect) => hidden.some((tool) => effectsOf(caller, tool).includes(effect)));
  return [...listed.map((tool) => describe(tool, "outline")), discover, ...reached.map((effect) => execute[effect])];
}

const annotationsOf = ({ effect, idempotent }: Pick<Tool, "effect" | "idempotent">) => ({
  readOnlyHint: effect === "read",
  destructiveHint: effect === "delete",
  idempotentHint: idempotent || effect === "read",
  openWorldHint: true,
});

const described = new WeakMap<Tool, Map<string, McpTool>>();

/** A tool as clients see it. Made once for each tool. */
function describe(tool: Tool, output: "outline" | "whole" = "whole"): McpTool {
  const known = described.get(tool) ?? new Map<string, McpTool>();
  described.set(tool, known);
  const made = known.get(output) ?? {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputSchemaOf(tool, output) as McpTool["inputSchema"],
    outputSchema: outputSchemaOf(tool, output) as McpTool["outputSchema"],
    annotations: annotationsOf(tool),
  };
  known.set(output, made);
  return made;
}

/** In a list that has to stay small, without the bounds of texts: the door checks them, and says so. */
function inputSchemaOf(tool: Tool, output: "outline" | "whole"): Record<string, unknown> {
  const { input } = schemasOf(tool);
  if (output === "whole") return input;
  return JSON.parse(
    JSON.stringify(input, (key, value: unknown) =>
      (key === "minLength" || key === "maxLength") && typeof value === "number" ? undefined : value,
    ),
  ) as Record<string, unknown>;
}

/**
 * What comes back as structured content. A write may also answer what it would change, or that it waits for a person,
 * so nothing is required of it. The outline only names what is at the top: a list has to stay small.
 */
function outputSchemaOf(tool: Tool, output: "outline" | "whole"): Record<string, unknown> {
  const whole = schemasOf(tool).output;
  const required = tool.effect === "read" ? (whole.required as string[] | undefined) : undefined;
  const properties = (whole.properties ?? {}) as Record<string, { type?: string }>;
  if (output === "outline") return { type: "object", ...(required && { required }) };
  return { type: "object", properties: withBriefRows(properties), ...(required && { required }) };
}

/** Rows of lists are made brief, so nothing is required of them. */
function withBriefRows(properties: Record<string, unknown>): Record<string, unknown> {
  const rows = (properties.items as { items?: Record<string, unknown> } | undefined)?.items;
  if (rows === undefined) return properties;
  const { required, ...row } = rows;
  return { ...properties, items: { ...(properties.items as object), items: row } };
}

const discover: McpTool = {
  name: discoverName,
  title: "Find more tools",
  description:
    "Finds further tools (versions, moves, blog posts, labels, tasks, attachments, restrictions, people, raw API): their input schemas, and which confluence_execute_… runs them.",
  inputSchema: discoverSchemas.input as McpTool["inputSchema"],
  outputSchema: { type: "object", required: ["tools"] },
  annotations: { ...annotationsOf({ effect: "read", idempotent: true }), openWorldHint: false },
};

const what: Record<Effect, string> = {
  read: "Runs a tool that only reads",
  write: "Runs a tool that writes",
  delete: "Runs a tool that deletes",
};

const execute = Object.fromEntries(
  Object.entries(executeTools).map(([name, effect]) => [
    effect,
    {
      name,
      title: `Run a ${effect} tool`,
      description: `${what[effect]}, found by ${discoverName}; refuses any other.`,
      inputSchema: executeSchema,
      outputSchema: { type: "object" },
      annotations: annotationsOf({ effect, idempotent: false }),
    },
  ]),
) as unknown as Record<Effect, McpTool>;

/** What a tool may do for a caller. Nearly every tool does one thing; a raw request does what its arguments say. */
const effectsOf = (caller: Caller, tool: Tool): readonly Effect[] =>
  (tool.aliasOf ?? tool.name) === apiCall.name
    ? effects.filter((effect) =>
        permissionGroups.some((group) => judge(caller, tool, { group, effect }).action !== "refuse"),
      )
    : [tool.effect];

/** How a tool is run: by its own name where it is listed, else by the execute tools of what it may do. */
export const runnersOf = (caller: Caller, selection: Selection, tool: Tool): string =>
  selection.shape === "flat" || primaryTools.includes(tool.name)
    ? tool.name
    : effectsOf(caller, tool).map(executeNameOf).join(" or ");
