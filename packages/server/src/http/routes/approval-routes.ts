import { z } from "zod";
import type { ApprovalDesk } from "../../approvals/approvals.ts";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import type { Door } from "../../calls/door.ts";
import type { Approval } from "../../store/approvals.ts";
import { type Route, route } from "../route.ts";
import { cursorOf } from "../schemas.ts";

const status = z.enum(["pending", "approved", "done", "failed", "unknown", "denied", "expired"]);

const approvalShape = z.object({
  id: z.string(),
  status,
  callId: z.string(),
  agent: z.object({ id: z.string(), name: z.string() }),
  connectionId: z.string(),
  siteId: z.string(),
  surface: z.string(),
  tool: z.string(),
  input: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  preview: z.object({
    summary: z.string(),
    undoable: z.boolean(),
    irreversible: z.string().optional(),
    changes: z.array(
      z.looseObject({ kind: z.string(), diff: z.string().optional(), sourceDiff: z.string().optional() }),
    ),
  }),
  url: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  refreshedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  comment: z.string().nullable(),
  edited: z.boolean(),
  runCallId: z.string().nullable(),
  outcome: z.unknown(),
});

const comment = z.string().max(2_000).optional();

/** Only people decide, and those who may only look do not. */
function decider(caller: Caller): { id: string; name: string } {
  if (caller.kind === "member" && caller.role !== "viewer") return { id: caller.id, name: caller.name };
  throw new TributaryError("forbidden", "Only an admin or a member decides on approvals.", {
    hint: caller.kind === "agent" ? "Wait for a person: GET /v1/approvals/{id}?wait=30." : "Ask an admin.",
  });
}

export function approvalRoutes(desk: ApprovalDesk, door: Door): Route[] {
  const show = (approval: Approval) => desk.show(approval);
  /** An agent sees what it asked for itself, and of the rest not even that it is there. */
  const visible = async (id: string, caller: Caller): Promise<Approval> => {
    const approval = await desk.get(id);
    if (caller.kind === "member" || approval.agent.id === caller.id) return approval;
    throw new TributaryError("not_found", `There is no approval ${id}.`, { hint: "List them with GET /v1/approvals." });
  };

  return [
    route({
      method: "GET",
      path: "/v1/approvals",
      summary: "List approvals, newest first; an agent sees its own",
      access: "caller",
      query: z.strictObject({
        status: status.optional(),
        agentId: z.string().optional(),
        connectionId: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(250).default(50),
        cursor: cursorOf("apr"),
      }),
      response: z.object({ items: z.array(approvalShape), cursor: z.string().optional() }),
      async handle({ query: { limit, cursor, agentId, ...filter }, caller }) {
        const agent = caller.kind === "agent" ? caller.id : agentId;
        const found = await desk.list({
          ...(filter.status !== undefined && { status: filter.status }),
          ...(filter.connectionId !== undefined && { connectionId: filter.connectionId }),
          ...(agent !== undefined && { agentId: agent }),
          ...(cursor !== undefined && { before: cursor }),
          limit: limit + 1,
        });
        const items = found.slice(0, limit).map(show);
        const last = items.at(-1);
        return { items, ...(found.length > limit && last !== undefined && { cursor: last.id }) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/approvals/{id}",
      summary: "Read an approval; with wait, as soon as it has ended or after so many seconds",
      access: "caller",
      query: z.strictObject({
        wait: z.coerce.number().min(0).max(60).default(0),
        bodies: z.stringbool().default(false).describe("With the whole texts beside their differences."),
      }),
      response: approvalShape,
      async handle({ params, query, caller, context }) {
        const approval = await visible(params.id ?? "", caller);
        const now = query.wait === 0 ? approval : await desk.wait(approval.id, query.wait, context.req.raw.signal);
        return desk.show(now, { bodies: query.bodies });
      },
    }),
    route({
      method: "POST",
      path: "/v1/approvals/{id}/approve",
      summary: "Say yes, with changes to its arguments if need be; the write is run now",
      access: "member",
      body: z.strictObject({ comment, arguments: z.record(z.string(), z.unknown()).optional() }),
      response: approvalShape,
      async handle({ params, body, caller }) {
        return show(
          await door.approve(decider(caller), params.id ?? "", {
            ...(body.comment !== undefined && { comment: body.comment }),
            ...(body.arguments !== undefined && { arguments: body.arguments }),
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/v1/approvals/{id}/deny",
      summary: "Say no; the comment is told to the agent",
      access: "member",
      body: z.strictObject({ comment }),
      response: approvalShape,
      handle: async ({ params, body, caller }) => show(await desk.deny(params.id ?? "", decider(caller), body.comment)),
    }),
  ];
}
