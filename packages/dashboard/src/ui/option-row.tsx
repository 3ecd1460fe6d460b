import { type ReactNode, useEffect, useRef } from "react";

/** A row of a list whose field keeps the focus: `active` is the one the keys are at, and comes into sight. */
export function OptionRow({
  id,
  active,
  selected,
  onActive,
  onChoose,
  children,
}: {
  id: string;
  active: boolean;
  selected: boolean;
  onActive: () => void;
  onChoose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      // Rows that scroll under a mouse at rest are not meant.
      onMouseMove={onActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={`flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 py-1.5 pointer-coarse:min-h-11 ${active ? "bg-hover" : ""}`}
    >
      {children}
    </div>
  );
}
