import { Readable } from "node:stream";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { TributaryError } from "../../base/errors.ts";
import type { Caller } from "../../calls/caller.ts";
import type { Door } from "../../calls/door.ts";
import type { CallRecord } from "../../store/call-record.ts";
import type { CallFilter } from "../../store/calls.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { callShape, cursorOf, envelopeShape, showCall } from "../schemas.ts";
import { surfaceOf } from "../surface.ts";

const filters = {
  tool: z.string().optional(),
  effect: callShape.shape.effect.optional(),
  outcome: callShape.shape.outcome.optional(),
  callerId: z.string().optional(),
  connectionId: z.string().optional(),
  approvalId: z.string().optional(),
  spaceId: z.string().optional(),
  text: z.string().min(1).optional().describe("Words in the input, the targets or the changes."),
  since: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  until: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
};

type Filters = z.output<ReturnType<typeof z.object<typeof filters>>>;

const pageOf = 500;

export function callRoutes(store: Store, door: Door, clock: Clock): Route[] {
  const visible = async (id: string, caller: Caller): Promise<CallRecord> => {
    const call = await store.calls.get(id);
    if (caller.kind === "member" || call.caller.id === caller.id) return call;
    throw new TributaryError("not_found", `There is no call ${id}.`, { hint: "List them with GET /v1/calls." });
  };
  return [
    route({
      method: "GET",
      path: "/v1/calls",
      summary: "List recorded calls, newest first; an agent sees its own",
      access: "caller",
      query: z.strictObject({
        ...filters,
        limit: z.coerce.number().int().min(1).max(250).default(50),
        cursor: cursorOf("call"),
      }),
      response: z.object({ items: z.array(callShape), cursor: z.string().optional() }),
      async handle({ query: { limit, cursor, ...given }, caller }) {
        const calls = await store.calls.list({
          ...toFilter(given, caller),
          limit: limit + 1,
          ...(cursor !== undefined && { before: cursor }),
        });
        const items = calls.slice(0, limit).map(showCall);
        const last = items.at(-1);
        return { items, ...(calls.length > limit && last !== undefined && { cursor: last.id }) };
      },
    }),
    route({
      method: "GET",
      path: "/v1/calls/export",
      summary: "The record as NDJSON or CSV, newest first, all of it",
      access: "member",
      query: z.strictObject({ ...filters, format: z.enum(["ndjson", "csv"]).default("ndjson") }),
      response: z.string(),
      async handle({ query: { format, ...given }, caller }) {
        const rows = walk(store, toFilter(given, caller));
        const text = format === "csv" ? csv(rows) : ndjson(rows);
        const stream = Readable.toWeb(Readable.from(text, { objectMode: false }));
        const day = new Date(clock.now()).toISOString().slice(0, 10);
        return new Response(stream as unknown as ReadableStream<Uint8Array>, {
          headers: {
            "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
            "content-disposition": `attachment; filename="tributary-calls-${day}.${format}"`,
          },
        });
      },
    }),
    route({
      method: "GET",
      path: "/v1/calls/verify",
      summary: "Whether the record is whole: every call that ended carries the hash of the one before",
      access: "member",
      response: z.object({
        ok: z.boolean(),
        calls: z.number().optional(),
        head: z.string().optional(),
        at: z.number().optional(),
        problem: z.string().optional(),
      }),
      handle: () => store.calls.verify(),
    }),
    route({
      method: "GET",
      path: "/v1/calls/{id}",
      summary: "Read a recorded call",
      access: "caller",
      response: callShape,
      handle: async ({ params, caller }) => showCall(await visible(params.id ?? "", caller)),
    }),
    route({
      method: "POST",
      path: "/v1/calls/{id}/undo",
      summary: "Take a call back by the calls its record names; itself a call, with preview, policy and record",
      access: "caller",
      body: z.strictObject({
        dryRun: z.boolean().default(false).describe("Only show what would change."),
        force: z.boolean().default(false).describe("Also when it was edited since."),
        reason: z.string().max(500).optional(),
      }),
      response: z.object({ callId: z.string(), successful: z.boolean(), steps: z.array(envelopeShape) }),
      async handle({ params, body, caller, context }) {
        const callId = params.id ?? "";
        await visible(callId, caller);
        const steps = await door.undo(caller, callId, {
          surface: surfaceOf(context),
          dryRun: body.dryRun,
          force: body.force,
          ...(body.reason !== undefined && { reason: body.reason }),
        });
        const failed = steps.find(({ error }) => error !== null);
        const answer = { callId, successful: failed === undefined, steps };
        return context.json(answer, (failed?.error?.status ?? 200) as 200);
      },
    }),
  ];
}

function toFilter({ since, until, ...given }: Filters, caller: Caller): Omit<CallFilter, "limit"> {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    ...set,
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(until !== undefined && { until: Date.parse(until) }),
    ...(caller.kind === "agent" && { callerId: caller.id }),
  };
}

async function* walk(store: Store, filter: Omit<CallFilter, "limit">): AsyncGenerator<CallRecord> {
  let before: string | undefined;
  for (;;) {
    const calls = await store.calls.list({ ...filter, limit: pageOf, ...(before !== undefined && { before }) });
    yield* calls;
    if (calls.length < pageOf) return;
    before = calls.at(-1)?.id;
  }
}

async function* ndjson(calls: AsyncIterable<CallRecord>): AsyncGenerator<string> {
  for await (const call of calls) yield `${JSON.stringify(showCall(call))}\n`;
}

async function* csv(calls: AsyncIterable<CallRecord>): AsyncGenerator<string> {
  const columns = [
    "id",
    "at",
    "tool",
    "effect",
    "outcome",
    "caller",
    "surface",
    "decision",
    "reason",
    "targets",
  ] as const;
  yield `${columns.join(",")}\r\n`;
  for await (const call of calls) {
    const shown = { ...showCall(call), caller: call.caller.name, decision: call.decision.reason };
    yield `${columns.map((name) => cell(shown[name])).join(",")}\r\n`;
  }
}

/** Quoted, and never a formula: a spreadsheet would run one. */
function cell(value: unknown): string {
  const text = typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
}
