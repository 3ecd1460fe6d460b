import { Link } from "@tanstack/react-router";
import { TributaryError } from "@tributary/sdk";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { explain } from "../api/explain.ts";
import { Button, buttonClass } from "./button.tsx";

const looks = {
  info: { Icon: Info, box: "border-accent/25 bg-accent/6", icon: "text-accent" },
  good: { Icon: CircleCheck, box: "border-good/30 bg-good/8", icon: "text-good" },
  warn: { Icon: TriangleAlert, box: "border-warn/30 bg-warn/8", icon: "text-warn" },
  bad: { Icon: CircleAlert, box: "border-bad/30 bg-bad/6", icon: "text-bad" },
} as const;

export function Notice({
  tone = "info",
  title,
  role,
  actions,
  children,
}: {
  tone?: keyof typeof looks;
  title?: ReactNode;
  role?: "alert" | "status";
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const { Icon, box, icon } = looks[tone];
  return (
    <div role={role} className={`flex gap-3 rounded-lg border px-3.5 py-3 ${box}`}>
      <Icon aria-hidden className={`mt-px size-4.5 shrink-0 ${icon}`} />
      <div className="min-w-0 flex-1 space-y-1 text-pretty wrap-anywhere">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-muted">{children}</div>}
        {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div>}
      </div>
    </div>
  );
}

/** Something that failed, in words: what happened, what to do, and Atlassian's own answer where there is one. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { title, hint, atlassian, requestId } = explain(error);
  const ofConnection = error instanceof TributaryError && /^connection_(expired|not_ready)$/.test(error.code);
  return (
    <Notice
      tone="bad"
      role="alert"
      title={title}
      actions={
        onRetry !== undefined || ofConnection ? (
          <>
            {ofConnection && (
              <Link to="/integrations" className={buttonClass("primary", "sm")}>
                Go to Integrations
              </Link>
            )}
            {onRetry && (
              <Button size="sm" onClick={onRetry}>
                Try again
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {hint !== undefined && <p>{hint}</p>}
      {atlassian !== undefined && <p className="mt-1 font-mono text-xs">{atlassian}</p>}
      {requestId !== undefined && <p className="mt-1 font-mono text-xs">Request {requestId}</p>}
    </Notice>
  );
}
