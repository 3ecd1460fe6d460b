import { type Answer, readAnswer } from "./read-answer.ts";
import { type Failure, type Repeat, retryDecision } from "./retry-decision.ts";
import { TributaryError } from "./tributary-error.ts";

export type TransportOptions = {
  baseUrl: string;
  apiKey: string | undefined;
  clientName: string;
  fetch: typeof fetch;
  /** Time for one attempt, its body included. */
  timeoutMs: number;
  retries: number;
};

export type ApiRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Begins with a slash; ids in it are already encoded. */
  path: string;
  query?: Record<string, string | number | readonly string[] | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of a body. */
  file?: { content: FileContent; mediaType: string };
  /** What a good answer gives: its JSON (the default), its bytes and headers, or its body as it comes in. */
  answer?: "json" | "bytes" | "stream";
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  /** How long the server may hold the request open on purpose: added to the time of an attempt. */
  heldMs?: number;
  /** Default: `always` for GET, `if-refused` for the rest. */
  repeat?: Repeat;
};

/** What a file may be given as. Text is sent as UTF-8. */
export type FileContent = Uint8Array<ArrayBuffer> | ArrayBuffer | Blob | string;

/** Sends a request and gives the answer's JSON. Throws TributaryError for every other end. */
export type Transport = <T>(request: ApiRequest) => Promise<T>;

export function createTransport(options: TransportOptions): Transport {
  return async <T>(request: ApiRequest): Promise<T> => {
    const repeat = request.repeat ?? (request.method === "GET" ? "always" : "if-refused");
    for (let attempt = 1; ; attempt++) {
      const { answer, error, failure } = await sendOnce(options, request, repeat);
      if (error === undefined) return answer.body as T;
      // The caller's own abort and time limit are final.
      if (failure === undefined) throw error;
      const state = { repeat, attempt, retries: options.retries, random: Math.random() };
      const decision = retryDecision(failure, state);
      if (!decision.retry) throw error;
      await pause(decision.waitMs, request.signal);
    }
  };
}

type Sent =
  | { answer: Answer; error: undefined; failure?: undefined }
  | { answer?: undefined; error: TributaryError; failure: Failure | undefined };

/** One attempt: a good answer, or the error and what is to be judged about it. */
async function sendOnce(options: TransportOptions, request: ApiRequest, repeat: Repeat): Promise<Sent> {
  const { signal } = request;
  if (signal?.aborted) return { error: cancelled(request, signal), failure: undefined };
  const timeoutMs = (request.timeoutMs ?? options.timeoutMs) + (request.heldMs ?? 0);
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const abort = () => controller.abort();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const response = await options.fetch(urlOf(options.baseUrl, request), {
      method: request.method,
      headers: {
        accept: "application/json",
        "x-tributary-client": options.clientName,
        ...(options.apiKey !== undefined && { authorization: `Bearer ${options.apiKey}` }),
        ...(request.body !== undefined && { "content-type": "application/json" }),
        ...(request.file !== undefined && { "content-type": request.file.mediaType }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      ...(request.file !== undefined && { body: request.file.content }),
      signal: controller.signal,
    });
    if (request.answer === "stream" && response.ok) {
      const { status, body } = response;
      return { answer: { status, body, error: undefined, judged: false, retryAfterMs: undefined }, error: undefined };
    }
    if (request.answer === "bytes" && response.ok) return { answer: await buffered(response), error: undefined };
    const answer = await readAnswer(response, Date.now());
    const { error, status, retryAfterMs, judged } = answer;
    if (error === undefined) return { answer, error };
    return { error, failure: { kind: "answer", status, retryAfterMs, judged } };
  } catch (thrown) {
    if (signal?.aborted) return { error: cancelled(request, signal), failure: undefined };
    if (timedOut) return { error: lost(request, repeat, `no answer came within ${timeoutMs} ms`), failure: undefined };
    if (neverSent(thrown)) return { error: unreachable(options, thrown), failure: { kind: "not-sent" } };
    return { error: lost(request, repeat, "the connection broke", thrown), failure: { kind: "no-answer" } };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Read here, within the time of the attempt. */
async function buffered(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const body = { bytes: new Uint8Array(await response.arrayBuffer()), headers };
  return { status, body, error: undefined, judged: false, retryAfterMs: undefined };
}

function unreachable({ baseUrl }: TransportOptions, cause: unknown): TributaryError {
  return new TributaryError(
    {
      code: "upstream_unreachable",
      message: `The Tributary server at ${baseUrl} could not be reached.`,
      status: 0,
      hint: "Nothing was sent. Check that the server runs and that baseUrl is right.",
    },
    { cause },
  );
}

/** The request left and no answer came: harmless when it only reads, otherwise its outcome is unknown. */
function lost({ method, path }: ApiRequest, repeat: Repeat, why: string, cause?: unknown): TributaryError {
  if (repeat === "if-refused") {
    return new TributaryError(
      {
        code: "outcome_unknown",
        message: `${method} ${path} was sent, but ${why}: it may or may not have been carried out.`,
        status: 0,
        hint: "Look before you send it again: calls.list() shows what the server did.",
      },
      { cause },
    );
  }
  return new TributaryError(
    {
      code: cause === undefined ? "timeout" : "upstream_unreachable",
      message: `${method} ${path}: ${why}.`,
      status: 0,
      hint:
        cause === undefined
          ? "Raise timeoutMs if this may take longer."
          : "Check that the server runs and that baseUrl is right.",
    },
    { cause },
  );
}

/** Node's names for failures before the first byte left. Elsewhere the cause is hidden, and we assume the worse. */
function neverSent(thrown: unknown): boolean {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"].includes(String(code));
}

function cancelled({ method, path }: ApiRequest, signal: AbortSignal): TributaryError {
  return new TributaryError(
    { code: "cancelled", message: `${method} ${path} was cancelled.`, status: 0 },
    { cause: signal.reason },
  );
}

/** Waits, or throws `cancelled` as soon as the signal is aborted. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(
        new TributaryError(
          { code: "cancelled", message: "Waiting was cancelled.", status: 0 },
          { cause: signal?.reason },
        ),
      );
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

function urlOf(baseUrl: string, { path, query = {} }: ApiRequest): string {
  const url = new URL(baseUrl + path);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    url.searchParams.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return url.href;
}
