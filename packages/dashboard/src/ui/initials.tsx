/** A person's initials in a circle, beside their name. */
export function Initials({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (
    <span
      aria-hidden
      className="inline-flex size-7.5 shrink-0 items-center justify-center rounded-full bg-accent/12 text-xs font-semibold text-accent"
    >
      {letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("")}
    </span>
  );
}
