import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { TributaryError } from "../../base/errors.ts";
import { newId, newSecret } from "../../base/ids.ts";
import type { Log } from "../../base/log.ts";
import type { Caller } from "../../calls/caller.ts";
import { noteAgentChange } from "../../calls/note-agent-change.ts";
import { standing } from "../../calls/offered-tools.ts";
import { type Policy, type ProfileName, policySchema, profiles, spaceLimitSchema } from "../../policy/policy.ts";
import type { Agent } from "../../store/agents.ts";
import type { Store } from "../../store/store.ts";
import { catalogue, findTool } from "../../tools/catalogue.ts";
import { type Route, route } from "../route.ts";
import { agentShape, showStanding, toolStandingShape } from "../schemas.ts";
import { surfaceOf } from "../surface.ts";

const fields = {
  profile: z.enum(Object.keys(profiles) as [ProfileName, ...ProfileName[]]).optional(),
  policy: policySchema.optional(),
  spaces: z
    .array(z.string().min(1))
    .transform((only) => spaceLimitSchema.parse({ only }))
    .or(spaceLimitSchema)
    .optional()
    .describe("Keys or ids of the only spaces it may reach, or {only | except, personal}."),
  connectionIds: z.array(z.string()).optional(),
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional()
    .describe("Is told of decisions on its writes."),
};

const create = z.strictObject({ name: z.string().min(1).max(100), ...fields });
const change = z.strictObject({ name: z.string().min(1).max(100).optional(), ...fields });

export function agentRoutes(store: Store, clock: Clock, log: Log): Route[] {
  const note = noteAgentChange(store, clock, log);

  return [
    route({
      method: "GET",
      path: "/v1/agents",
      summary: "List agents",
      access: "member",
      response: z.object({ items: z.array(agentShape) }),
      handle: async () => ({ items: (await store.agents.list()).map(show) }),
    }),
    route({
      method: "POST",
      path: "/v1/agents",
      summary: "Make an agent; its API key is shown this once",
      access: "admin",
      body: create,
      response: agentShape.extend({ apiKey: z.string() }),
      status: 201,
      async handle({ body, caller, context }) {
        const now = clock.now();
        const agent: Agent = {
          id: newId("agt", now),
          name: body.name,
          policy: checked(policyFrom(body, profiles["read-only"])),
          connectionIds: await known(store, body.connectionIds ?? []),
          callbackUrl: body.callbackUrl ?? null,
          createdAt: now,
          updatedAt: now,
        };
        const apiKey = `trib_${newSecret()}`;
        await store.agents.insert(agent);
        await store.apiKeys.insert(newId("key", now), apiKey, { kind: "agent", id: agent.id }, body.name, now);
        note(caller, surfaceOf(context), "tributary_create_agent", agent.id, [{ after: show(agent) }]);
        return { ...show(agent), apiKey };
      },
    }),
    route({
      method: "GET",
      path: "/v1/agents/{id}",
      summary: "Read an agent",
      access: "member",
      response: agentShape,
      handle: async ({ params }) => show(await store.agents.get(params.id ?? "")),
    }),
    route({
      method: "GET",
      path: "/v1/agents/{id}/tools",
      summary: "What the agent could do: each tool with what its policy says and why; an agent asks for itself only",
      access: "caller",
      response: z.object({ items: z.array(toolStandingShape) }),
      async handle({ params, caller }) {
        if (caller.kind === "agent" && caller.id !== params.id)
          throw new TributaryError("forbidden", "An agent may look at its own tools only.", {
            hint: `Its own id is ${caller.id}.`,
          });
        const { id, name, policy, connectionIds } = await store.agents.get(params.id ?? "");
        const agent: Caller = { kind: "agent", id, name, policy: policySchema.parse(policy), connectionIds };
        return { items: catalogue.map((tool) => showStanding(tool, standing(agent, tool))) };
      },
    }),
    route({
      method: "PATCH",
      path: "/v1/agents/{id}",
      summary: "Change an agent: its next call is judged by the new policy",
      access: "admin",
      body: change,
      response: agentShape,
      async handle({ params, body, caller, context }) {
        const before = await store.agents.get(params.id ?? "");
        const { name, connectionIds, callbackUrl } = body;
        await store.agents.update(
          before.id,
          {
            policy: checked(policyFrom(body, policySchema.parse(before.policy))),
            ...(name !== undefined && { name }),
            ...(connectionIds !== undefined && { connectionIds: await known(store, connectionIds) }),
            ...(callbackUrl !== undefined && { callbackUrl }),
          },
          clock.now(),
        );
        const after = await store.agents.get(before.id);
        note(caller, surfaceOf(context), "tributary_update_agent", before.id, [
          { before: show(before), after: show(after) },
        ]);
        return show(after);
      },
    }),
    route({
      method: "POST",
      path: "/v1/agents/{id}/api-key",
      summary: "Give an agent a new API key, shown this once; the old ones stop working",
      access: "admin",
      response: z.object({ apiKey: z.string() }),
      status: 201,
      async handle({ params, caller, context }) {
        const agent = await store.agents.get(params.id ?? "");
        const apiKey = `trib_${newSecret()}`;
        await store.apiKeys.revokeAll({ kind: "agent", id: agent.id }, clock.now());
        await store.apiKeys.insert(
          newId("key", clock.now()),
          apiKey,
          { kind: "agent", id: agent.id },
          agent.name,
          clock.now(),
        );
        note(caller, surfaceOf(context), "tributary_renew_api_key", agent.id, []);
        return { apiKey };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/agents/{id}",
      summary: "Remove an agent and its API keys",
      access: "admin",
      response: z.null(),
      status: 204,
      async handle({ params, caller, context }) {
        const agent = await store.agents.get(params.id ?? "");
        await store.apiKeys.revokeAll({ kind: "agent", id: agent.id }, clock.now());
        await store.agents.remove(agent.id);
        note(caller, surfaceOf(context), "tributary_delete_agent", agent.id, [{ before: show(agent) }]);
      },
    }),
  ];
}

/** The policy given, or the profile's, or the one there is; with the spaces given, which stand beside either. */
function policyFrom({ profile, policy, spaces }: z.output<typeof change>, now: Policy): Policy {
  if (profile !== undefined && policy !== undefined) {
    throw new TributaryError("invalid_input", "profile and policy were both given.", {
      hint: "A profile is a ready-made policy: pass one of them.",
    });
  }
  const chosen = policy ?? (profile === undefined ? now : { ...profiles[profile], spaces: now.spaces });
  return spaces === undefined ? chosen : { ...chosen, spaces };
}

/** A list of tools that names one there is not would silently allow or deny nothing. */
function checked(policy: Policy): Policy {
  for (const name of [...(policy.tools.allow ?? []), ...(policy.tools.deny ?? [])]) findTool(name);
  return policy;
}

async function known(store: Store, connectionIds: string[]): Promise<string[]> {
  for (const id of connectionIds) await store.connections.get(id);
  return connectionIds;
}

function show(agent: Agent): z.input<typeof agentShape> {
  return {
    id: agent.id,
    name: agent.name,
    policy: policySchema.parse(agent.policy),
    connectionIds: agent.connectionIds,
    callbackUrl: agent.callbackUrl,
    createdAt: new Date(agent.createdAt).toISOString(),
  };
}
