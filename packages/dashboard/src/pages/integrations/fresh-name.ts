import type { Connection } from "@tributary/sdk";

/** A name for a new connection that none of the others in use has: Confluence, Confluence 2, … */
export function freshName(connections: readonly Pick<Connection, "name" | "status">[]): string {
  const taken = new Set(connections.filter(({ status }) => status !== "disconnected").map(({ name }) => name));
  for (let count = 1; ; count++) {
    const name = count === 1 ? "Confluence" : `Confluence ${count}`;
    if (!taken.has(name)) return name;
  }
}
