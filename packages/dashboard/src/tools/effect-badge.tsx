import type { Effect } from "@tributary/sdk";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<Effect, Tone> = { read: "neutral", write: "accent", delete: "bad" };

export function EffectBadge({ effect }: { effect: Effect }) {
  return <Badge tone={tones[effect]}>{effect}</Badge>;
}
