import { X } from "lucide-react";

/** What has been chosen of many, each to be taken out again. */
export function ChosenList({
  label,
  items,
  onRemove,
  readOnly = false,
  mono = false,
}: {
  label: string;
  items: readonly { value: string; label: string }[];
  onRemove: (value: string) => void;
  readOnly?: boolean;
  mono?: boolean;
}) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {items.map(({ value, label: name }) => (
        <li
          key={value}
          className={`inline-flex min-h-7 max-w-full items-center rounded-md border bg-sunken pl-2 ${readOnly ? "pr-2" : "pr-0.5"} ${mono ? "font-mono text-xs" : "text-[0.8125rem]"}`}
        >
          <span className="min-w-0 truncate">{name}</span>
          {!readOnly && (
            <button
              type="button"
              aria-label={`Remove ${name}`}
              onClick={() => onRemove(value)}
              className="ml-0.5 inline-flex size-6 items-center justify-center rounded text-muted hover:bg-hover hover:text-ink pointer-coarse:size-8"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
