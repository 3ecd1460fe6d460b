import { type ComponentProps, type ReactNode, useId } from "react";

/** A labelled field for text of several lines. */
export function TextArea({
  label,
  hint,
  optional = false,
  mono = false,
  className = "",
  ...rest
}: ComponentProps<"textarea"> & { label: string; hint?: ReactNode; optional?: boolean; mono?: boolean }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">optional</span>}
      </label>
      <textarea
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={`block w-full resize-y rounded-md border border-edge/70 bg-surface px-3 py-2 text-ink transition-colors placeholder:text-muted/80 hover:border-edge focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad pointer-coarse:text-base ${mono ? "font-mono text-xs leading-relaxed" : ""}`}
        {...rest}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
