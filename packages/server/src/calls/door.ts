import type { ApprovalDesk, Decider } from "../approvals/approvals.ts";
import { baseOf, showPreview, withoutBodies } from "../approvals/show-preview.ts";
import type { Clock } from "../base/clock.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { type Confluence, createConfluence } from "../confluence/client.ts";
import type { Transport } from "../confluence/transport.ts";
import type { Connections } from "../connections/connections.ts";
import { policySchema } from "../policy/policy.ts";
import { isLimited } from "../policy/space-limit.ts";
import type { Approval } from "../store/approvals.ts";
import type { CallOutcome, CallRecord } from "../store/call-record.ts";
import type { Store } from "../store/store.ts";
import { findTool } from "../tools/catalogue.ts";
import { parseInput } from "../tools/input.ts";
import { readMore } from "../tools/kept/read-more.ts";
import { isRestHandle, restHandle } from "../tools/own.ts";
import type { Prepared, Tool, ToolContext } from "../tools/tool.ts";
import type { Written } from "../tools/write.ts";
import { boundResult, usualCharacters } from "./bound-result.ts";
import { type Caller, chooseConnection } from "./caller.ts";
import { refuseIfChangedSince } from "./changed-since.ts";
import type { CallRequest, Envelope } from "./envelope.ts";
import { judge } from "./judge.ts";
import { refuseOtherSite } from "./other-site.ts";
import { overlayPending, withRealIds } from "./overlay.ts";
import { ownIndex, type Synced } from "./own-index.ts";
import { keptMs, ownThings } from "./own-things.ts";
import { type Progress, toRecord } from "./record.ts";
import { givenInput, type RecordedTexts } from "./recorded-input.ts";
import { createSpaceDirectory } from "./space-directory.ts";
import { guardSpaces, OutsideSpaces } from "./space-guard.ts";

export type { CallRequest, Envelope } from "./envelope.ts";

export type Door = {
  execute(caller: Caller, request: CallRequest): Promise<Envelope>;
  /** Runs a write a person said yes to, with their changes to its input if they made any. Once, whoever else tries. */
  approve(
    by: Decider,
    approvalId: string,
    given: { comment?: string; arguments?: Record<string, unknown> },
  ): Promise<Approval>;
  /** Takes a call back by the calls its record names. `force` also undoes what was edited since. */
  undo(
    caller: Caller,
    callId: string,
    options: { surface: string; dryRun?: boolean; force?: boolean; reason?: string },
  ): Promise<Envelope[]>;
  /** Goes on with approved writes that a stop of the server interrupted. */
  recover(): Promise<void>;
};

export type DoorOptions = {
  store: Store;
  connections: Connections;
  desk: ApprovalDesk;
  transport: Transport;
  clock: Clock;
  log: Log;
  /** What was synced; without it tools ask the site. */
  synced?: Synced;
  /** How long texts of inputs and changes are kept on record. */
  recordedTexts: RecordedTexts;
};

/** What a call is part of, beside the request. */
type Occasion = {
  approval?: Approval;
  /** The approval was asked for on content that was itself pending: what it was based on has only now been made. */
  rebased?: boolean;
  /** What the agent had asked for, where the person who approved changed it. */
  asked?: Record<string, unknown>;
  undoOf?: string;
  /** The call taken back, where what somebody changed since has to stay. */
  guarded?: CallRecord;
};

/**
 * The only door that runs a tool: find it, check its input, choose the connection, decide, prepare, (wait for a
 * person,) run, record. A write is on record before it is sent, so that a crash leaves a row that says so.
 */
