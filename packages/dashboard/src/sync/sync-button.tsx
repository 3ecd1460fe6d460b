import { Link } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { Plug, RefreshCw, Square } from "lucide-react";
import { unusableInWords } from "../connections/connection-state.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { isUnderWay } from "./sync-words.ts";
import { useConnectionOf, useMayChange, useSync } from "./use-sync.ts";

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
  const connection = useConnectionOf(source);
  if (unusableInWords(connection) !== undefined) {
    return mayChange ? (
      <Link to="/integrations" className={buttonClass(variant, "sm")}>
        <Plug aria-hidden className="size-3.5" />
        Reconnect
        <span className="sr-only"> to sync {source.name}</span>
      </Link>
    ) : null;
  }
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
