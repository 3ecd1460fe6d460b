import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { Approval } from "@tributary/sdk";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useState } from "react";
import { approvalQuery, pendingApprovalsQuery } from "../../api/approval-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { ChangeList } from "../../changes/change-list.tsx";
import { DiffLookBar } from "../../changes/diff-look-bar.tsx";
import { useDiffLook } from "../../diff/use-diff-look.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { KeyboardHelp, KeyboardHelpButton, type KeyMeaning } from "../../ui/keyboard-help.tsx";
import { Page } from "../../ui/page.tsx";
import { PageProblem } from "../../ui/page-problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { ApprovalFacts } from "./approval-facts.tsx";
import { ApprovalNotices } from "./approval-notices.tsx";
import { DecisionBar } from "./decision-bar.tsx";
import { EditArguments } from "./edit-arguments.tsx";
import { splitSummary } from "./split-summary.ts";

const meanings: KeyMeaning[] = [
  { keys: ["j", "k"], does: "Next, previous waiting write" },
  { keys: ["a"], does: "Approve" },
  { keys: ["d"], does: "Deny, with a comment" },
  { keys: ["e"], does: "Edit before approving" },
  { keys: ["s"], does: "Rendered or source" },
  { keys: ["u"], does: "Unified or side by side" },
];

/** One waiting write in full, to decide on it; or what became of one. */
export function ApprovalPage() {
  const { id } = useParams({ from: "/app/approvals/$id" });
  const approval = useQuery({
    ...approvalQuery(id),
    refetchInterval: ({ state }) => (state.data?.status === "approved" ? 1000 : false),
  });
  const pending = useQuery(pendingApprovalsQuery);
  const ids = pending.data?.items.map((item) => item.id) ?? [];
  return approval.data !== undefined ? (
    <Loaded key={id} approval={approval.data} queue={ids} />
  ) : (
    <Page title="Approval" back={<Back />}>
      {approval.isError ? (
        <PageProblem error={approval.error} what="approval" onRetry={() => approval.refetch()} />
      ) : (
        <Card className="p-5">
          <Skeleton lines={8} label="Loading the approval" />
        </Card>
      )}
    </Page>
  );
}

const Back = ({ decided = false }: { decided?: boolean }) => (
  <BackLink to="/approvals" search={{ tab: decided ? "decided" : undefined }}>
    Approvals
  </BackLink>
);

function Loaded({ approval, queue }: { approval: Approval; queue: string[] }) {
  const { mayAct } = useRights();
  const navigate = useNavigate();
  const { look, choose, roomForTwo } = useDiffLook();
  const [help, setHelp] = useState(false);
  const [edited, setEdited] = useState<Record<string, unknown>>();
  const { id, preview, input, status } = approval;
  const { summary } = splitSummary(preview.summary);
  const at = queue.indexOf(id);
  const next = at === -1 ? queue[0] : queue[at + 1];
  const previous = at === -1 ? undefined : queue[at - 1];
  const go = (to: string | undefined) =>
    to === undefined ? undefined : () => void navigate({ to: "/approvals/$id", params: { id: to } });
  const pending = status === "pending";
  // What came of it is said at the top, and the next one that waits is a step away.
  const [wasPending] = useState(pending);
  const decidedHere = wasPending && !pending;
  useEffect(() => {
    if (decidedHere) window.scrollTo({ top: 0 });
  }, [decidedHere]);
  const texts = preview.changes.some(({ diff }) => diff !== undefined && diff !== "");
  useKeys({
    j: go(next),
    k: go(previous),
    "?": () => setHelp(true),
    s: () => choose({ format: look.format === "source" ? "rendered" : "source" }),
    u: () => choose({ columns: look.columns === 2 ? 1 : 2 }),
    e: pending && mayAct ? () => setEdited((before) => before ?? input) : undefined,
  });
  return (
    <Page
      title={summary}
      tabTitle={queue.length === 0 ? summary : `(${queue.length}) ${summary}`}
      back={<Back decided={!pending} />}
      actions={
        <div className="flex items-center gap-1">
          {at !== -1 && (
            <span className="mr-1 text-[0.8125rem] whitespace-nowrap text-muted tabular-nums">
              {at + 1} of {queue.length}
            </span>
          )}
          <IconButton label="Previous ( k )" disabled={previous === undefined} onClick={go(previous)}>
            <ChevronUp aria-hidden className="size-4" />
          </IconButton>
          <IconButton label="Next ( j )" disabled={next === undefined} onClick={go(next)}>
            <ChevronDown aria-hidden className="size-4" />
          </IconButton>
          <KeyboardHelpButton onClick={() => setHelp(true)} />
        </div>
      }
    >
      <div className="space-y-5">
        <ApprovalNotices approval={approval} />
        <Card className="p-5">
          <ApprovalFacts approval={approval} />
        </Card>
        {edited !== undefined && pending && (
          <EditArguments
            approval={approval}
            edited={edited}
            look={look}
            onChange={setEdited}
            onCancel={() => setEdited(undefined)}
          />
        )}
        <section aria-labelledby="changes">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 id="changes" className="font-semibold">
              {edited !== undefined ? "What the agent asked for" : pending ? "What would change" : "What was asked for"}
            </h2>
            {texts && <DiffLookBar look={look} choose={choose} roomForTwo={roomForTwo} />}
          </div>
          <Card className="p-5">
            {preview.changes.length === 0 ? (
              <p className="text-muted">Nothing would change.</p>
            ) : (
              <ChangeList changes={preview.changes} look={look} />
            )}
          </Card>
        </section>
        <details>
          <summary className="w-fit rounded text-muted hover:text-ink">The call as the agent made it</summary>
          <div className="mt-2">
            <CodeBlock code={JSON.stringify({ tool: approval.tool, arguments: input }, null, 2)} what="call" wrap />
          </div>
        </details>
      </div>
      {pending && (
        <DecisionBar
          approval={approval}
          edited={edited}
          onEdit={() => setEdited(input)}
          onDecided={() => setEdited(undefined)}
        />
      )}
      {decidedHere && mayAct && next !== undefined && (
        <div className="sticky bottom-0 z-10 mt-6 flex justify-end bg-canvas pt-3 pb-4">
          <Button variant="primary" onClick={go(next)} className="max-sm:flex-1">
            Next waiting write
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        </div>
      )}
      {help && <KeyboardHelp meanings={meanings} onClose={() => setHelp(false)} />}
    </Page>
  );
}
