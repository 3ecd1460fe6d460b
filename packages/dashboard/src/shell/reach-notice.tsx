import { CircleCheck, CloudOff } from "lucide-react";
import { useEffect, useState } from "react";

/** A server that restarts is back within this time, in milliseconds: nothing to tell anybody of. */
const patience = 1500;
const thanks = 4000;

/**
 * Says at the top of the page that the server is away and what is shown may be old, and for a moment that it is back.
 * It lies in the page's margin: nothing moves or is hidden when it comes.
 */
export function ReachNotice({ reachable, onRetry }: { reachable: boolean; onRetry: () => void }) {
  const [said, setSaid] = useState<"away" | "back">();
  useEffect(() => {
    const next = reachable ? (said === "away" ? "back" : undefined) : "away";
    if (next === said) return;
    const pause = next === "back" ? 0 : next === "away" ? patience : thanks;
    const timer = setTimeout(() => setSaid(next), pause);
    return () => clearTimeout(timer);
  }, [reachable, said]);
  return (
    <div className="sticky top-13 z-20 h-0 md:top-0">
      <div role="status" className="text-[0.8125rem] leading-none">
        {said === "away" && (
          <div
            className={`${strip} border-warn/30 bg-[color-mix(in_oklab,var(--color-warn)_14%,var(--color-surface))]`}
          >
            <CloudOff aria-hidden className="size-3.5 shrink-0 text-warn" />
            <p className="truncate leading-5">
              <span className="font-medium">No connection to the server</span>
              <span className="max-sm:sr-only">. What you see may be old until it is back.</span>
            </p>
            <button
              type="button"
              onClick={onRetry}
              className="h-6 shrink-0 rounded px-1.5 leading-5 font-medium text-accent underline-offset-4 hover:underline"
            >
              Try now
            </button>
          </div>
        )}
        {said === "back" && (
          <div
            className={`${strip} border-good/30 bg-[color-mix(in_oklab,var(--color-good)_12%,var(--color-surface))]`}
          >
            <CircleCheck aria-hidden className="size-3.5 shrink-0 text-good" />
            <p className="font-medium">Connected again</p>
          </div>
        )}
      </div>
    </div>
  );
}

const strip = "flex h-6 animate-enter items-center justify-center gap-2 border-b px-3 md:h-8";
