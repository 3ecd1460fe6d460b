/**
 * The names in `expand`, one level at a time: `history.lastUpdated` asks for `history`, and inside it for
 * `lastUpdated`.
 */
export type Expansion = { has(name: string): boolean; inside(name: string): Expansion };

export function expansion(names: Iterable<string>): Expansion {
  const paths = [...names];
  return {
    has: (name) => paths.some((path) => path === name || path.startsWith(`${name}.`)),
    inside: (name) =>
      expansion(paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1))),
  };
}

/** Splits the members of an object into those that are asked for and `_expandable`, which says what could be. */
export function expanded(asked: Expansion, members: Record<string, { here: () => unknown; link?: string }>) {
  const shown: Record<string, unknown> = {};
  const expandable: Record<string, string> = {};
  for (const [name, { here, link = "" }] of Object.entries(members)) {
    if (asked.has(name)) shown[name] = here();
    else expandable[name] = link;
  }
  return { ...shown, _expandable: expandable };
}
