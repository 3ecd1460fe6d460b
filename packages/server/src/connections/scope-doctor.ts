import { type EndpointKey, endpoint } from "../confluence/endpoints.ts";
import { missingForOperations } from "../confluence/missing-scopes.ts";
import { catalogue } from "../tools/catalogue.ts";
import type { Tool } from "../tools/tool.ts";
import { type ScopeSetName, scopeSets } from "./scope-sets.ts";

/**
 * The scopes without which some operation of a tool is refused. Nothing when the granted scopes are not known, as with
 * API tokens: whether they are enough is then found out by trying.
 */
export function missingScopes({ endpoints }: Pick<Tool, "endpoints">, granted: readonly string[]): string[] {
  return granted.length === 0 ? [] : missingForOperations(endpoints, new Set(granted));
}

/** The scopes a tool uses: of each operation the alternative that the smallest ready-made set asks for. */
export function scopesOf({ endpoints }: Pick<Tool, "endpoints">): string[] {
  return [...new Set(endpoints.flatMap(usualAlternative))].sort();
}

function usualAlternative(key: EndpointKey): string[] {
  const { scopes: alternatives } = endpoint(key);
  for (const { scopes } of scopeSets()) {
    const asked = alternatives.find((set) => set.every((scope) => scopes.includes(scope)));
    if (asked !== undefined) return asked;
  }
  return alternatives[0] ?? [];
}

export type ScopeExamination = {
  /** The largest ready-made set all of whose operations the grant serves; null when not even the smallest. */
  scopeSet: ScopeSetName | null;
  /** Every tool, in the catalogue's order. */
  tools: { name: string; missingScopes: string[] }[];
  scopeSets: { name: ScopeSetName; missingScopes: string[] }[];
};

/** What a grant is good for. */
export function examineScopes(granted: readonly string[]): ScopeExamination {
  const sets = scopeSets().map(({ name, operations }) => ({
    name,
    missingScopes: missingScopes({ endpoints: operations }, granted),
  }));
  const whole = granted.length === 0 ? undefined : sets.findLast(({ missingScopes: missing }) => missing.length === 0);
  return {
    scopeSet: whole?.name ?? null,
    tools: catalogue.map((tool) => ({ name: tool.name, missingScopes: missingScopes(tool, granted) })),
    scopeSets: sets,
  };
}
