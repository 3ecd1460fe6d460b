import { useMutation, useQuery } from "@tanstack/react-query";
import type { CallDetail, Change } from "@tributary/sdk";
import { FileDiff } from "lucide-react";
import { approvalQuery } from "../../api/approval-queries.ts";
import { tributary } from "../../api/client.ts";
import { dataOf } from "../../api/data-of.ts";
import { ChangeList } from "../../changes/change-list.tsx";
import { recordedChanges } from "../../changes/recorded-changes.ts";
import { DiffView } from "../../diff/diff-view.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

/** A drawer has room for one column. */
const rendered = { format: "rendered", columns: 1 } as const;
const source = { format: "source", columns: 1 } as const;

/** What a write changed: as the person saw it who approved, or as far as it is on record. */
export function CallChanges({ call }: { call: CallDetail }) {
  const approval = useQuery({ ...approvalQuery(call.approvalId ?? ""), enabled: call.approvalId != null });
  const approved = approval.data !== undefined && !approval.data.edited ? approval.data.preview.changes : undefined;
  const changes = approved ?? recordedChanges(call.changes ?? []);
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="call-changes">
      <h3 id="call-changes" className="mb-2 font-semibold">
        {call.outcome === "ok" && call.dryRun !== true ? "Before and after" : "What it was to change"}
      </h3>
      <ChangeList changes={changes} look={approved === undefined ? source : rendered} />
      {approved === undefined && call.outcome === "ok" && call.dryRun !== true && (
        <WholeText call={call} changes={changes} />
      )}
    </section>
  );
}

/** The record keeps long texts in part; Confluence keeps the versions, as long as the page is there. */
function WholeText({ call, changes: [change] }: { call: CallDetail; changes: readonly Change[] }) {
  const version = call.result?.version;
  const compare = useMutation({
    mutationFn: async (versions: { pageId: string; from: number; to: number }) =>
      dataOf(
        await tributary.tools.execute("confluence_diff_page_versions", {
          connectionId: call.connectionId ?? "",
          ...(call.siteId !== null && { siteId: call.siteId }),
          arguments: versions,
        }),
      ),
  });
  if (
    change?.kind !== "page" ||
    change.id === undefined ||
    change.baseVersion === undefined ||
    typeof version !== "number" ||
    version <= change.baseVersion
  )
    return null;
  const versions = { pageId: change.id, from: change.baseVersion, to: version };
  return (
    <div className="mt-3 space-y-3">
      {compare.data === undefined ? (
        <Button size="sm" busy={compare.isPending} onClick={() => compare.mutate(versions)}>
          <FileDiff aria-hidden className="size-4" />
          Compare versions {versions.from} and {versions.to} in Confluence
        </Button>
      ) : compare.data.diff === "" ? (
        <p className="text-muted">The text reads the same in both versions.</p>
      ) : (
        <DiffView diff={compare.data.diff} look={rendered} label={`Version ${versions.from} to ${versions.to}`} />
      )}
      {compare.isError && <ErrorNotice error={compare.error} />}
    </div>
  );
}
