import { type ToolFormat, toolFormats } from "@tributary/sdk/formats";
import { z } from "zod";
import { permissionGroups } from "../../base/permissions.ts";
import { type Caller, type ConnectionChoice, chooseConnection } from "../../calls/caller.ts";
import type { Door } from "../../calls/door.ts";
import { offeredTools, readNames, readToolsets, type ToolSelection } from "../../calls/offered-tools.ts";
import { missingScopes } from "../../connections/scope-doctor.ts";
import type { Store } from "../../store/store.ts";
import { findTool } from "../../tools/catalogue.ts";
import type { Tool } from "../../tools/tool.ts";
import { type Route, route } from "../route.ts";
import { envelopeShape, showTool, toolShape } from "../schemas.ts";
import { surfaceOf } from "../surface.ts";

const list = z.strictObject({
  userId: z.string().optional(),
  connectionId: z.string().optional(),
  toolsets: z.string().optional().describe("Permission groups, with commas between them: pages,search."),
  group: z.enum(permissionGroups).optional().describe("One permission group; toolsets takes several."),
  effect: z.enum(["read", "write", "delete"]).optional(),
  tools: z.string().optional().describe("Names, with commas between them; also names that are not listed."),
  exclude: z.string().optional().describe("Names to leave out, with commas between them."),
  search: z.string().optional().describe("Words that stand in name, title or description."),
  format: z
    .enum(Object.keys(toolFormats) as [ToolFormat, ...ToolFormat[]])
    .optional()
    .describe("Answer as this provider's API takes tools, instead of Tributary's own shape."),
});

/** What a call says beside the tool's own arguments. */
const options = {
  connectionId: z.string().optional(),
  userId: z.string().optional(),
  siteId: z.string().optional(),
  dryRun: z.boolean().optional().describe("Only show what a write would change."),
  reason: z.string().max(500).optional().describe("Why, for the record."),
  maxCharacters: z.number().int().min(0).optional().describe("The most characters of the answer; 0 = no limit."),
  waitSeconds: z.number().min(0).max(60).optional().describe("How long to wait for a person, if one is needed."),
  overlay: z.boolean().optional().describe("Show pages as they will be once the agent's pending writes are approved."),
};

type Execute = z.output<ReturnType<typeof z.object<typeof options>>> & { arguments?: unknown };

export function toolRoutes(store: Store, door: Door): Route[] {
  /** What a tool misses on the connection that was named, or on the one of the user who was. */
  const shownFor = async (caller: Caller, { connectionId, userId }: ConnectionChoice) => {
    if (connectionId === undefined && userId === undefined) return showTool;
    const choice = { ...(connectionId !== undefined && { connectionId }), ...(userId !== undefined && { userId }) };
    const connection = await chooseConnection(store, caller, choice).catch((thrown: unknown) => {
      // Whoever has not connected yet may look at what there will be.
      if (connectionId === undefined) return undefined;
      throw thrown;
    });
    if (connection === undefined) return showTool;
    const { scopes } = connection;
    return (tool: Tool) => ({ ...showTool(tool), missingScopes: missingScopes(tool, scopes) });
  };
  const execute = async (tool: string, parts: Parameters<Route["handle"]>[0], given: Execute) => {
    const { context, caller } = parts;
    const { arguments: args, ...rest } = given;
    const envelope = await door.execute(caller, {
      ...rest,
      tool,
      arguments: args,
      surface: surfaceOf(context),
      signal: context.req.raw.signal,
    });
    const waits = envelope.meta.approval?.status === "pending";
    return context.json(envelope, (envelope.error?.status ?? (waits ? 202 : 200)) as 200);
  };
  return [
    route({
      method: "GET",
      path: "/v1/tools",
      summary: "List the tools that the caller's policy allows, with a person's approval or without",
      access: "caller",
      query: list,
      response: z.object({ tools: z.array(toolShape.or(z.looseObject({}))) }),
      async handle({ query, caller }) {
        const tools = offeredTools(caller, selectionOf(query)).map(await shownFor(caller, query));
        return { tools: query.format === undefined ? tools : toolFormats[query.format](tools) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/tools/{name}",
      summary: "Read a tool, also by a compatibility name",
      access: "caller",
      query: z.strictObject({ connectionId: z.string().optional() }),
      response: toolShape,
      handle: async ({ params, query, caller }) => (await shownFor(caller, query))(findTool(params.name ?? "")),
    }),
    route({
      method: "POST",
      path: "/v1/tools/{name}/execute",
      summary: "Run a tool",
      access: "caller",
      body: z.strictObject(
        { ...options, arguments: z.unknown().optional() },
        {
          error: (issue) =>
            issue.code === "unrecognized_keys"
              ? `there is no ${issue.keys.join(", ")} here; what the tool takes belongs under "arguments"`
              : undefined,
        },
      ),
      response: envelopeShape,
      handle: (parts) => execute(parts.params.name ?? "", parts, parts.body),
    }),
    route({
      method: "POST",
      path: "/v1/api-call",
      summary: "Send one request to the site's own API: confluence_api_call with its parameters at the top",
      access: "caller",
      body: z.looseObject(options),
      response: envelopeShape,
      handle(parts) {
        const given = Object.fromEntries(Object.keys(options).map((name) => [name, parts.body[name]]));
        const args = Object.fromEntries(Object.entries(parts.body).filter(([name]) => !(name in options)));
        return execute("confluence_api_call", parts, { ...given, arguments: args });
      },
    }),
  ];
}

function selectionOf({ toolsets, group, effect, tools, exclude, search }: z.output<typeof list>): ToolSelection {
  const groups = [...(toolsets === undefined ? [] : readToolsets(toolsets)), ...(group === undefined ? [] : [group])];
  return {
    ...(groups.length > 0 && { toolsets: groups }),
    ...(effect !== undefined && { effect }),
    ...(tools !== undefined && { tools: readNames(tools) }),
    ...(exclude !== undefined && { exclude: readNames(exclude) }),
    ...(search !== undefined && { search }),
  };
}
