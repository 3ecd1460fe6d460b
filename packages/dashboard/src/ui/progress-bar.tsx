/** How much of something is done; without `total` only that something goes on. */
export function ProgressBar({ label, value, total }: { label: string; value: number; total: number | undefined }) {
  return (
    <progress
      aria-label={label}
      {...(total !== undefined && total > 0 && { value: Math.min(value, total), max: total })}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-hover indeterminate:animate-pulse-soft indeterminate:bg-accent/40 [&::-moz-progress-bar]:rounded-full [&::-moz-progress-bar]:bg-accent indeterminate:[&::-moz-progress-bar]:bg-transparent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
    />
  );
}
