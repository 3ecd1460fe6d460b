/** Streams that join: the product's mark and name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 shrink-0">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <path
          d="M6 5c0 5 6 5 6 10v4M18 5c0 5-6 5-6 10M12 5v5"
          className="stroke-on-accent"
          fill="none"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      Tributary
    </span>
  );
}
