import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { callShape, showCall } from "../schemas.ts";

export function callRoutes(store: Store): Route[] {
  return [
    route({
      method: "GET",
      path: "/v1/calls",
      summary: "List recorded calls, newest first; an agent sees its own",
      access: "caller",
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(250).default(50),
        cursor: z.string().optional(),
        tool: z.string().optional(),
        outcome: callShape.shape.outcome.optional(),
      }),
      response: z.object({ items: z.array(callShape), cursor: z.string().optional() }),
      async handle({ query, caller }) {
        const { limit, cursor, tool, outcome } = query;
        const calls = await store.calls.list({
          limit: limit + 1,
          ...(cursor !== undefined && { before: cursor }),
          ...(tool !== undefined && { tool }),
          ...(outcome !== undefined && { outcome }),
          ...(caller.kind === "agent" && { callerId: caller.id }),
        });
        const items = calls.slice(0, limit).map(showCall);
        const last = items.at(-1);
        return { items, ...(calls.length > limit && last !== undefined && { cursor: last.id }) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/calls/{id}",
      summary: "Read a recorded call",
      access: "caller",
      response: callShape,
      async handle({ params, caller }) {
        const call = await store.calls.get(params.id ?? "");
        if (caller.kind === "member" || call.caller.id === caller.id) return showCall(call);
        throw new TributaryError("not_found", `There is no call ${params.id}.`, {
          hint: "List them with GET /v1/calls.",
        });
      },
    }),
  ];
}
