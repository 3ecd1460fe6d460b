import { type ReactNode, useId } from "react";

/** One subject of the settings: what it is at the left, its controls at the right; one above the other on a phone. */
export function Section({
  title,
  description,
  actions,
  wide = false,
  children,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** For what needs the whole width, such as lists of people. */
  wide?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={wide ? "" : "gap-x-10 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]"}>
      <div className={`mb-3 flex gap-x-6 gap-y-2 ${wide ? "flex-wrap items-end justify-between" : "flex-col"}`}>
        <div>
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {description !== undefined && (
            <div className="mt-1 max-w-2xl text-[0.8125rem] text-muted text-pretty">{description}</div>
          )}
        </div>
        {actions}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