export function createDoor(options: DoorOptions): Door {
  const { store, connections, desk, transport, clock, log, synced, recordedTexts } = options;
  const directory = createSpaceDirectory();
  const longTasks = new Map<string, Set<string>>();

  const execute = async (caller: Caller, request: CallRequest, occasion: Occasion = {}): Promise<Envelope> => {
    const started = performance.now();
    const tool = findTool(request.tool, request.arguments);
    const at = clock.now();
    const progress: Progress = {
      id: newId("call", at),
      at,
      caller,
      surface: request.surface,
      tool,
      input: givenInput(request.arguments),
      action: { group: tool.group, effect: tool.effect },
      decision: { action: "none", reason: "it ended before it was decided" },
      dryRun: request.dryRun ?? false,
      reason: request.reason ?? null,
      preview: null,
      undo: undefined,
      approval: occasion.approval ?? null,
      undoOf: occasion.undoOf ?? null,
      begun: false,
      meter: { points: 0, requests: 0 },
    };
    let data: unknown = null;
    let error: TributaryError | undefined;
    try {
      data = await run(request, progress, occasion);
    } catch (thrown) {
      error = toTributaryError(thrown);
      if (error instanceof OutsideSpaces) progress.decision = { action: "refuse", reason: outsideReason };
      if (error.code === "internal")
        log.error(
          { callId: progress.id, tool: tool.name, err: error.cause ?? error },
          "a call failed inside Tributary",
        );
    }
    const bounded = await bound(request, progress, data);
    const durationMs = Math.round((performance.now() - started) * 100) / 100;
    const body = error?.toJSON() ?? null;
    const ended = toRecord(
      progress,
      { outcome: outcomeOf(error, progress, occasion), error: body, durationMs, data },
      recordedTexts,
    );
    if (progress.begun) await store.calls.finish(ended);
    else store.calls.add(ended, (err) => log.error({ callId: ended.id, err }, "a call could not be recorded"));
    const { open, approval } = progress;
    return {
      data: bounded.data,
      error: body,
      successful: error === undefined,
      meta: {
        callId: progress.id,
        tool: tool.name,
        connectionId: open?.connection.id ?? null,
        site: open === undefined ? null : { id: open.site.id, name: open.site.name, url: open.site.url },
        durationMs,
        requests: progress.meter.requests,
        points: progress.meter.points,
        ...(progress.dryRun && error === undefined && { dryRun: true as const }),
        ...(approval !== null && { approval: summaryOf(approval) }),
        ...(progress.begun && error === undefined && { undoable: (progress.undo?.length ?? 0) > 0 }),
        ...bounded.meta,
      },
    };
  };

  async function run(request: CallRequest, progress: Progress, occasion: Occasion): Promise<unknown> {
    const { tool, caller } = progress;
    const input = parseInput(tool, request.arguments);
    progress.input = input;
    progress.action = tool.action(input);
    progress.dryRun ||= input.dryRun === true;
    if (typeof input.reason === "string") progress.reason = input.reason;
    const connection = await chooseConnection(store, caller, request);
    const decision = judge(caller, tool, progress.action);
    progress.decision = decision;
    if (decision.action === "refuse") {
      throw new TributaryError("policy_refused", `${tool.name} was refused: ${decision.reason}.`, {
        hint: "A person can change what this agent may do; asking another way will not help.",
      });
    }
    const open = await connections.open(connection, request.siteId);
    progress.open = open;
    refuseOtherSite(tool.targets(input), open.site, connection.sites);
    const pending = await pendingOf(request, progress, open.site.id);
    const contextWith = (signal?: AbortSignal): ToolContext => ({
      confluence: narrowed(
        overlayPending(
          createConfluence({
            transport,
            access: open.access,
            clock,
            meter: progress.meter,
            ...(signal !== undefined && { signal }),
          }),
          pending,
        ),
        progress,
        open.site.id,
      ),
      site: open.site,
      sites: connection.sites,
      account: connection.account,
      own: ownThings(
        store,
        desk,
        clock,
        caller,
        connection.id,
        synced && ownIndex(store, synced, caller, connection, open.site.id),
      ),
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
    if (occasion.guarded !== undefined) refuseIfChangedSince(occasion.guarded, input, prepared.preview);
    if (reads) return (await prepared.commit()).data;
    if (progress.dryRun) return withoutBodies(showPreview(prepared.preview));
    const { approval, rebased, asked } = occasion;
    if (approval === undefined && decision.action === "approve")
      return askPerson(request, progress, input, open.site.id);
    if (approval !== undefined) {
      const shown = asked === undefined ? prepared : await tool.prepare(asked, contextWith(request.signal));
      if (!rebased) await checkBase(approval, shown, prepared);
      progress.decision = { action: "approved", reason: `approved by ${approval.decidedBy?.name}` };
    }
    const begun = { outcome: "running" as const, error: null, durationMs: null, data: null };
    await store.calls.begin(toRecord(progress, begun, recordedTexts));
    progress.begun = true;
    const written = await commit(prepared, progress.tool, () => contextWith());
    progress.undo = written.undo;
    return written.data;
  }

  /** What waits of the caller's own at this site, when they want to see it as if it were done. */
  async function pendingOf({ overlay }: CallRequest, { caller }: Progress, siteId: string): Promise<Approval[]> {
    if (!overlay || caller.kind !== "agent") return [];
    const pending = await desk.list({ limit: 250, status: "pending", agentId: caller.id });
    return pending.filter((approval) => approval.siteId === siteId);
  }

  /** What a tool may reach: the operations it declares, in the spaces its caller may reach. */
  function narrowed(confluence: Confluence, { caller, tool }: Progress, siteId: string): Confluence {
    if (caller.kind === "member" || !isLimited(caller.policy.spaces)) return onlyDeclared(confluence, tool);
    const key = `${caller.id} ${siteId}`;
    const ownTasks = longTasks.get(key) ?? new Set();
    longTasks.set(key, ownTasks);
    const limit = caller.policy.spaces;
    return onlyDeclared(guardSpaces({ confluence, limit, siteId, directory, ownTasks }), tool);
  }

  /** Puts a write before people and says that it waits, or what became of it when the caller waits too. */
  async function askPerson(
    { waitSeconds = 0, signal }: CallRequest,
    progress: Progress,
    input: Record<string, unknown>,
    siteId: string,
  ): Promise<unknown> {
    const asked = await desk.request({
      callId: progress.id,
      agent: { id: progress.caller.id, name: progress.caller.name },
      connectionId: progress.open?.connection.id ?? "",
      siteId,
      surface: progress.surface,
      tool: progress.tool.name,
      input,
      reason: progress.reason,
      preview: progress.preview,
    });
    progress.approval = asked;
    if (waitSeconds === 0) return pendingData(asked);
    const approval = await desk.wait(asked.id, waitSeconds, signal);
    progress.approval = approval;
    const { data, error } = (approval.outcome ?? {}) as Partial<Envelope>;
    if (approval.status === "done") return data;
    if (approval.status === "denied") {
      const why = approval.comment === null ? "." : `: ${approval.comment}`;
      throw new TributaryError("policy_refused", `${approval.decidedBy?.name ?? "A person"} denied this${why}`);
    }
    if (error != null) throw new TributaryError(error.code, error.message, error);
    return pendingData(approval);
  }

  const pendingData = (approval: Approval) => ({
    status: approval.status,
    approvalId: approval.id,
    summary: (approval.preview as { summary: string }).summary,
    url: desk.url(approval.id),
    expiresAt: new Date(approval.expiresAt).toISOString(),
  });

  const summaryOf = ({ id, status, expiresAt }: Approval) => ({
    id,
    status,
    url: desk.url(id),
    expiresAt: new Date(expiresAt).toISOString(),
  });

  /**
   * An approval holds for what the person saw: when the content has changed since, they see a fresh preview. The same when
   * their own changes are about other content, of which they have seen nothing yet.
   */
  async function checkBase(approval: Approval, shown: Prepared, prepared: Prepared): Promise<void> {
    const seen = shown.preview?.changes.map(({ id }) => id) ?? [];
    const elsewhere = prepared.preview?.changes.some(({ id }) => !seen.includes(id)) ?? false;
    if (baseOf(shown.preview) === approval.base && !elsewhere) return;
    await desk.refresh(approval.id, prepared.preview);
    const why = elsewhere ? "This is about other content than was asked for." : contentChanged;
    throw new TributaryError("version_conflict", why, { hint: "Look at the fresh preview and decide again." });
  }

  /** A write whose outcome is unknown is never repeated: the site is asked what it has now. */
  async function commit(prepared: Prepared, tool: Tool, freshContext: () => ToolContext): Promise<Written> {
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
    { maxCharacters = usualCharacters }: CallRequest,
    { open, action, caller, tool }: Progress,
    data: unknown,
  ): Promise<{ data: unknown; meta?: Pick<Envelope["meta"], "truncated" | "next"> }> {
    if (open === undefined) return { data };
    const continues = (tool.aliasOf ?? tool.name) === readMore.name;
    const { whole, following } = continues ? splitContinued(data) : { whole: data, following: undefined };
    const { data: shown, cuts } = boundResult(whole, maxCharacters === 0 ? Number.POSITIVE_INFINITY : maxCharacters);
    if (cuts.length === 0) return { data: shown, ...(following !== undefined && { meta: { next: following } }) };
    const now = clock.now();
    await store.resultRests.removeExpired(now);
    // One is read on after the other. Only the list itself has a cursor, and that comes last.
    const parts = [...cuts].sort((a, b) => Number(a.cursor !== undefined) - Number(b.cursor !== undefined));
    let next = following;
    for (const { path, rest, cursor } of parts.toReversed()) {
      const id = newId("rest", now);
      await store.resultRests.insert({
        id,
        ownerId: caller.id,
        connectionId: open.connection.id,
        group: action.group,
        spaces: spacesKey(caller),
        path: continues ? (whole as { path: string }).path : path,
        rest,
        cursor: cursor ?? next ?? null,
        expiresAt: now + keptMs,
      });
      next = restHandle(id, action.group);
    }
    const [{ path, shown: some, total }] = parts as [(typeof parts)[number]];
    return { data: shown, meta: { truncated: { path, shown: some, total }, ...(next !== undefined && { next }) } };
  }

  async function runApproved(approval: Approval, asked?: Record<string, unknown>): Promise<Approval> {
    const agent = await store.agents.get(approval.agent.id).catch((thrown: unknown) => toTributaryError(thrown));
    if (agent instanceof TributaryError) {
      await desk.settle(approval.id, "failed", approval.callId, { data: null, error: agent.toJSON() });
      return desk.get(approval.id);
    }
    const { name, policy, connectionIds } = agent;
    const caller: Caller = {
      kind: "agent",
      id: approval.agent.id,
      name,
      policy: policySchema.parse(policy),
      connectionIds,
    };
    const request: CallRequest = {
      tool: approval.tool,
      arguments: approval.input,
      connectionId: approval.connectionId,
      siteId: approval.siteId,
      surface: approval.surface,
      ...(approval.reason !== null && { reason: approval.reason }),
      maxCharacters: 0,
    };
    const input = await withRealIds(approval.input, desk.get).catch(async (error: TributaryError) => {
      await desk.reopen(approval.id);
      throw error;
    });
    const rebased = JSON.stringify(input) !== JSON.stringify(approval.input);
    // An undo that a person had to approve is one all the same.
    const { undoOf } = await store.calls.get(approval.callId).catch(() => ({ undoOf: null }));
    const occasion: Occasion = {
      approval,
      rebased,
      ...(asked !== undefined && { asked }),
      ...(undoOf !== null && { undoOf }),
    };
    const { data, error, meta } = await execute(caller, { ...request, arguments: input }, occasion);
    const now = await desk.get(approval.id);
    if (now.status === "pending") {
      throw new TributaryError("version_conflict", error?.message ?? contentChanged, {
        hint: "Look at the fresh preview and decide again.",
        details: { approvalId: approval.id },
      });
    }
    const status = error === null ? "done" : error.code === "outcome_unknown" ? "unknown" : "failed";
    await desk.settle(approval.id, status, meta.callId, { data, error });
    return desk.get(approval.id);
  }

  return {
    execute: (caller, request) => execute(caller, request),
    async approve(by, approvalId, { comment, arguments: edited }) {
      const { tool, input: asked } = await desk.get(approvalId);
      const input = edited && parseInput(findTool(tool), edited);
      if (input?.dryRun === true) {
        throw new TributaryError("invalid_input", "What is approved is made, not only shown.", {
          hint: "Leave out dryRun; deny it if it must not be made.",
        });
      }
      const given = { ...(comment !== undefined && { comment }), ...(input !== undefined && { input }) };
      return runApproved(await desk.claim(approvalId, by, given), input && asked);
    },
    async undo(caller, callId, { surface, dryRun = false, force = false, reason }) {
      const call = await store.calls.get(callId);
      if (caller.kind === "agent" && call.caller.id !== caller.id)
        throw new TributaryError("not_found", `There is no call ${callId}.`, { hint: "List them with GET /v1/calls." });
      const steps = (call.undo ?? []) as { tool: string; arguments: Record<string, unknown> }[];
      if (steps.length === 0) {
        throw new TributaryError("conflict", `The call ${callId} (${call.tool}) cannot be undone.`, {
          hint: call.effect === "read" ? "It changed nothing." : "Confluence has no way back from it.",
        });
      }
      const [undone] = await store.calls.undoings(callId);
      if (undone !== undefined)
        throw new TributaryError("conflict", `The call ${callId} was undone already, by ${undone.id}.`, {
          hint: "To make the change again, undo that call.",
        });
      const answers: Envelope[] = [];
      for (const { tool, arguments: args } of steps) {
        const { version, ...unguarded } = args;
        const answer = await execute(
          caller,
          {
            tool,
            arguments: force ? unguarded : args,
            surface,
            dryRun,
            reason: reason ?? `undo of ${callId}`,
            ...(call.connectionId !== null && { connectionId: call.connectionId }),
            ...(call.siteId !== null && { siteId: call.siteId }),
          },
          { undoOf: callId, ...(!force && { guarded: call }) },
        );
        answers.push(answer);
        if (!answer.successful) break;
      }
      return answers;
    },
    async recover() {
      for (const approval of await desk.list({ limit: 1_000, status: "approved" })) {
        await recoverOne(approval).catch((err: unknown) =>
          log.error({ approvalId: approval.id, err }, "an approved write could not be gone on with"),
        );
      }
    },
  };

  /**
   * An approved write at whose running the server stopped. Without a row it was not sent, so it is run. With one it may
   * have been: the site is asked whether it was.
   */
  async function recoverOne(approval: Approval): Promise<void> {
    const calls = await store.calls.list({ limit: 10, approvalId: approval.id });
    const row = calls.find(({ id }) => id !== approval.callId);
    if (row === undefined) return void (await runApproved(approval));
    if (row.outcome !== "running") {
      const status = row.outcome === "ok" ? "done" : row.outcome === "unknown" ? "unknown" : "failed";
      return desk.settle(approval.id, status, row.id, { data: row.result, error: row.error });
    }
    const found = await wasDone(approval, row.at);
    const error =
      found === "done"
        ? null
        : new TributaryError(
            found === "not_done" ? "upstream_error" : "outcome_unknown",
            found === "not_done"
              ? "The server stopped before this was sent; it was run again."
              : "The server stopped while this was sent, and the content has changed since.",
            { hint: "Read the content back." },
          ).toJSON();
    const outcome = found === "done" ? "ok" : found === "not_done" ? "error" : "unknown";
    await store.calls.finish({ ...row, outcome, error });
    if (found === "not_done") return void (await runApproved(approval));
    await desk.settle(approval.id, found === "done" ? "done" : "unknown", row.id, { data: row.result, error });
  }

  async function wasDone(approval: Approval, startedAt: number): Promise<"done" | "not_done" | "unknown"> {
    const tool = findTool(approval.tool);
    const connection = await store.connections.get(approval.connectionId);
    const open = await connections.open(connection, approval.siteId);
    const member: Caller = { kind: "member", id: approval.agent.id, name: approval.agent.name, role: "viewer" };
    const context: ToolContext = {
      confluence: onlyDeclared(createConfluence({ transport, access: open.access, clock }), tool),
      site: open.site,
      sites: connection.sites,
      account: connection.account,
      own: ownThings(store, desk, clock, member, connection.id),
      now: () => startedAt,
    };
    try {
      const prepared = await tool.prepare(parseInput(tool, approval.input), context);
      const changes = prepared.preview?.changes ?? [];
      if (changes.every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after))) return "done";
      if ((await prepared.settle?.(context))?.outcome === "done") return "done";
      return baseOf(prepared.preview) === approval.base ? "not_done" : "unknown";
    } catch (error) {
      const gone = error instanceof TributaryError && error.code === "not_found" && tool.effect === "delete";
      return gone ? "done" : "unknown";
    }
  }
}

