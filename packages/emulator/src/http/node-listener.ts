import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ClientGone, type Incoming, type Outgoing } from "./exchange.ts";

type Handler = (request: Incoming) => Promise<Outgoing>;

export type Listener = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Serves `handle` on 127.0.0.1; port 0 takes a free one. */
export async function listenOn(port: number, handle: Handler): Promise<Listener> {
  const server = createServer((request, response) => {
    void answer(handle, request, response);
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(unavailable(port, error)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, port: taken, close: () => closeServer(server) };
}

function unavailable(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code === "EADDRINUSE") return new Error(`Port ${port} is already in use.`, { cause: error });
  if (error.code === "EACCES") return new Error(`Port ${port} may not be used by this account.`, { cause: error });
  return error;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(handle: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const outgoing = await handle(toIncoming(request));
    if (outgoing.broken) breakOff(response, outgoing);
    else
      response
        .writeHead(outgoing.status, outgoing.headers as Record<string, string | string[]>)
        .end(outgoing.body ?? undefined);
  } catch (error) {
    if (!response.headersSent) response.writeHead(400, { "content-type": "text/plain" });
    response.end(error instanceof TypeError ? "Bad request" : "Request failed");
  }
}

function toIncoming(request: IncomingMessage): Incoming {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(", ") : value;
  let bytes: Promise<Uint8Array> | undefined;
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", `http://${headers.host ?? "127.0.0.1"}`),
    headers,
    body: () => (bytes ??= readAll(request)),
  };
}

async function readAll(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The only thing that ends this stream early is the other side.
    throw new ClientGone();
  }
  return Buffer.concat(chunks);
}

/** Plays a broken connection: nothing at all, or a body that stops short of its announced length. */
function breakOff(response: ServerResponse, { status, headers, body, broken }: Outgoing): void {
  const bytes = Buffer.from(body ?? "");
  const kept = bytes.subarray(0, broken?.afterBytes ?? 0);
  if (kept.byteLength === 0) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    ...(headers as Record<string, string | string[]>),
    "content-length": String(bytes.byteLength),
  });
  response.write(kept, () => response.destroy());
}
