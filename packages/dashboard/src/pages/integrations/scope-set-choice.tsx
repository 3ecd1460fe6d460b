import type { ScopeSet, ScopeSetName } from "@tributary/sdk";

/** The choice among the ready-made sets of scopes, the smallest first. */
export function ScopeSetChoice({
  sets,
  value,
  legend,
  onChange,
}: {
  sets: readonly ScopeSet[];
  value: ScopeSetName | undefined;
  legend: string;
  onChange: (name: ScopeSetName) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className="space-y-2">
        {sets.map(({ name, title, description, scopes, tools }) => (
          <label
            key={name}
            className="flex cursor-pointer items-start gap-3 rounded-lg border px-3.5 py-2.5 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent/6"
          >
            <input
              type="radio"
              name="scope-set"
              value={name}
              checked={name === value}
              onChange={() => onChange(name)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">
                {title}
                <span className="ml-2 font-normal text-muted tabular-nums">
                  {scopes.length} scopes, {tools} tools
                </span>
              </span>
              <span className="block text-[0.8125rem] text-muted text-pretty">{description}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
