/** One request and one answer, as plain data, so that the listener and the in-process `fetch` share everything behind them. */
export type Incoming = {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: () => Promise<Uint8Array>;
};

export type Outgoing = {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | readonly string[]>;
  body: string | Uint8Array | null;
  /** Set by a fault: close the connection instead of answering, or after so many bytes of the body. */
  broken?: { afterBytes: number } | undefined;
};

export function jsonAnswer(status: number, value: unknown, headers: Outgoing["headers"] = {}): Outgoing {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

export function htmlAnswer(status: number, html: string, headers: Outgoing["headers"] = {}): Outgoing {
  return { status, headers: { "content-type": "text/html;charset=UTF-8", ...headers }, body: html };
}

export function redirectAnswer(location: string, headers: Outgoing["headers"] = {}): Outgoing {
  return { status: 302, headers: { location, ...headers }, body: null };
}

/** The client closed the connection before its request was whole: nobody waits for an answer, and nothing went wrong here. */
export class ClientGone extends Error {
  constructor() {
    super("The client closed the connection.");
    this.name = "ClientGone";
  }
}
