import type { ReactNode } from "react";

/** What can be done with what is selected in the list above. It stays in view; on a phone its buttons share a line. */
export function SelectionBar({
  count,
  quiet,
  children,
}: {
  count: number;
  /** What changes the selection: clear, select all. */
  quiet: ReactNode;
  /** What is done with it. */
  children: ReactNode;
}) {
  return (
    <div className="sticky bottom-4 z-10 mt-4 flex animate-enter flex-wrap items-center gap-2 rounded-xl border bg-surface p-2.5 pl-4 shadow-lg max-sm:pl-2.5">
      <p role="status" className="mr-auto font-medium max-sm:pl-1.5">
        {count} selected
      </p>
      <div className="flex gap-1">{quiet}</div>
      <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">{children}</div>
    </div>
  );
}
