import { CopyButton } from "../../ui/copy-button.tsx";
import type { NeededScope } from "./needed-scopes.ts";

/** The scopes to tick at Atlassian, each with what it is for; unticked ones are not asked for. */
export function ScopeChoice({
  needed,
  left,
  onChange,
}: {
  needed: NeededScope[];
  /** Scopes that are left out. */
  left: ReadonlySet<string>;
  onChange: (scope: string, chosen: boolean) => void;
}) {
  const chosen = needed.map(({ scope }) => scope).filter((scope) => !left.has(scope));
  return (
    <fieldset className="rounded-lg border">
      <legend className="sr-only">Scopes</legend>
      <div className="flex items-center justify-between border-b bg-sunken py-0.5 pr-1 pl-3.5 text-[0.8125rem] text-muted">
        {chosen.length} of {needed.length} scopes
        <CopyButton text={chosen.join(" ")} what="scopes" />
      </div>
      <ul className="max-h-80 divide-y overflow-y-auto">
        {needed.map(({ scope, tools, purpose }) => (
          <li key={scope}>
            <label className="flex cursor-pointer items-start gap-3 px-3.5 py-2 hover:bg-hover">
              <input
                type="checkbox"
                checked={!left.has(scope)}
                onChange={(event) => onChange(scope, event.target.checked)}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0 sm:flex sm:flex-1 sm:items-baseline sm:justify-between sm:gap-4">
                <code className="font-mono text-[0.8125rem] wrap-anywhere">{scope}</code>
                <span className="block text-[0.8125rem] text-muted sm:text-right">{purpose ?? usedBy(tools)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const usedBy = (tools: string[]) =>
  tools.length <= 2 ? tools.join(", ") : `${tools.slice(0, 2).join(", ")} and ${tools.length - 2} more`;
