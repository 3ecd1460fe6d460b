import type { Source } from "@tributary/sdk";
import { RefreshCw, Square } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { isUnderWay } from "./sync-words.ts";
import { useMayChange, useSync } from "./use-sync.ts";

/** Asks for what is new now; while that goes on, stops it. */
export function SyncButton({
  source,
  variant = "secondary",
}: {
  source: Source;
  variant?: "primary" | "secondary" | "ghost";
}) {
  const { start, cancel } = useSync(source);
  const mayChange = useMayChange(source);
  const running = isUnderWay(source.lastRun);
  if (running && mayChange) {
    return (
      <Button size="sm" variant={variant} busy={cancel.isPending} onClick={() => cancel.mutate()}>
        <Square aria-hidden className="size-3.5" />
        Stop
        <span className="sr-only"> the sync of {source.name}</span>
      </Button>
    );
  }
  return (
    <Button size="sm" variant={variant} busy={running || start.isPending} onClick={() => start.mutate({})}>
      {!running && !start.isPending && <RefreshCw aria-hidden className="size-3.5" />}
      {running ? "Syncing" : "Trigger sync"}
      <span className="sr-only"> of {source.name}</span>
    </Button>
  );
}
