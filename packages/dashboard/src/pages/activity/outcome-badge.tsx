import type { CallOutcome } from "@tributary/sdk";
import { Badge, type Tone } from "../../ui/badge.tsx";

export const outcomes: Record<CallOutcome, { word: string; tone: Tone }> = {
  ok: { word: "Done", tone: "good" },
  error: { word: "Failed", tone: "bad" },
  refused: { word: "Refused", tone: "warn" },
  pending: { word: "Waiting", tone: "accent" },
  unknown: { word: "Unknown", tone: "warn" },
  running: { word: "Running", tone: "accent" },
};

/** How a call ended. A dry run is never called done: nothing was. */
export function OutcomeBadge({ outcome, dryRun = false }: { outcome: CallOutcome; dryRun?: boolean | undefined }) {
  const { word, tone } = outcomes[outcome];
  if (dryRun && outcome === "ok") return <Badge dot>Dry run</Badge>;
  return (
    <Badge tone={tone} dot live={outcome === "running"}>
      {word}
    </Badge>
  );
}
