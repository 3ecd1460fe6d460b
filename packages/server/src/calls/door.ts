import type { Clock } from "../base/clock.ts";
import { type ErrorBody, TributaryError, toTributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { type Confluence, createConfluence } from "../confluence/client.ts";
import type { Transport } from "../confluence/transport.ts";
import type { Connections } from "../connections/connections.ts";
import type { OpenConnection } from "../connections/open-connection.ts";
import { decide } from "../policy/decide.ts";
import type { CallOutcome, CallRecord } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import { findTool } from "../tools/catalogue.ts";
import { parseInput } from "../tools/input.ts";
import type { Action, Tool, ToolContext } from "../tools/tool.ts";
import { type Caller, type ConnectionChoice, chooseConnection, subjectOf } from "./caller.ts";
import { recordedInput } from "./recorded-input.ts";

export type CallRequest = ConnectionChoice & {
  tool: string;
  arguments: unknown;
  siteId?: string;
  /** Where the call came in: rest, cli, dashboard, mcp. */
  surface: string;
  signal?: AbortSignal;
};

/** Every call answers in this form, whatever came of it. */
export type Envelope = {
  data: unknown;
  error: ErrorBody | null;
  successful: boolean;
  meta: {
    callId: string;
    tool: string;
    connectionId: string | null;
    site: { id: string; name: string; url: string } | null;
    durationMs: number;
  };
};

export type Door = { execute(caller: Caller, request: CallRequest): Promise<Envelope> };

export type DoorOptions = { store: Store; connections: Connections; transport: Transport; clock: Clock; log: Log };

/** How far a call has come; what is known of it when it ends, well or not. */
type Progress = {
  tool: Tool;
  input: unknown;
  action: Action;
  decision: CallRecord["decision"];
  open?: OpenConnection;
  begun: boolean;
};

/**
 * The only door that runs a tool: find it, check its input, choose the connection, decide, run, record. A write is on
 * record before it is sent, so that a crash leaves a row that says so.
 */
export function createDoor({ store, connections, transport, clock, log }: DoorOptions): Door {
  return {
    async execute(caller, request) {
      const startedAt = clock.now();
      const started = performance.now();
      const id = newId("call", startedAt);
      const tool = findTool(request.tool);
      const progress: Progress = {
        tool,
        input: request.arguments,
        action: { group: tool.group, effect: tool.effect },
        decision: { action: "none", reason: "it ended before it was decided" },
        begun: false,
      };
      const record = (outcome: CallOutcome, error: ErrorBody | null, durationMs: number | null): CallRecord =>
        toRecord({ id, at: startedAt, caller, request, progress, outcome, error, durationMs });
      let data: unknown = null;
      let error: TributaryError | undefined;
      try {
        data = await run(caller, request, progress, startedAt, () => store.calls.begin(record("running", null, null)));
      } catch (thrown) {
        error = toTributaryError(thrown);
        if (error.code === "internal")
          log.error({ callId: id, tool: tool.name, err: error.cause ?? error }, "a call failed inside Tributary");
      }
      const durationMs = Math.round((performance.now() - started) * 100) / 100;
      const body = error?.toJSON() ?? null;
      const outcome = outcomeOf(error, progress);
      if (progress.begun) await store.calls.finish(id, { outcome, error: body, durationMs });
      else
        store.calls.add(record(outcome, body, durationMs), (err) =>
          log.error({ callId: id, err }, "a call could not be recorded"),
        );
      const { open } = progress;
      return {
        data,
        error: body,
        successful: error === undefined,
        meta: {
          callId: id,
          tool: tool.name,
          connectionId: open?.connection.id ?? null,
          site: open === undefined ? null : { id: open.site.id, name: open.site.name, url: open.site.url },
          durationMs,
        },
      };
    },
  };

  async function run(
    caller: Caller,
    request: CallRequest,
    progress: Progress,
    startedAt: number,
    begin: () => Promise<void>,
  ): Promise<unknown> {
    const { tool } = progress;
    const input = parseInput(tool, request.arguments);
    progress.input = input;
    progress.action = tool.action(input);
    const connection = await chooseConnection(store, caller, request);
    const decision = decide(subjectOf(caller), progress.action);
    progress.decision = decision;
    if (decision.action === "refuse") {
      throw new TributaryError("policy_refused", `${tool.name} was refused: ${decision.reason}.`, {
        hint: "A person can change what this agent may do; asking another way will not help.",
      });
    }
    const open = await connections.open(connection, request.siteId);
    progress.open = open;
    if (progress.action.effect !== "read") {
      progress.begun = true;
      await begin();
    }
    const contextWith = (signal?: AbortSignal): ToolContext => ({
      confluence: onlyDeclared(
        createConfluence({ transport, access: open.access, clock, ...(signal !== undefined && { signal }) }),
        tool,
      ),
      site: open.site,
      sites: connection.sites,
      account: connection.account,
    });
    try {
      return await tool.run(input, contextWith(request.signal));
    } catch (thrown) {
      const error = toTributaryError(thrown);
      if (error.code !== "outcome_unknown" || tool.readBack === undefined) throw error;
      // Whoever cancelled the call still wants to know what became of it: reading back is not cancelled.
      return await settle(tool, input, contextWith(), error, startedAt);
    }
  }

  /** A write whose outcome is unknown is never repeated: the site is asked what it has now. */
  async function settle(
    tool: Tool,
    input: unknown,
    context: ToolContext,
    error: TributaryError,
    startedAt: number,
  ): Promise<unknown> {
    const found = await tool.readBack?.(input, context, error, startedAt).catch((cause: unknown) => {
      log.warn({ tool: tool.name, err: cause }, "a write of unknown outcome could not be read back");
    });
    if (found?.outcome === "done") return found.data;
    if (found?.outcome === "not_done") {
      throw new TributaryError(
        "upstream_error",
        `${tool.name} was not carried out: the connection to Confluence broke.`,
        { hint: "Nothing was changed; try again.", cause: error },
      );
    }
    throw error;
  }
}

/** A tool reaches only the operations it declares, so that the scopes and permissions told of it are true. */
function onlyDeclared(confluence: Confluence, tool: Tool): Confluence {
  return {
    call(key, input) {
      if (!tool.endpoints.includes(key)) throw new Error(`${tool.name} called ${key}, which it does not declare`);
      return confluence.call(key, input);
    },
    raw: confluence.raw,
  };
}

function outcomeOf(error: TributaryError | undefined, progress: Progress): CallOutcome {
  if (error === undefined) return "ok";
  if (error.code === "policy_refused") return "refused";
  const maybeSent = progress.begun && (error.code === "outcome_unknown" || error.code === "internal");
  return maybeSent ? "unknown" : "error";
}

function toRecord(call: {
  id: string;
  at: number;
  caller: Caller;
  request: CallRequest;
  progress: Progress;
  outcome: CallOutcome;
  error: ErrorBody | null;
  durationMs: number | null;
}): CallRecord {
  const { progress, caller } = call;
  return {
    id: call.id,
    at: call.at,
    caller: { kind: caller.kind, id: caller.id, name: caller.name },
    surface: call.request.surface,
    connectionId: progress.open?.connection.id ?? null,
    siteId: progress.open?.site.id ?? null,
    tool: progress.tool.name,
    effect: progress.action.effect,
    targets: targetsOf(progress),
    decision: progress.decision,
    input: recordedInput(progress.input),
    outcome: call.outcome,
    error: call.error,
    durationMs: call.durationMs,
  };
}

/** Input that did not parse has no targets. */
function targetsOf({ decision, tool, input }: Progress): unknown[] {
  return decision.action === "none" ? [] : tool.targets(input);
}
