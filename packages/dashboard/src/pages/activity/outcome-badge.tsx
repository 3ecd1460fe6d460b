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

export function OutcomeBadge({ outcome }: { outcome: CallOutcome }) {
  const { word, tone } = outcomes[outcome];
  return (
    <Badge tone={tone} dot live={outcome === "running"}>
      {word}
    </Badge>
  );
}
