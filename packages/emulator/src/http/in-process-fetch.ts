import type { Incoming, Outgoing } from "./exchange.ts";
import { realHost } from "./face.ts";

export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A `fetch` that goes to the handler instead of the network. Understands every host: the handler decides by it. */
export function inProcessFetch(handle: (request: Incoming) => Promise<Outgoing>): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const outgoing = await handle({
      method: request.method,
      url: new URL(request.url),
      headers: Object.fromEntries(request.headers),
      body: async () => new Uint8Array(await request.arrayBuffer()),
    });
    request.signal.throwIfAborted();
    if (outgoing.broken) return brokenResponse(outgoing);
    const response = new Response(bodyFor(outgoing), { status: outgoing.status, headers: headersOf(outgoing) });
    if (request.redirect === "follow" && isRedirect(outgoing)) return followed(handle, request, outgoing);
    return response;
  };
}

const isRedirect = ({ status, headers }: Outgoing) =>
  status >= 300 && status < 400 && typeof headers.location === "string";

/**
 * Follows inside the emulator, from one of Atlassian's hosts to the next as well. Any other host is answered by the
 * redirect itself, as there is no network here. As in a browser, credentials stay with the host they were for.
 */
async function followed(
  handle: (request: Incoming) => Promise<Outgoing>,
  request: Request,
  outgoing: Outgoing,
): Promise<Response> {
  const target = new URL(String(outgoing.headers.location), request.url);
  const sameHost = target.host === new URL(request.url).host;
  if (!sameHost && !realHost.test(target.hostname))
    return new Response(null, { status: outgoing.status, headers: headersOf(outgoing) });
  const headers = new Headers(request.headers);
  if (!sameHost) headers.delete("authorization");
  return inProcessFetch(handle)(target, { headers });
}

function headersOf({ headers }: Outgoing): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value as string]) all.append(name, one);
  }
  return all;
}

/** Statuses without a body must be made with null. */
function bodyFor({ status, body }: Outgoing): string | Uint8Array<ArrayBuffer> | null {
  if (status === 204 || status === 205 || status === 304 || body === null) return null;
  return typeof body === "string" ? body : new Uint8Array(body);
}

function brokenResponse({ status, headers, body, broken }: Outgoing): Response {
  const failure = () =>
    new TypeError("fetch failed", { cause: Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }) });
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
  const kept = bytes.subarray(0, broken?.afterBytes ?? 0);
  if (kept.byteLength === 0) throw failure();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(kept);
    },
    pull(controller) {
      controller.error(failure());
    },
  });
  return new Response(stream, { status, headers: headersOf({ status, headers, body }) });
}
