import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorNotice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

export function PagePending() {
  return (
    <div className="mx-auto w-full max-w-5xl py-8">
      <Skeleton lines={6} label="Loading the page" />
    </div>
  );
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12">
      <h1 className="mb-4 text-xl font-semibold">This page could not be shown</h1>
      <ErrorNotice
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

export function NotFound() {
  useEffect(() => {
    document.title = "Page not found · Tributary";
  }, []);
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12">
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={Compass}
        title="There is no such page"
        actions={
          <Link to="/integrations" className={buttonClass("primary")}>
            Go to Integrations
          </Link>
        }
      >
        The address may be old or mistyped.
      </EmptyState>
    </div>
  );
}
