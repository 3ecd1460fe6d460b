import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Approval } from "@tributary/sdk";
import { Inbox, Stamp } from "lucide-react";
import { useRef, useState } from "react";
import { allApprovalsQuery, mostPending, pendingApprovalsQuery } from "../../api/approval-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { KeyboardHelp, KeyboardHelpButton, type KeyMeaning } from "../../ui/keyboard-help.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { SelectionBar } from "../../ui/selection-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { ApprovalRow } from "./approval-row.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import type { Decision } from "./use-decide.ts";

const meanings: KeyMeaning[] = [
  { keys: ["j", "k"], does: "Next, previous" },
  { keys: ["Enter"], does: "Open, to see what changes" },
  { keys: ["x"], does: "Select, for several at once" },
  { keys: ["a"], does: "Approve what is selected, or the one in focus" },
  { keys: ["d"], does: "Deny it" },
];

/** The inbox: what agents want to write and a person has to allow. */
export function ApprovalsPage() {
  const { tab } = useSearch({ from: "/app/approvals" });
  const navigate = useNavigate({ from: "/approvals" });
  const [help, setHelp] = useState(false);
  const pending = useQuery(pendingApprovalsQuery);
  const waiting = pending.data?.items.length;
  useKeys({ "?": () => setHelp(true) });
  return (
    <Page
      title="Approvals"
      tabTitle={waiting === undefined || waiting === 0 ? "Approvals" : `(${waiting}) Approvals`}
      description="What agents want to write and a person decides. Nothing here has been done yet."
      actions={
        <div className="flex items-center gap-2">
          <KeyboardHelpButton onClick={() => setHelp(true)} />
          <Segmented
            label="Which approvals"
            value={tab ?? "pending"}
            onChange={(next) => void navigate({ search: { tab: next === "decided" ? next : undefined } })}
            options={[
              { value: "pending", label: waiting === undefined ? "Waiting" : `Waiting ${waiting}` },
              { value: "decided", label: "Decided" },
            ]}
          />
        </div>
      }
    >
      {tab === "decided" ? (
        <DecidedList />
      ) : pending.isError && pending.data === undefined ? (
        <ErrorNotice error={pending.error} onRetry={() => pending.refetch()} />
      ) : pending.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={6} label="Loading what waits" />
        </Card>
      ) : pending.data.items.length === 0 ? (
        <EmptyState icon={Inbox} title="Nothing waits for you">
          When an agent whose policy says so wants to write, you see here what it would change, and decide. This page
          keeps itself current.
        </EmptyState>
      ) : (
        <>
          <PendingList approvals={pending.data.items} />
          {pending.data.cursor !== undefined && (
            <p className="mt-4 text-center text-[0.8125rem] text-muted">
              These are the newest {mostPending}. The older ones come up as you decide.
            </p>
          )}
        </>
      )}
      {help && <KeyboardHelp meanings={meanings} onClose={() => setHelp(false)} />}
    </Page>
  );
}

function PendingList({ approvals }: { approvals: Approval[] }) {
  const { mayAct } = useRights();
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<{ decision: Decision; approvals: Approval[] }>();
  const selected = approvals.filter(({ id }) => chosen.has(id));

  const links = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-approval]") ?? [])];
  const focused = () =>
    (document.activeElement?.closest("li")?.querySelector("[data-approval]") ?? null) as HTMLElement | null;
  const step = (by: 1 | -1) => {
    const all = links();
    const at = all.indexOf(focused() as HTMLElement);
    all[at === -1 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const decide = (decision: Decision) => {
    const id = focused()?.dataset.approval;
    const those = selected.length > 0 ? selected : approvals.filter((approval) => approval.id === id);
    if (those.length > 0) setDeciding({ decision, approvals: those });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ...(mayAct && {
      a: () => decide("approve"),
      d: () => decide("deny"),
      x: () => {
        const id = focused()?.dataset.approval;
        if (id !== undefined) toggle(id);
      },
    }),
  });

  return (
    <>
      {!mayAct && (
        <div className="mb-4">
          <Notice title="You may look, not decide">
            You are a viewer of this server. An admin can make you a member, who decides on approvals.
          </Notice>
        </div>
      )}
      <Card>
        <ul ref={list} aria-label="Waiting approvals" className="divide-y">
          {approvals.map((approval) => (
            <ApprovalRow
              key={approval.id}
              approval={approval}
              {...(mayAct && { chosen: chosen.has(approval.id), onChoose: () => toggle(approval.id) })}
            />
          ))}
        </ul>
      </Card>
      {selected.length > 0 && (
        <SelectionBar
          count={selected.length}
          quiet={
            <>
              <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>
                Clear
              </Button>
              {selected.length < approvals.length && (
                <Button size="sm" variant="ghost" onClick={() => setChosen(new Set(approvals.map(({ id }) => id)))}>
                  Select all {approvals.length}
                </Button>
              )}
            </>
          }
        >
          <Button size="sm" onClick={() => setDeciding({ decision: "deny", approvals: selected })}>
            Deny…
          </Button>
          <Button size="sm" variant="primary" onClick={() => setDeciding({ decision: "approve", approvals: selected })}>
            Approve…
          </Button>
        </SelectionBar>
      )}
      {deciding !== undefined && (
        <DecideDialog
          {...deciding}
          onClose={() => {
            setDeciding(undefined);
            setChosen(new Set());
          }}
        />
      )}
    </>
  );
}

function DecidedList() {
  const all = useInfiniteQuery(allApprovalsQuery);
  const items = all.data?.pages.flatMap((page) => page.items).filter(({ status }) => status !== "pending");
  if (all.isError && items === undefined) return <ErrorNotice error={all.error} onRetry={() => all.refetch()} />;
  if (items === undefined)
    return (
      <Card className="p-5">
        <Skeleton lines={6} label="Loading decided approvals" />
      </Card>
    );
  return (
    <>
      {items.length === 0 && !all.hasNextPage ? (
        <EmptyState icon={Stamp} title="Nothing has been decided yet">
          Decided approvals stay here, with who decided, when, and what came of them.
        </EmptyState>
      ) : (
        <Card>
          <ul aria-label="Decided approvals" className="divide-y">
            {items.map((approval) => (
              <ApprovalRow key={approval.id} approval={approval} />
            ))}
          </ul>
        </Card>
      )}
      {all.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button busy={all.isFetchingNextPage} onClick={() => void all.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}