/** A part of a result, and the handle of the part that follows it, which stands where a list has its cursor. */
function splitContinued(data: unknown): { whole: unknown; following: string | undefined } {
  const { cursor, ...others } = (data ?? {}) as { cursor?: unknown };
  if (typeof cursor !== "string" || !isRestHandle(cursor)) return { whole: data, following: undefined };
  return { whole: others, following: cursor };
}

const contentChanged = "The content was changed since this was asked for.";

const outsideReason = "it is outside the spaces this agent may reach, or not there";

/** What a rest was read under: with other space limits it must not be read on. */
const spacesKey = (caller: Caller): string => (caller.kind === "agent" ? JSON.stringify(caller.policy.spaces) : "");

/** A tool reaches only the operations it declares, so that the scopes and permissions told of it are true. */
function onlyDeclared(confluence: Confluence, tool: Tool): Confluence {
  const declared = <K>(key: K): K => {
    if ((tool.endpoints as readonly unknown[]).includes(key)) return key;
    throw new Error(`${tool.name} called ${key}, which it does not declare`);
  };
  return {
    call: (key, input) => confluence.call(declared(key), input),
    download: (key, input) => confluence.download(declared(key), input),
    raw: confluence.raw,
  };
}

function outcomeOf(error: TributaryError | undefined, progress: Progress, occasion: Occasion): CallOutcome {
  if (error === undefined) return progress.approval !== null && occasion.approval === undefined ? "pending" : "ok";
  if (error.code === "policy_refused" || error instanceof OutsideSpaces) return "refused";
  const maybeSent = progress.begun && (error.code === "outcome_unknown" || error.code === "internal");
  return maybeSent ? "unknown" : "error";
}
