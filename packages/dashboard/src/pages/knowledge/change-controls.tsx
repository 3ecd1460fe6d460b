import type { Source } from "@tributary/sdk";
import { Select } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";

const spans = [
  { value: "1", label: "A day" },
  { value: "7", label: "A week" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

export type Span = (typeof spans)[number]["value"];

/** The span that a date lies back, as near as there is one. */
export function spanOf(since: string | undefined, now: number): Span {
  if (since === undefined) return "7";
  const days = (now - Date.parse(since)) / 86_400_000;
  return spans.find(({ value }) => days <= Number(value) + 0.5)?.value ?? "90";
}

/** The date so many days back, in the reader's zone, as YYYY-MM-DD. */
export function dateBack(days: number, now: number): string {
  const date = new Date(now - days * 86_400_000);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Which site, which space, and since when. */
export function ChangeControls({
  sources,
  source,
  space,
  span,
  needsSpace = false,
  onChange,
}: {
  /** Those of connections. */
  sources: Source[];
  source: Source;
  space: string | undefined;
  span: Span;
  needsSpace?: boolean;
  onChange: (change: { source?: string; space?: string | undefined; since?: string }) => void;
}) {
  const spaces = source.spaces.toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      {sources.length > 1 && (
        <Select
          label="Site"
          className="min-w-44"
          value={source.id}
          onChange={(event) => onChange({ source: event.target.value, space: undefined })}
        >
          {sources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select
        label="Space"
        className="min-w-44 max-w-full"
        value={space ?? ""}
        onChange={(event) => onChange({ space: event.target.value === "" ? undefined : event.target.value })}
      >
        {!needsSpace && <option value="">All spaces</option>}
        {spaces.map(({ id, key, name }) => (
          <option key={id} value={key}>
            {name}
          </option>
        ))}
      </Select>
      <Segmented
        label="How far back"
        value={span}
        options={spans}
        onChange={(value) => onChange({ since: dateBack(Number(value), Date.now()) })}
      />
    </div>
  );
}
