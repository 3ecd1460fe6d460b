import type { SearchHit, Source } from "@tributary/sdk";
import { Tag, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Search } from "../../api/search-queries.ts";
import { Button } from "../../ui/button.tsx";
import { inputClass, PlainSelect } from "../../ui/field.tsx";
import { spacesOf } from "./spaces-of.ts";

export type FilterChange = Partial<Omit<Search, "q">>;

/** The change that takes every filter away. */
export const filtersOff = {
  source: undefined,
  space: undefined,
  label: undefined,
  kind: undefined,
  since: undefined,
} as const satisfies FilterChange;

const kinds: { value: SearchHit["kind"]; label: string }[] = [
  { value: "page", label: "Pages" },
  { value: "blogpost", label: "Blog posts" },
  { value: "comment", label: "Comments" },
  { value: "file", label: "Files" },
];

/** Narrows what is found; each filter says what it stands at. */
export function SearchFilters({
  search,
  sources,
  onChange,
}: {
  search: Search;
  sources: Source[];
  onChange: (change: FilterChange) => void;
}) {
  const { source, space, label, kind, since } = search;
  const spaces = spacesOf(sources.filter(({ id }) => source === undefined || id === source));
  const any = [source, space, label, kind, since].some((value) => value !== undefined);
  return (
    <fieldset className="mt-3 flex flex-wrap items-center gap-2">
      <legend className="sr-only">Filters</legend>
      {sources.length > 1 && (
        <Choose label="Source" value={source} onChange={(value) => onChange({ source: value, space: undefined })}>
          <option value="">All sources</option>
          {sources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choose>
      )}
      <Choose label="Space" value={space} onChange={(value) => onChange({ space: value })}>
        <option value="">All spaces</option>
        {space !== undefined && !spaces.some(({ key }) => key === space) && <option value={space}>{space}</option>}
        {spaces.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Choose>
      <Choose
        label="Kind"
        value={kind}
        onChange={(value) => onChange({ kind: kinds.find((one) => one.value === value)?.value })}
      >
        <option value="">All kinds</option>
        {kinds.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </Choose>
      <label className="flex items-center gap-2 text-[0.8125rem] text-muted">
        <span>Changed since</span>
        <input
          type="date"
          className={`${inputClass} h-8! w-auto! px-2! text-[0.8125rem]! ${since === undefined ? "" : "border-accent text-accent"}`}
          value={since ?? ""}
          onChange={(event) => onChange({ since: event.target.value === "" ? undefined : event.target.value })}
        />
      </label>
      {label === undefined ? (
        <input
          aria-label="Label"
          placeholder="Label"
          spellCheck={false}
          className={`${inputClass} h-8! w-28! px-2! text-[0.8125rem]!`}
          onKeyDown={(event) => {
            if (event.key === "Enter") onChange({ label: event.currentTarget.value.trim() || undefined });
          }}
          onBlur={(event) => {
            if (event.target.value.trim() !== "") onChange({ label: event.target.value.trim() });
          }}
        />
      ) : (
        <button
          type="button"
          onClick={() => onChange({ label: undefined })}
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-accent bg-accent/6 px-2 text-[0.8125rem] text-accent"
        >
          <Tag aria-hidden className="size-3.5" />
          {label}
          <X aria-hidden className="size-3.5" />
          <span className="sr-only">: take this label away</span>
        </button>
      )}
      {any && (
        <Button size="sm" variant="ghost" onClick={() => onChange(filtersOff)}>
          Clear filters
        </Button>
      )}
    </fieldset>
  );
}

function Choose({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  children: ReactNode;
}) {
  return (
    <PlainSelect
      aria-label={label}
      boxClass="max-w-48"
      className={`h-8! pl-2! text-[0.8125rem]! ${value === undefined ? "" : "border-accent text-accent"}`}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
    >
      {children}
    </PlainSelect>
  );
}
