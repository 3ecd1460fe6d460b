import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { TributaryError } from "../../base/errors.ts";
import { newId, newSecret } from "../../base/ids.ts";
import { type ProfileName, policySchema, profiles } from "../../policy/policy.ts";
import type { Agent } from "../../store/agents.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { agentShape } from "../schemas.ts";

const create = z.strictObject({
  name: z.string().min(1).max(100),
  profile: z.enum(Object.keys(profiles) as [ProfileName, ...ProfileName[]]).optional(),
  policy: policySchema.optional(),
  connectionIds: z.array(z.string()).default([]),
});

export function agentRoutes(store: Store, clock: Clock): Route[] {
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
      async handle({ body }) {
        if (body.profile !== undefined && body.policy !== undefined) {
          throw new TributaryError("invalid_input", "profile and policy were both given.", {
            hint: "A profile is a ready-made policy: pass one of them.",
          });
        }
        for (const id of body.connectionIds) await store.connections.get(id);
        const now = clock.now();
        const policy = body.policy ?? profiles[body.profile ?? "read-only"];
        const agent: Agent = {
          id: newId("agt", now),
          name: body.name,
          policy,
          connectionIds: body.connectionIds,
          createdAt: now,
          updatedAt: now,
        };
        const apiKey = `trib_${newSecret()}`;
        await store.agents.insert(agent);
        await store.apiKeys.insert(newId("key", now), apiKey, { kind: "agent", id: agent.id }, body.name, now);
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
      method: "DELETE",
      path: "/v1/agents/{id}",
      summary: "Remove an agent and its API keys",
      access: "admin",
      response: z.null(),
      status: 204,
      async handle({ params }) {
        const agent = await store.agents.get(params.id ?? "");
        await store.apiKeys.revokeAll({ kind: "agent", id: agent.id }, clock.now());
        await store.agents.remove(agent.id);
      },
    }),
  ];
}

function show(agent: Agent): z.input<typeof agentShape> {
  return {
    id: agent.id,
    name: agent.name,
    policy: policySchema.parse(agent.policy),
    connectionIds: agent.connectionIds,
    createdAt: new Date(agent.createdAt).toISOString(),
  };
}
