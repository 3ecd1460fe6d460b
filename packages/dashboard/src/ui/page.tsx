import { type ReactNode, useEffect } from "react";

/** A page's title, what it is for, its actions, and its content. Sets the tab's title too. */
export function Page({
  title,
  tabTitle = title,
  back,
  description,
  actions,
  children,
}: {
  title: string;
  /** Where the browser's tab says more, such as how many wait. */
  tabTitle?: string;
  /** The way to the list this page is one of. */
  back?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${tabTitle} · Tributary`;
  }, [tabTitle]);
  return (
    <>
      {back}
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-xl font-semibold tracking-tight text-left text-pretty wrap-anywhere [unicode-bidi:plaintext]">
            {title}
          </h1>
          {description !== undefined && <p className="mt-1 max-w-2xl text-muted text-pretty">{description}</p>}
        </div>
        {actions !== undefined && <div className="max-w-full">{actions}</div>}
      </header>
      {children}
    </>
  );
}
