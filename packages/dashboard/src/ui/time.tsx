import { formatWhen } from "./format-when.ts";

/** A moment, as a person says it; the exact time in the reader's zone on hover. */
export function Time({ value }: { value: string | number }) {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return <span>unknown</span>;
  return (
    <time
      dateTime={date.toISOString()}
      title={date.toLocaleString(undefined, { dateStyle: "full", timeStyle: "medium" })}
    >
      {formatWhen(date, new Date())}
    </time>
  );
}
