import { TributaryError } from "@tributary/sdk";
import { Compass } from "lucide-react";
import { EmptyState } from "./empty-state.tsx";
import { ErrorNotice } from "./notice.tsx";

/** Why a page has nothing to show: the thing is not there, or asking for it failed. */
export function PageProblem({ error, what, onRetry }: { error: unknown; what: string; onRetry: () => void }) {
  if (error instanceof TributaryError && error.code === "not_found") {
    return (
      <EmptyState icon={Compass} title={`This ${what} is not here`}>
        It may have been deleted, the link may be cut short, or it is somebody else's.
      </EmptyState>
    );
  }
  return <ErrorNotice error={error} onRetry={onRetry} />;
}
