import type { Connections } from "../store/connections.ts";
import type { Store } from "../store/store.ts";

/** A store that tells when a connection was made, or its status or site changed. */
export function watchConnections(store: Store, changed: (id: string) => void): Store {
  const { connections } = store;
  const watched: Connections = {
    ...connections,
    async insert(connection, tokens) {
      await connections.insert(connection, tokens);
      changed(connection.id);
    },
    async update(id, change, now, whileToken) {
      const done = await connections.update(id, change, now, whileToken);
      if (done && (change.status !== undefined || change.siteId !== undefined)) changed(id);
      return done;
    },
    async remove(id) {
      await connections.remove(id);
      changed(id);
    },
  };
  return { ...store, connections: watched };
}
