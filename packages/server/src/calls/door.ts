import type { Clock } from "../base/clock.ts";
import { type ErrorBody, TributaryError, toTributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { type Confluence, createConfluence } from "../confluence/client.ts";
import type { EndpointKey } from "../confluence/endpoints.ts";
import type { Transport } from "../confluence/transport.ts";
import type { Connections } from "../connections/connections.ts";
import type { OpenConnection } from "../connections/open-connection.ts";
import { decide } from "../policy/decide.ts";
import type { CallOutcome, CallRecord } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import { findTool } from "../tools/catalogue.ts";
import { parseInput } from "../tools/input.ts";
import { restHandle } from "../tools/own.ts";
import type { Action, Prepared, Tool, ToolContext } from "../tools/tool.ts";
import type { Preview, Written } from "../tools/write.ts";
import { boundResult, usualCharacters } from "./bound-result.ts";
import { type Caller, type ConnectionChoice, chooseConnection, subjectOf } from "./caller.ts";
import { keptMs, ownThings } from "./own-things.ts";
import { recordedInput } from "./recorded-input.ts";
import { showPreview } from "./show-preview.ts";

export type CallRequest = ConnectionChoice & {
  tool: string;
  arguments: unknown;
  siteId?: string;
  /** Where the call came in: rest, cli, dashboard, mcp. */
  surface: string;
  /** Only show what a write would change. Own tools also take it among their arguments. */
  dryRun?: boolean;
  /** Why, for the record. Own tools also take it among their arguments. */
  reason?: string;
  /** The most characters of the answer; 0 = no limit. Default: about 8,000 tokens. */
  maxCharacters?: number;
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
    /** A write that was only shown: `data` is what it would change. */
    dryRun?: true;
    /** Whether the write can be taken back from the record. */
    undoable?: boolean;
    /** Which text or list of the data was cut, and how much of it is there. */
    truncated?: { path: string; shown: number; total: number };
    /** Pass to confluence_read_more to go on. */
    next?: string;
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
  dryRun: boolean;
  reason: string | null;
  preview: Preview | null;
  undo: Written["undo"] | undefined;
  begun: boolean;
};

/**
 * The only door that runs a tool: find it, check its input, choose the connection, decide, prepare, run, record. A
 * write is on record before it is sent, so that a crash leaves a row that says so.
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
        dryRun: request.dryRun ?? false,
        reason: request.reason ?? null,
        preview: null,
        undo: undefined,
        begun: false,
      };
      const record = (outcome: CallOutcome, error: ErrorBody | null, durationMs: number | null): CallRecord =>
        toRecord({ id, at: startedAt, caller, request, progress, outcome, error, durationMs });
      let data: unknown = null;
      let error: TributaryError | undefined;
      try {
        data = await run(caller, request, progress, () => store.calls.begin(record("running", null, null)));
      } catch (thrown) {
        error = toTributaryError(thrown);
        if (error.code === "internal")
          log.error({ callId: id, tool: tool.name, err: error.cause ?? error }, "a call failed inside Tributary");
      }
      const bounded = await bound(caller, request, progress, data);
      const durationMs = Math.round((performance.now() - started) * 100) / 100;
      const body = error?.toJSON() ?? null;
      const ended = record(outcomeOf(error, progress), body, durationMs);
      if (progress.begun) await store.calls.finish(id, ended);
      else store.calls.add(ended, (err) => log.error({ callId: id, err }, "a call could not be recorded"));
      const { open } = progress;
      return {
        data: bounded.data,
        error: body,
        successful: error === undefined,
        meta: {
          callId: id,
          tool: tool.name,
          connectionId: open?.connection.id ?? null,
          site: open === undefined ? null : { id: open.site.id, name: open.site.name, url: open.site.url },
          durationMs,
          ...(progress.dryRun && error === undefined && { dryRun: true as const }),
          ...(progress.begun && error === undefined && { undoable: (progress.undo?.length ?? 0) > 0 }),
          ...bounded.meta,
        },
      };
    },
  };

  async function run(
    caller: Caller,
    request: CallRequest,
    progress: Progress,
    begin: () => Promise<void>,
  ): Promise<unknown> {
    const { tool } = progress;
    const input = parseInput(tool, request.arguments);
    progress.input = input;
    progress.action = tool.action(input);
    progress.dryRun ||= input.dryRun === true;
    if (typeof input.reason === "string") progress.reason = input.reason;
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
    const contextWith = (signal?: AbortSignal): ToolContext => ({
      confluence: onlyDeclared(
        createConfluence({ transport, access: open.access, clock, ...(signal !== undefined && { signal }) }),
        tool,
      ),
      site: open.site,
      sites: connection.sites,
      account: connection.account,
      own: ownThings(store, clock, caller, connection.id),
      now: clock.now,
    });
    const reads = progress.action.effect === "read";
    if (reads && progress.dryRun) {
      throw new TributaryError("invalid_input", `${tool.name} changes nothing here, so there is nothing to show.`, {
        hint: "Leave out dryRun.",
      });
    }
    const prepared = await tool.prepare(input, contextWith(request.signal));
    progress.preview = prepared.preview;
    if (reads) return (await prepared.commit()).data;
    if (progress.dryRun) return showPreview(prepared.preview);
    progress.begun = true;
    await begin();
    const written = await commit(prepared, progress, () => contextWith());
    progress.undo = written.undo;
    return written.data;
  }

  /** A write whose outcome is unknown is never repeated: the site is asked what it has now. */
  async function commit(prepared: Prepared, { tool }: Progress, freshContext: () => ToolContext): Promise<Written> {
    try {
      return await prepared.commit();
    } catch (thrown) {
      const error = toTributaryError(thrown);
      if (error.code !== "outcome_unknown" || prepared.settle === undefined) throw error;
      // Whoever cancelled the call still wants to know what became of it: reading back is not cancelled.
      const found = await prepared.settle(freshContext()).catch((cause: unknown) => {
        log.warn({ tool: tool.name, err: cause }, "a write of unknown outcome could not be read back");
      });
      if (found?.outcome === "done") return found;
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

  /** Cuts what is too long for a model; the rest is kept for confluence_read_more. */
  async function bound(
    caller: Caller,
    { maxCharacters = usualCharacters }: CallRequest,
    { open, action }: Progress,
    data: unknown,
  ): Promise<{ data: unknown; meta?: Pick<Envelope["meta"], "truncated" | "next"> }> {
    if (maxCharacters === 0 || open === undefined) return { data };
    const { data: shown, cut } = boundResult(data, maxCharacters);
    if (cut === undefined) return { data };
    const { path, rest, cursor, shown: some, total } = cut;
    const now = clock.now();
    const id = newId("rest", now);
    await store.resultRests.removeExpired(now);
    await store.resultRests.insert({
      id,
      ownerId: caller.id,
      connectionId: open.connection.id,
      group: action.group,
      path,
      rest,
      cursor: cursor ?? null,
      expiresAt: now + keptMs,
    });
    return { data: shown, meta: { truncated: { path, shown: some, total }, next: restHandle(id, action.group) } };
  }
}

/** A tool reaches only the operations it declares, so that the scopes and permissions told of it are true. */
function onlyDeclared(confluence: Confluence, tool: Tool): Confluence {
  const declared = (key: EndpointKey) => {
    if (!tool.endpoints.includes(key)) throw new Error(`${tool.name} called ${key}, which it does not declare`);
  };
  return {
    call(key, input) {
      declared(key);
      return confluence.call(key, input);
    },
    download(key, input) {
      declared(key);
      return confluence.download(key, input);
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
    dryRun: progress.dryRun,
    reason: progress.reason,
    changes: progress.preview === null ? null : (recordedInput(progress.preview.changes) as unknown[]),
    undo: progress.undo === undefined || progress.undo.length === 0 ? null : [...progress.undo],
    outcome: call.outcome,
    error: call.error,
    durationMs: call.durationMs,
    requests: null,
    points: null,
  };
}

/** Input that did not parse has no targets. */
function targetsOf({ decision, tool, input }: Progress): unknown[] {
  return decision.action === "none" ? [] : tool.targets(input);
}
