import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";

type Variant = "primary" | "secondary" | "ghost" | "danger";

const variants: Record<Variant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent shadow-xs",
  secondary: "bg-surface text-ink border-line hover:bg-hover shadow-xs",
  ghost: "border-transparent text-muted hover:bg-hover hover:text-ink",
  danger: "bg-bad text-on-bad border-transparent hover:brightness-110 shadow-xs",
};

/** Classes of a button, for links that look like one. */
export const buttonClass = (variant: Variant = "secondary", size: "sm" | "md" = "md") =>
  `inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors ${
    size === "md" ? "h-9 px-3.5" : "h-8 px-2.5 text-[0.8125rem]"
  } pointer-coarse:h-10 ${variants[variant]}`;

type ButtonProps = ComponentProps<"button"> & {
  variant?: Variant;
  size?: "sm" | "md";
  /** Shows that it works, and takes no second click. It keeps the focus, which `disabled` would lose. */
  busy?: boolean;
};

export function Button({ variant, size, busy = false, children, className = "", onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`${buttonClass(variant, size)} disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-70 ${className}`}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}

/** A square button that shows only an icon; `label` is what it is called. */
export function IconButton({ label, children, className = "", ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-40 pointer-coarse:size-10 ${className}`}
      {...rest}
    >
      {children}
    </button>
  );
}
