import type { Tool } from "@tributary/sdk";

export type NeededScope = {
  scope: string;
  /** Titles of the tools that need it; empty for what the connection itself needs. */
  tools: string[];
  /** What it is for when no tool needs it. */
  purpose?: string;
};

const purposes: Record<string, string> = {
  offline_access: "Keeps the connection alive without asking again every hour",
  "read:me": "Shows whose account is connected",
};

/** The scopes of a set with the tools that need them: first those of tools, by name, then what serves the connection. */
export function neededScopes(scopes: readonly string[], tools: readonly Tool[]): NeededScope[] {
  const needed = scopes.map((scope): NeededScope => {
    const users = tools.filter((tool) => tool.scopes.includes(scope)).map(({ title }) => title);
    const purpose = purposes[scope] ?? (users.length === 0 ? "Keeps the search index up to date" : undefined);
    return purpose === undefined ? { scope, tools: [...new Set(users)] } : { scope, tools: [], purpose };
  });
  const own = ({ scope }: NeededScope) => (scope in purposes ? 1 : 0);
  return needed.sort((a, b) => own(a) - own(b) || (a.scope < b.scope ? -1 : 1));
}
