import { useQuery } from "@tanstack/react-query";
import { tributary } from "../../api/client.ts";
import { CopyValue } from "../../ui/code-block.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** Computes the record's hashes again, to see that nobody has changed it. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const check = useQuery({
    queryKey: ["record-check"],
    queryFn: ({ signal }) => tributary.calls.verify({ signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const { data } = check;
  return (
    <Dialog
      title="Is the record whole?"
      description="Every call that has ended carries the hash of the one before, so that later changes of the record show."
      onClose={onClose}
    >
      {check.isError ? (
        <ErrorNotice error={check.error} onRetry={() => check.refetch()} />
      ) : data === undefined ? (
        <Skeleton lines={3} label="Computing the hashes again" />
      ) : data.ok ? (
        <div className="space-y-4">
          <Notice tone="good" role="status" title="It is whole">
            {(data.calls ?? 0).toLocaleString()} calls, each bound to the one before.
          </Notice>
          {data.head !== undefined && (
            <div>
              <p className="mb-1.5 font-medium">The last hash</p>
              <CopyValue value={data.head} what="last hash" />
              <p className="mt-1.5 text-[0.8125rem] text-muted">
                Keep it elsewhere, and you can tell later whether the newest calls were cut off.
              </p>
            </div>
          )}
        </div>
      ) : (
        <Notice tone="bad" role="alert" title="It was changed">
          At entry {data.at?.toLocaleString() ?? "?"} {data.problem ?? "a hash does not fit"}. A backup from before
          tells what stood there.
        </Notice>
      )}
    </Dialog>
  );
}
