import { Link } from "@tanstack/react-router";
import type { ErrorBody, Preview, ToolResult } from "@tributary/sdk";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ChangeList } from "../../changes/change-list.tsx";
import { DiffLookBar } from "../../changes/diff-look-bar.tsx";
import { useDiffLook } from "../../diff/use-diff-look.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { Notice } from "../../ui/notice.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { isRecord } from "./answer-shape.ts";
import { AnswerView } from "./answer-view.tsx";

/** What came of a call: how it went, what it answered, and what one may do next. */
export function RunResult({
  result,
  show = (data) => <AnswerView data={data} />,
  onNextPage,
  onReadMore,
}: {
  result: ToolResult;
  /** How its data is rendered. */
  show?: (data: unknown) => ReactNode;
  /** Asks for what comes after the answer's cursor. */
  onNextPage?: (cursor: string) => void;
  /** Goes on with an answer that was cut. */
  onReadMore?: (next: string) => void;
}) {
  const [look, setLook] = useState<"rendered" | "json">("rendered");
  const { meta, data } = result;
  const { cursor } = isRecord(data) ? data : {};
  const ref = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer comes into view once.
  useEffect(() => void ref.current?.scrollIntoView({ block: "nearest" }), [result]);
  const pending = meta.approval?.status === "pending";
  return (
    <section ref={ref} aria-label="Answer" className="scroll-my-4 space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
          <Badge tone={!result.successful ? "bad" : pending ? "warn" : "good"} dot>
            {!result.successful ? "Failed" : pending ? "Waits for a person" : meta.dryRun ? "Would work" : "Done"}
          </Badge>
          {meta.durationMs !== undefined && <span>{formatDuration(meta.durationMs)}</span>}
          {meta.requests !== undefined && (
            <span>
              {meta.requests} {meta.requests === 1 ? "request" : "requests"}
              {(meta.points ?? 0) > 0 && `, ${meta.points} points`}
            </span>
          )}
          {meta.callId !== undefined && (
            <Link
              to="/activity"
              search={{ call: meta.callId }}
              className="rounded text-accent underline-offset-4 hover:underline"
            >
              In the record{meta.undoable && ", where it can be undone"}
            </Link>
          )}
        </p>
        <Segmented
          label="Show the answer as"
          value={look}
          onChange={setLook}
          options={[
            { value: "rendered", label: "Rendered" },
            { value: "json", label: "JSON" },
          ]}
        />
      </div>
      {look === "json" ? (
        <CodeBlock code={JSON.stringify(result, null, 2)} what="answer" wrap />
      ) : !result.successful ? (
        <Failure error={result.error} />
      ) : pending ? (
        <Notice
          tone="warn"
          title="A person has to approve it first"
          actions={
            meta.approval?.id !== undefined && (
              <Link
                to="/approvals/$id"
                params={{ id: meta.approval.id }}
                className="rounded font-medium text-accent underline underline-offset-4"
              >
                Open the approval
              </Link>
            )
          }
        >
          Nothing has been changed yet.
        </Notice>
      ) : meta.dryRun && isPreview(data) ? (
        <PreviewView preview={data} />
      ) : (
        <div className="rounded-xl border bg-surface p-4">{show(data)}</div>
      )}
      {meta.next !== undefined && (
        <Notice
          title="The answer was cut"
          actions={
            onReadMore !== undefined && (
              <Button size="sm" onClick={() => onReadMore(meta.next ?? "")}>
                Read on
              </Button>
            )
          }
        >
          {meta.truncated !== undefined &&
            `${meta.truncated.shown.toLocaleString("en")} of ${meta.truncated.total.toLocaleString("en")} are here.`}
        </Notice>
      )}
      {typeof cursor === "string" && onNextPage !== undefined && (
        <Button size="sm" onClick={() => onNextPage(cursor)}>
          Get the next ones
        </Button>
      )}
    </section>
  );
}

function isPreview(data: unknown): data is Preview {
  return isRecord(data) && Array.isArray(data.changes) && typeof data.summary === "string";
}

function PreviewView({ preview }: { preview: Preview }) {
  const { look, choose, roomForTwo } = useDiffLook();
  return (
    <div className="space-y-4 rounded-xl border bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <span className="font-medium">{preview.summary}</span>{" "}
          <span className="text-muted">
            Nothing was changed.{" "}
            {preview.undoable ? "It could be undone afterwards." : (preview.irreversible ?? "It could not be undone.")}
          </span>
        </p>
        <DiffLookBar look={look} choose={choose} roomForTwo={roomForTwo} />
      </div>
      <ChangeList changes={preview.changes} look={look} />
    </div>
  );
}

function Failure({ error }: { error: ErrorBody }) {
  const { code, message, hint, atlassian, status } = error;
  return (
    <Notice tone="bad" role="alert" title={message}>
      {hint !== undefined && <p>{hint}</p>}
      {atlassian !== undefined && (
        <p className="mt-1 font-mono text-xs">
          Atlassian answered {atlassian.status}: {atlassian.message}
        </p>
      )}
      <p className="mt-1 font-mono text-xs">
        {code}, status {status}
      </p>
    </Notice>
  );
}
