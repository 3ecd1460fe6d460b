import type { Source } from "@tributary/sdk";

/** The spaces of some sources by name, each once, however many connections bring it. */
export function spacesOf(sources: readonly Pick<Source, "spaces">[]): { key: string; name: string }[] {
  const byKey = new Map(sources.flatMap(({ spaces }) => spaces.map(({ key, name }) => [key, { key, name }] as const)));
  return [...byKey.values()].sort((a, b) => a.name.localeCompare(b.name));
}
