import { useQuery } from "@tanstack/react-query";
import { callQuery } from "../../api/call-queries.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CallDetails } from "./call-details.tsx";

/** One recorded call in full, beside the list. */
export function CallDrawer({ id, onClose, onOpen }: { id: string; onClose: () => void; onOpen: (id: string) => void }) {
  const call = useQuery({
    ...callQuery(id),
    refetchInterval: ({ state }) => (state.data?.outcome === "running" ? 1000 : false),
  });
  return (
    <Dialog shape="side" title={call.data?.tool ?? "Call"} onClose={onClose}>
      {call.data !== undefined ? (
        <CallDetails key={id} call={call.data} onOpen={onOpen} />
      ) : call.isError ? (
        <ErrorNotice error={call.error} onRetry={() => call.refetch()} />
      ) : (
        <Skeleton lines={6} label="Loading the call" />
      )}
    </Dialog>
  );
}
