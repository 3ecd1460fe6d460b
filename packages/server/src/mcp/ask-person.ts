import {
  acceptedContent,
  type CallToolResult,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ApprovalDesk, Decider } from "../approvals/approvals.ts";
import type { ShownPreview } from "../approvals/show-preview.ts";
import { toTributaryError } from "../base/errors.ts";
import type { Door } from "../calls/door.ts";
import type { Envelope } from "../calls/envelope.ts";
import type { Approval } from "../store/approvals.ts";
import type { Visit } from "./call-tool.ts";
import { showError, showResult } from "./show-result.ts";

/** What the client sends back unread with its second request: which write its person was asked about. */
type Asked = { approvalId: string; waitSeconds: number };

/** Ten minutes past the longest a client waits for its person. */
const stateSeconds = 3_600;

/**
 * How long the second request waits for the decision. A link was only opened: below the minute after which clients give
 * up. A form says that the person has decided.
 */
const waitSeconds = { link: 45, form: 1 };

const decisionSchema = z.object({
  decision: z.enum(["approve", "deny"]).meta({ title: "Decision" }),
  comment: z.string().max(2_000).optional().meta({ title: "Comment" }),
});

const answerKey = "approval";

export type PersonAsker = ReturnType<typeof createPersonAsker>;

/**
 * Asks the person at the client about a write that waits for one, in the middle of the call. An agent that answers in a
 * person's place must gain nothing: the client only leads its person to the dashboard, where they sign in and decide.
 * Who connected the client through the consent page may have said there that the client may take their decision itself;
 * then it is theirs, and stands in the record under their name.
 */
export function createPersonAsker({ desk, door, stateKey }: { desk: ApprovalDesk; door: Door; stateKey: string }) {
  const state = createRequestStateCodec<Asked>({
    key: stateKey,
    ttlSeconds: stateSeconds,
    bind: (context) => `${context.mcpReq.method}\0${context.http?.authInfo?.clientId ?? ""}`,
  });

  return {
    verify: state.verify,

    /** Undefined where the client cannot ask: the caller then gets the handle of the pending write. */
    async ask(
      envelope: Envelope,
      visit: Visit,
      context: ServerContext,
      capabilities: ClientCapabilities | undefined,
    ): Promise<InputRequiredResult | undefined> {
      const { approval } = envelope.meta;
      const elicitation = capabilities?.elicitation;
      if (approval?.status !== "pending" || elicitation === undefined) return undefined;
      const waiting = await desk.get(approval.id);
      const message = inWords(waiting);
      const here = visit.approver !== undefined && speaksForms(elicitation);
      const byLink = !here && elicitation.url !== undefined;
      const request = here
        ? inputRequired.elicit({ message, requestedSchema: decisionSchema })
        : byLink
          ? inputRequired.elicitUrl({ message, url: approval.url })
          : inputRequired.elicit({
              message: `${message}\n\nDecide at ${approval.url} and then go on here.`,
              requestedSchema: { type: "object", properties: {} },
            });
      return inputRequired({
        inputRequests: { [answerKey]: request },
        requestState: await state.mint(
          { approvalId: approval.id, waitSeconds: here ? 0 : byLink ? waitSeconds.link : waitSeconds.form },
          context,
        ),
      });
    },

    /** The second request of a call whose person was asked; undefined for a first one. Runs nothing twice. */
    async answer(visit: Visit, context: ServerContext): Promise<CallToolResult | undefined> {
      const asked = context.mcpReq.requestState<Asked>();
      if (asked === undefined) return undefined;
      const { approvalId } = asked;
      const look = async (seconds: number) =>
        showResult(toEnvelope(await desk.wait(approvalId, seconds, signal), desk.url(approvalId)));
      const { inputResponses, signal } = context.mcpReq;
      const { approver, caller } = visit;
      const response = inputResponse(inputResponses, answerKey);
      const said = response.kind === "elicit" ? response.action : "cancel";
      try {
        const { agent } = await desk.get(approvalId);
        if (agent.id !== caller.id) return showError(toTributaryError(new Error("another agent's approval")).toJSON());
        // Not to write is no risk: the agent's own client may always withdraw what it asked for.
        if (said === "decline") await desk.deny(approvalId, approver ?? asDecider(visit), "Declined in the client.");
        if (said === "accept" && approver !== undefined) {
          const decided = acceptedContent(inputResponses, answerKey, decisionSchema);
          const comment = decided?.comment;
          if (decided?.decision === "deny") await desk.deny(approvalId, approver, comment);
          if (decided?.decision === "approve")
            await door.approve(approver, approvalId, { ...(comment !== undefined && { comment }) });
        }
        return await look(said === "accept" ? asked.waitSeconds : 0);
      } catch (thrown) {
        return showError(toTributaryError(thrown).toJSON());
      }
    },
  };
}

const asDecider = ({ caller }: Visit): Decider => ({ id: caller.id, name: caller.name });

/** `elicitation: {}` is how clients said "forms" before there was anything else. */
const speaksForms = (elicitation: NonNullable<ClientCapabilities["elicitation"]>): boolean =>
  elicitation.form !== undefined || elicitation.url === undefined;

const mostDiff = 2_000;

/** What is asked for, in words and as the difference it makes. */
function inWords({ agent, preview, reason }: Approval): string {
  const { summary, changes, irreversible } = preview as ShownPreview;
  const diffs = changes.flatMap(({ diff }) => (diff === undefined ? [] : [diff])).join("\n");
  const shown = diffs.length > mostDiff ? `${diffs.slice(0, mostDiff)}\n…` : diffs;
  return [
    `${agent.name} wants to: ${summary}`,
    ...(reason === null ? [] : [`Why: ${reason}`]),
    ...(irreversible === undefined ? [] : [`It cannot be undone: ${irreversible}`]),
    ...(shown === "" ? [] : ["", shown]),
  ].join("\n");
}

/** What became of an approval, in the form in which calls answer. */
function toEnvelope(approval: Approval, url: string): Envelope {
  const { id, status, tool, callId, runCallId, connectionId, expiresAt, preview, decidedBy, comment } = approval;
  const { data = null, error = null } = (approval.outcome ?? {}) as Partial<Envelope>;
  const ends = new Date(expiresAt).toISOString();
  const why = comment === null ? "." : `: ${comment}`;
  const denied =
    status !== "denied"
      ? null
      : {
          code: "policy_refused" as const,
          status: 403,
          message: `${decidedBy?.name ?? "A person"} denied this${why}`,
        };
  const { summary } = preview as ShownPreview;
  return {
    data: status === "done" ? data : { status, approvalId: id, summary, url, expiresAt: ends },
    error: denied ?? error,
    successful: denied === null && error === null,
    meta: {
      callId: runCallId ?? callId,
      tool,
      connectionId,
      site: null,
      durationMs: 0,
      requests: 0,
      points: 0,
      approval: { id, status, url, expiresAt: ends },
    },
  };
}
