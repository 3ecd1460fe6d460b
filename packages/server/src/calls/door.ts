import { baseOf, showPreview, withoutBodies } from "../approvals/show-preview.ts";
import type { Sealer } from "../base/crypto.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import { refuseUnwieldy } from "../base/unwieldy.ts";
import { type Confluence, createConfluence } from "../confluence/client.ts";
import { isLimited } from "../policy/space-limit.ts";
import type { Approval } from "../store/approvals.ts";
import type { CallOutcome } from "../store/call-record.ts";
import { findTool } from "../tools/catalogue.ts";
import { parseInput } from "../tools/input.ts";
import type { Prepared, Tool, ToolContext } from "../tools/tool.ts";
import type { Written } from "../tools/write.ts";
import {
  type ApprovedWrites,
  type ApprovedWritesOptions,
  contentChanged,
  createApprovedWrites,
} from "./approved-writes.ts";
import { type Caller, chooseConnection } from "./caller.ts";
import { refuseIfChangedSince } from "./changed-since.ts";
import type { CallRequest, Envelope } from "./envelope.ts";
import { judge } from "./judge.ts";
import { keepRest } from "./keep-rest.ts";
import type { Execute, Occasion } from "./occasion.ts";
import { onlyDeclared } from "./only-declared.ts";
import { refuseOtherSite } from "./other-site.ts";
import { overlayPending } from "./overlay.ts";
import { ownIndex, type Synced } from "./own-index.ts";
import { ownThings } from "./own-things.ts";
import { type Progress, toRecord } from "./record.ts";
import { givenInput, type RecordedTexts } from "./recorded-input.ts";
import { refuseOutside } from "./refuse-outside.ts";
import { sealCursors } from "./seal-cursors.ts";
import { createSpaceDirectory } from "./space-directory.ts";
import { guardSpaces, OutsideSpaces } from "./space-guard.ts";
import { createUndo, type UndoCall } from "./undo-call.ts";

export type { CallRequest, Envelope } from "./envelope.ts";

export type Door = ApprovedWrites & {
  execute(caller: Caller, request: CallRequest): Promise<Envelope>;
  undo: UndoCall;
};

export type DoorOptions = Omit<ApprovedWritesOptions, "execute"> & {
  /** Seals the cursors of agents limited to spaces. */
  sealer: Sealer;
  /** What was synced; without it tools ask the site. */
  synced?: Synced;
  /** How long texts of inputs and changes are kept on record. */
  recordedTexts: RecordedTexts;
};

/**
 * The only door that runs a tool: find it, check its input, choose the connection, decide, prepare, (wait for a
 * person,) run, record. A write is on record before it is sent, so that a crash leaves a row that says so.
 */
export function createDoor(options: DoorOptions): Door {
  const { store, connections, desk, transport, clock, log, sealer, synced, recordedTexts } = options;
  const directory = createSpaceDirectory();
  const longTasks = new Map<string, Set<string>>();

  const execute: Execute = async (caller, request, occasion = {}) => {
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
    const bounded = await keepRest(store, clock, request, progress, data);
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
    // Fields may have been JSON text.
    refuseUnwieldy(input, `What ${tool.name} was given`);
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
    const reachable = (signal?: AbortSignal) =>
      narrowed(
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
      );
    const contextWith = (signal?: AbortSignal): ToolContext => ({
      confluence: onlyDeclared(reachable(signal), tool),
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
    const limited = caller.kind === "agent" && isLimited(caller.policy.spaces);
    if (limited && (progress.dryRun || decision.action === "approve"))
      await refuseOutside(reachable(request.signal), prepared.preview);
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

  /** What a call may reach: the spaces of its caller. */
  function narrowed(confluence: Confluence, { caller }: Progress, siteId: string): Confluence {
    if (caller.kind === "member" || !isLimited(caller.policy.spaces)) return confluence;
    const key = `${caller.id} ${siteId}`;
    const ownTasks = longTasks.get(key) ?? new Set();
    longTasks.set(key, ownTasks);
    const limit = caller.policy.spaces;
    const cursors = sealCursors(sealer, caller.id, siteId);
    return guardSpaces({ confluence, limit, siteId, directory, ownTasks, cursors });
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
      throw new TributaryError("policy_refused", `${approval.decidedBy?.name ?? "A person"} denied this${why}`, {
        hint: "Asking for the same again will not help: change it as they say, or leave it.",
      });
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

  return {
    execute: (caller, request) => execute(caller, request),
    undo: createUndo(store, execute),
    ...createApprovedWrites({ store, connections, desk, transport, clock, log, execute }),
  };
}

const outsideReason = "it is outside the spaces this agent may reach, or not there";

function outcomeOf(error: TributaryError | undefined, progress: Progress, occasion: Occasion): CallOutcome {
  if (error === undefined) return progress.approval !== null && occasion.approval === undefined ? "pending" : "ok";
  if (error.code === "policy_refused" || error instanceof OutsideSpaces) return "refused";
  const maybeSent = progress.begun && (error.code === "outcome_unknown" || error.code === "internal");
  return maybeSent ? "unknown" : "error";
}
