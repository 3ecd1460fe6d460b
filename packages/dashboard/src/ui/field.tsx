import { ChevronDown, Eye, EyeOff } from "lucide-react";
import { type ComponentProps, type ReactNode, useId, useState } from "react";

/** Classes of an input, for fields that are not one of these. */
export const inputClass =
  "block h-9 w-full rounded-md border border-edge/70 bg-surface px-3 text-ink placeholder:text-muted/80 transition-colors hover:border-edge focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad pointer-coarse:h-10 pointer-coarse:text-base";

type FieldProps = ComponentProps<"input"> & {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Says that it may stay empty. */
  optional?: boolean;
};

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, optional = false, type = "text", className = "", ...rest }: FieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === "password";
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">optional</span>}
      </label>
      <div className="relative">
        <input
          id={id}
          type={secret && shown ? "text" : type}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={described || undefined}
          spellCheck={secret ? false : undefined}
          className={`${inputClass} ${secret ? "pr-10" : ""}`}
          {...rest}
        />
        {secret && (
          <button
            type="button"
            aria-label={shown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 inline-flex w-9 items-center justify-center rounded-md text-muted hover:text-ink"
          >
            {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          </button>
        )}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.8125rem] text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

export function Select({
  label,
  labelHidden = false,
  className = "",
  children,
  ...rest
}: ComponentProps<"select"> & { label: string; labelHidden?: boolean }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "mb-1.5 block font-medium"}>
        {label}
      </label>
      <PlainSelect id={id} {...rest}>
        {children}
      </PlainSelect>
    </div>
  );
}

/** A list to choose from, without a label of its own. `className` is of the list, `boxClass` of what holds it. */
export function PlainSelect({
  className = "",
  boxClass = "",
  children,
  ...rest
}: ComponentProps<"select"> & { boxClass?: string }) {
  return (
    <span className={`relative block ${boxClass}`}>
      <select className={`${inputClass} appearance-none truncate pr-8! ${className}`} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2 my-auto size-4 text-muted forced-colors:text-[CanvasText]"
      />
    </span>
  );
}

/** An input to narrow a list; `slash`: the key / leads into it. */
export function SearchField({
  label,
  slash = false,
  ...rest
}: ComponentProps<"input"> & { label: string; slash?: boolean }) {
  return (
    <span className="relative block">
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        aria-keyshortcuts={slash ? "/" : undefined}
        className={`peer ${inputClass}`}
        {...rest}
      />
      {slash && <SlashHint />}
    </span>
  );
}

/** The key that leads into the field before it, which is a `peer`: while it is empty, where there is a keyboard. */
export function SlashHint() {
  return (
    <kbd
      aria-hidden
      className="pointer-events-none absolute inset-y-0 right-2.5 my-auto hidden size-5.5 items-center justify-center rounded border bg-sunken font-mono text-xs text-muted peer-placeholder-shown:inline-flex peer-focus:hidden pointer-coarse:hidden!"
    >
      /
    </kbd>
  );
}
