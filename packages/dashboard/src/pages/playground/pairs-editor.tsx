import { Plus, X } from "lucide-react";
import { Button, IconButton } from "../../ui/button.tsx";
import { inputClass } from "../../ui/field.tsx";
import type { Pair } from "./api-request.ts";

/** Names with values, such as query parameters or headers. */
export function PairsEditor({
  label,
  one,
  pairs,
  onChange,
}: {
  label: string;
  /** What one of them is called. */
  one: string;
  pairs: Pair[];
  onChange: (pairs: Pair[]) => void;
}) {
  const put = (id: number, change: Partial<Pair>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...change } : pair)));
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <ul className="space-y-2">
        {pairs.map(({ id, name, value }, at) => (
          <li key={id} className="flex items-center gap-2">
            <input
              aria-label={`Name of ${one} ${at + 1}`}
              placeholder="name"
              spellCheck={false}
              className={`${inputClass} max-w-48 font-mono text-xs`}
              value={name}
              onChange={(event) => put(id, { name: event.target.value })}
            />
            <input
              aria-label={`Value of ${one} ${at + 1}`}
              placeholder="value"
              spellCheck={false}
              className={`${inputClass} font-mono text-xs`}
              value={value}
              onChange={(event) => put(id, { value: event.target.value })}
            />
            <IconButton
              label={`Remove ${one} ${at + 1}`}
              onClick={() => onChange(pairs.filter((pair) => pair.id !== id))}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        variant="ghost"
        className="mt-1 -ml-2.5"
        onClick={() => onChange([...pairs, { id: Math.max(0, ...pairs.map(({ id }) => id)) + 1, name: "", value: "" }])}
      >
        <Plus aria-hidden className="size-3.5" />
        Add a {one}
      </Button>
    </fieldset>
  );
}
