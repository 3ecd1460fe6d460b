import type { ReactNode } from "react";

export type Tone = "neutral" | "good" | "warn" | "bad" | "accent";

const tones: Record<Tone, string> = {
  neutral: "bg-ink/6 text-muted",
  good: "bg-good/12 text-good",
  warn: "bg-warn/12 text-warn",
  bad: "bg-bad/10 text-bad",
  accent: "bg-accent/10 text-accent",
};

const dots: Record<Tone, string> = {
  neutral: "bg-edge",
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  accent: "bg-accent",
};

export function Badge({
  tone = "neutral",
  dot = false,
  live = false,
  children,
}: {
  tone?: Tone;
  /** A coloured dot in front, for states. */
  dot?: boolean;
  /** The dot pulses: something is going on. */
  live?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex h-5.5 shrink-0 items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {dot && (
        <span aria-hidden className={`size-1.5 rounded-full ${dots[tone]} ${live ? "animate-pulse-soft" : ""}`} />
      )}
      {children}
    </span>
  );
}
