import type { Tool } from "@tributary/sdk";

export type NeededScope = {
  scope: string;
  /** Titles of the tools that need it; empty for what the connection itself needs. */
  tools: string[];
  /** What it is for when no tool needs it. */
  purpose?: string;
};

const own: NeededScope[] = [
  { scope: "offline_access", tools: [], purpose: "Keeps the connection alive without asking again every hour" },
  { scope: "read:me", tools: [], purpose: "Shows whose account is connected" },
];

/** Every scope the tools need, by name, then what the connection itself needs. */
export function neededScopes(tools: readonly Tool[]): NeededScope[] {
  const users = new Map<string, string[]>();
  for (const { title, scopes } of tools) {
    for (const scope of scopes) users.set(scope, [...(users.get(scope) ?? []), title]);
  }
  for (const { scope } of own) users.delete(scope);
  const ofTools = [...users].map(([scope, titles]) => ({ scope, tools: [...new Set(titles)] }));
  return [...ofTools.sort((a, b) => (a.scope < b.scope ? -1 : 1)), ...own];
}
