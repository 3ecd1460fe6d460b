/** Grey lines where content will be, and one sentence for screen readers. */
export function Skeleton({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">{label}…</span>
      {Array.from({ length: lines }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change places.
          key={index}
          aria-hidden
          className={`h-4 animate-pulse-soft rounded bg-hover ${index % 3 === 2 ? "w-2/3" : "w-full"}`}
        />
      ))}
    </div>
  );
}
