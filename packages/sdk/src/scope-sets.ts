import type { RequestOptions } from "./request-options.ts";
import type { Transport } from "./transport.ts";

export type ScopeSetName = "minimal-read" | "standard" | "everything";

/** A ready-made set of Atlassian scopes. Each has all scopes of the one before it. */
export type ScopeSet = {
  name: ScopeSetName;
  title: string;
  description: string;
  scopes: string[];
  /** How many of the tools work with it. */
  tools: number;
};

/** What the granted scopes of a connection are good for. */
export type ConnectionDoctor = {
  /** False for API tokens: their scopes are found out by trying, and nothing is said to be missing. */
  known: boolean;
  /** The largest set the grant has whole; null when not even the smallest. */
  scopeSet: ScopeSetName | null;
  /** Every tool, with the scopes it may need and was not granted. */
  tools: { name: string; missingScopes: string[] }[];
  scopeSets: { name: ScopeSetName; missingScopes: string[] }[];
};

export type ScopeSets = ReturnType<typeof createScopeSets>;

export function createScopeSets(transport: Transport) {
  return {
    /** The smallest first. */
    async list(options: RequestOptions = {}): Promise<ScopeSet[]> {
      const request = { method: "GET", path: "/v1/scope-sets", ...options } as const;
      return (await transport<{ items: ScopeSet[] }>(request)).items;
    },
  };
}
