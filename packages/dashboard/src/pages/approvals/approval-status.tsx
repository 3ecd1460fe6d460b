import type { ApprovalStatus } from "@tributary/sdk";
import { Badge, type Tone } from "../../ui/badge.tsx";

const states: Record<ApprovalStatus, { word: string; tone: Tone }> = {
  pending: { word: "Waiting", tone: "accent" },
  approved: { word: "Running", tone: "accent" },
  done: { word: "Done", tone: "good" },
  failed: { word: "Failed", tone: "bad" },
  unknown: { word: "Unknown", tone: "warn" },
  denied: { word: "Denied", tone: "neutral" },
  expired: { word: "Expired", tone: "neutral" },
};

export function ApprovalStatusBadge({ status }: { status: ApprovalStatus }) {
  const { word, tone } = states[status];
  return (
    <Badge tone={tone} dot live={status === "approved"}>
      {word}
    </Badge>
  );
}
