import { type ReactNode, useEffect } from "react";

/** A page's title, what it is for, its actions, and its content. Sets the tab's title too. */
export function Page({
  title,
  tabTitle = title,
  description,
  actions,
  children,
}: {
  title: string;
  /** Where the browser's tab says more, such as how many wait. */
  tabTitle?: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${tabTitle} · Tributary`;
  }, [tabTitle]);
  return (
    <>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 sm:flex-nowrap">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {description !== undefined && <p className="mt-1 max-w-2xl text-muted text-pretty">{description}</p>}
        </div>
        {actions}
      </header>
      {children}
    </>
  );
}
