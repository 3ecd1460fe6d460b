import type { ConnectionDoctor, Tool } from "@tributary/sdk";

export type MissingScope = {
  scope: string;
  /** Titles of the tools that need it. */
  tools: string[];
};

export type Reach = {
  /** How many tools have all the scopes they need. */
  usable: number;
  tools: number;
  /** What was not granted, what the most tools wait for first. */
  missing: MissingScope[];
};

/** How far a connection's scopes reach, and what each missing one would enable. */
export function reachOf(
  doctor: Pick<ConnectionDoctor, "tools">,
  tools: readonly Pick<Tool, "name" | "title">[],
): Reach {
  const titles = new Map(tools.map(({ name, title }) => [name, title]));
  const waiting = new Map<string, string[]>();
  for (const { name, missingScopes } of doctor.tools) {
    for (const scope of missingScopes) waiting.set(scope, [...(waiting.get(scope) ?? []), titles.get(name) ?? name]);
  }
  const missing = [...waiting].map(([scope, waitingTools]) => ({ scope, tools: [...new Set(waitingTools)] }));
  return {
    usable: doctor.tools.filter(({ missingScopes }) => missingScopes.length === 0).length,
    tools: doctor.tools.length,
    missing: missing.sort((a, b) => b.tools.length - a.tools.length || (a.scope < b.scope ? -1 : 1)),
  };
}

/** "Create page, Update page and 8 more". */
export function someOf(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
