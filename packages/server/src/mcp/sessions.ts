import { randomUUID } from "node:crypto";
import {
  type EventStore,
  type JSONRPCMessage,
  type McpServer,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

export type SessionLimits = {
  /** Above it, the session that was idle longest ends. */
  most: number;
  idleMs: number;
};

type Session = {
  transport: WebStandardStreamableHTTPServerTransport;
  server: McpServer | Server;
  owner: string;
  usedAt: number;
};

/**
 * Sessions of clients of revision 2025-11-25 and before, which open one with `initialize`. They are kept in memory: a
 * client whose session is gone gets 404 and opens a new one, as its revision says. A session serves nobody but the
 * caller that opened it.
 */
export function createSessions(
  now: () => number,
  { most, idleMs }: SessionLimits = { most: 1_000, idleMs: 3_600_000 },
) {
  const sessions = new Map<string, Session>();

  const end = async (id: string): Promise<void> => {
    const session = sessions.get(id);
    sessions.delete(id);
    await session?.server.close();
  };

  const makeRoom = async (): Promise<void> => {
    const old = [...sessions].filter(([, { usedAt }]) => now() - usedAt > idleMs).map(([id]) => id);
    // Least recently used first: a session moves to the end when it is used.
    const tooMany = [...sessions.keys()].slice(0, Math.max(0, sessions.size + 1 - most));
    await Promise.all([...new Set([...old, ...tooMany])].map(end));
  };

  return {
    async open(server: McpServer | Server, owner: string): Promise<WebStandardStreamableHTTPServerTransport> {
      await makeRoom();
      const transport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        eventStore: createEventStore(),
        retryInterval: 2_000,
        onsessioninitialized: (id) => void sessions.set(id, { transport, server, owner, usedAt: now() }),
        onsessionclosed: (id) => end(id),
      });
      await server.connect(transport);
      return transport;
    },
    find(id: string, owner: string): WebStandardStreamableHTTPServerTransport | undefined {
      const session = sessions.get(id);
      if (session === undefined || session.owner !== owner) return undefined;
      session.usedAt = now();
      sessions.delete(id);
      sessions.set(id, session);
      return session.transport;
    },
    /** Whoever does not listen now reads the list anew when it comes back. */
    toolsChanged(): void {
      for (const { server } of sessions.values())
        void Promise.resolve(server.sendToolListChanged()).catch(() => undefined);
    },
    async close(): Promise<void> {
      await Promise.all([...sessions.keys()].map(end));
    },
  };
}

const mostEvents = 200;

/** What a session sent lately, so that a client whose stream broke can go on where it broke. */
function createEventStore(): EventStore {
  const events = new Map<string, { streamId: string; message: JSONRPCMessage }>();
  let count = 0;
  return {
    async storeEvent(streamId, message) {
      const id = `${streamId}_${++count}`;
      events.set(id, { streamId, message });
      const [oldest] = events.keys();
      if (events.size > mostEvents && oldest !== undefined) events.delete(oldest);
      return id;
    },
    async getStreamIdForEventId(id) {
      return events.get(id)?.streamId;
    },
    async replayEventsAfter(lastId, { send }) {
      const last = events.get(lastId);
      if (last === undefined) throw new Error("This stream can not be gone on with: it is too long ago.");
      let after = false;
      for (const [id, { streamId, message }] of [...events]) {
        // An event without content only opens a stream; there is nothing to repeat.
        if (after && streamId === last.streamId && Object.keys(message).length > 0) await send(id, message);
        if (id === lastId) after = true;
      }
      return last.streamId;
    },
  };
}
