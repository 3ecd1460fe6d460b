import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How long what is under way may take to end, in milliseconds. */
const patienceMs = 5_000;

/**
 * Gives the function that closes a server once what is under way has ended. Connections on which nobody ever asked
 * anything, as browsers and Node's own client open them ahead, are not waited for: Node itself takes them for busy.
 */
export function closable(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const closeUnused = () => {
      server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    };
    closeUnused();
    // One whose answer goes out now is kept open for the next request: it is idle a moment later.
    const idle = setInterval(closeUnused, 50);
    const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
    await closed;
    clearInterval(idle);
    clearTimeout(impatience);
  };
}
