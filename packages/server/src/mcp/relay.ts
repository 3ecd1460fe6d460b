import { readServerEvents } from "./server-events.ts";

type Json = Record<string, unknown>;
export type Message = Json & { id?: string | number | null; method?: string; params?: Json };

export type RelayOptions = {
  /** The MCP address of the server, and a key for it. Asked for each message: a server may come back with others. */
  where(): { url: string; apiKey: string };
  fetch: typeof fetch;
  /** Takes what the server says. */
  write(message: Message): void;
};

export type Relay = {
  /** Passes on one message of the client; resolves when everything it brought about was written. Never throws. */
  handle(message: Message): Promise<void>;
  /** Breaks off what is under way and ends the session. */
  close(): Promise<void>;
};

/** What a request of revision 2026-07-28 and later carries in `params._meta`. */
const versionKey = "io.modelcontextprotocol/protocolVersion";

/**
 * Carries the messages of a client on standard input to a server's MCP address, and its answers back. It understands
 * only what the two transports do differently: headers, sessions, and how a request is called off.
 */
export function createRelay({ where, fetch, write }: RelayOptions): Relay {
  const running = new Map<string | number, AbortController>();
  const closing = new AbortController();
  let session: { id: string; version: string } | undefined;
  let opening: Message | undefined;
  let reopened: Promise<void> | undefined;

  async function send(message: Message, signal: AbortSignal): Promise<Response> {
    const { url, apiKey } = where();
    const response = await fetch(url, {
      method: "POST",
      headers: { ...common(apiKey), ...headersOf(message, session), "content-type": "application/json" },
      body: JSON.stringify(message),
      signal,
    });
    const id = response.headers.get("mcp-session-id");
    if (id !== null && message.method === "initialize") session = { id, version: "2025-11-25" };
    return response;
  }

  /** A server that was started anew knows no sessions of before: the client's own opening is said again, once for all who ask. */
  async function sendInSession(message: Message, signal: AbortSignal): Promise<Response> {
    await reopened;
    const used = session;
    const response = await send(message, signal);
    if (response.status !== 404 || used === undefined || opening === undefined) return response;
    await response.body?.cancel();
    if (session === used) reopened = reopen(opening).finally(() => (reopened = undefined));
    await reopened;
    return send(message, signal);
  }

  async function reopen(first: Message): Promise<void> {
    session = undefined;
    await (await send(first, closing.signal)).text();
    await (await send({ jsonrpc: "2.0", method: "notifications/initialized" }, closing.signal)).text();
    void listen();
  }

  async function deliver(message: Message, response: Response): Promise<void> {
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("text/event-stream") && response.body !== null) {
      for await (const data of readServerEvents(response.body)) pass(message, JSON.parse(data) as Message);
      return;
    }
    const text = await response.text();
    if (text === "") return;
    const body = parse(text);
    for (const one of Array.isArray(body) ? body : [body]) {
      if (one?.jsonrpc === "2.0") pass(message, one);
      else if (message.id !== undefined) write(failure(message.id, refusal(response.status, one)));
    }
  }

  function pass(asked: Message, answer: Message): void {
    const version = (answer.result as Json | undefined)?.protocolVersion;
    if (asked.method === "initialize" && session !== undefined && typeof version === "string")
      session = { ...session, version };
    // An answer to a request nobody could read has no id; here it can only be this one.
    write(answer.id === null && asked.id !== undefined ? { ...answer, id: asked.id } : answer);
  }

  /** In a session the server also speaks unasked, on a stream of its own. */
  async function listen(): Promise<void> {
    if (session === undefined) return;
    const { url, apiKey } = where();
    const headers = { ...common(apiKey), ...headersOf({}, session), accept: "text/event-stream" };
    const response = await fetch(url, { headers, signal: closing.signal }).catch(() => undefined);
    if (!response?.ok || response.body === null) return;
    try {
      for await (const data of readServerEvents(response.body)) write(JSON.parse(data) as Message);
    } catch {
      // The stream ends with the server; the next message finds out whether it is there again.
    }
  }

  return {
    async handle(message) {
      const { id, method } = message;
      if (method === "notifications/cancelled") running.get(message.params?.requestId as string)?.abort();
      // Of what has no session, the end of its request was all there is to say.
      if (method === "notifications/cancelled" && session === undefined) return;
      if (method === "initialize") opening = message;
      const asks = method !== undefined && id !== undefined && id !== null;
      const controller = new AbortController();
      if (asks) running.set(id, controller);
      try {
        const signal = AbortSignal.any([controller.signal, closing.signal]);
        await deliver(message, await sendInSession(message, signal));
        if (method === "notifications/initialized") void listen();
      } catch (error) {
        const calledOff = controller.signal.aborted || closing.signal.aborted;
        if (asks && !calledOff)
          write(
            failure(id, `The server at ${where().url} cannot be reached: ${reason(error)}. Check that it runs there.`),
          );
      } finally {
        if (asks) running.delete(id);
      }
    },
    async close() {
      closing.abort();
      if (session === undefined) return;
      const { url, apiKey } = where();
      const headers = { ...common(apiKey), ...headersOf({}, session) };
      await fetch(url, { method: "DELETE", headers, signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    },
  };
}

const common = (apiKey: string) => ({
  authorization: `Bearer ${apiKey}`,
  accept: "application/json, text/event-stream",
});

function headersOf(
  { method, params }: Message,
  session: { id: string; version: string } | undefined,
): Record<string, string> {
  const version = (params?._meta as Json | undefined)?.[versionKey];
  if (typeof version !== "string") {
    if (session === undefined || method === "initialize") return {};
    return { "mcp-session-id": session.id, "mcp-protocol-version": session.version };
  }
  const name = nameOf(method, params);
  return {
    "mcp-protocol-version": version,
    ...(method !== undefined && { "mcp-method": method }),
    ...(name !== undefined && { "mcp-name": headerValue(name) }),
  };
}

/** What the header Mcp-Name repeats of a request. */
function nameOf(method: string | undefined, params: Json | undefined): string | undefined {
  const name = method === "resources/read" ? params?.uri : params?.name;
  const named = method === "tools/call" || method === "prompts/get" || method === "resources/read";
  return named && typeof name === "string" ? name : undefined;
}

/** Headers carry visible ASCII; the protocol wraps anything else. */
const headerValue = (text: string): string =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.startsWith("=?base64?")
    ? text
    : `=?base64?${Buffer.from(text).toString("base64")}?=`;

/** The words of fetch say nothing, those of its cause do. */
function reason(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message !== "" ? cause.message : message;
}

const failure = (id: Message["id"], message: string): Message => ({
  jsonrpc: "2.0",
  id: id ?? null,
  error: { code: -32_000, message },
});

/** What stood in the server's way before MCP was spoken: a key, an address. */
function refusal(status: number, body: Json | undefined): string {
  const { message, hint } = (body?.error ?? {}) as { message?: string; hint?: string };
  return message === undefined ? `The server answered ${status}.` : `${message}${hint === undefined ? "" : ` ${hint}`}`;
}

function parse(text: string): (Message & Json) | (Message & Json)[] | undefined {
  try {
    return JSON.parse(text) as Message & Json;
  } catch {
    return undefined;
  }
}
