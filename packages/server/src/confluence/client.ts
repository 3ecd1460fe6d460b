import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import { errorFromAnswer } from "./atlassian-error.ts";
import { type Endpoint, type EndpointKey, endpoint, matchEndpoint } from "./endpoints.ts";
import { mediaAddress } from "./media-address.ts";
import type { Meter } from "./points.ts";
import type { Priority } from "./rate-budget.ts";
import type { Access, SiteAnswer, Transport } from "./transport.ts";

export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined;

export type CallInput = {
  /** Values of the path template's parameters; encoded here. */
  path?: Record<string, string | number>;
  /** Arrays are joined with commas, undefined is left out. */
  query?: Record<string, QueryValue>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as multipart/form-data, instead of a body. */
  form?: FormData;
  /** For error messages: "page 123". */
  what?: string;
};

/** One Confluence site as seen through one connection. */
export type Confluence = {
  /** Calls an operation of the endpoint table and gives its JSON answer. Throws a TributaryError on status ≥ 400. */
  call<T>(key: EndpointKey, input?: CallInput): Promise<T>;
  /**
   * Calls an operation that answers with a redirect to a file, and fetches the file without authorization, so that the
   * token stays with the API. Throws as `call` does, and `payload_too_large` for more than `mostBytes`.
   */
  download(key: EndpointKey, input: CallInput & { mostBytes: number }): Promise<Uint8Array>;
  /** Sends any request; resolves with any answer. */
  raw(request: RawRequest): Promise<SiteAnswer>;
  /** Where requests are judged: throws what `raw` would throw before it sends. */
  judgeRaw?(request: RawRequest): Promise<unknown>;
};

export type RawRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  effect: "read" | "write";
};

export type ConfluenceOptions = {
  transport: Transport;
  access: Access;
  clock: Clock;
  signal?: AbortSignal;
  /** Adds up the points and requests of everything sent to the API through this client. */
  meter?: Meter;
  /** Default: interactive. */
  priority?: Priority;
  /** How long background requests wait for a limit's end before they fail; as long as it takes when absent. */
  patienceMs?: number;
};

/** Files take longer than JSON. */
const fileTimeoutMs = 5 * 60_000;

export function createConfluence({ transport, access, clock, ...each }: ConfluenceOptions): Confluence {
  const send = async (key: EndpointKey, input: CallInput, mostBytes?: number): Promise<SiteAnswer> => {
    const target = endpoint(key);
    const form = input.form === undefined ? undefined : new Response(input.form);
    const body = form === undefined ? jsonBody(input) : new Uint8Array(await form.arrayBuffer());
    const answer = await transport(access, {
      method: target.method,
      path: expandPath(target, input),
      headers: {
        accept: "application/json",
        "accept-encoding": "gzip",
        ...(body !== undefined && { "content-type": form?.headers.get("content-type") ?? "application/json" }),
        // Every v1 write wants this header against cross-site requests; v2 ignores it.
        ...(target.effect !== "read" && { "x-atlassian-token": "no-check" }),
      },
      effect: target.effect === "read" ? "read" : "write",
      endpoint: key,
      ...(body !== undefined && { body }),
      ...(form !== undefined && { timeoutMs: fileTimeoutMs }),
      ...(mostBytes !== undefined && { mostBytes }),
      ...each,
    });
    if (answer.status < 400) return answer;
    const { status, headers } = answer;
    const what = input.what ?? `${target.method} ${target.path}`;
    const text = new TextDecoder().decode(answer.body);
    throw errorFromAnswer({ status, headers, body: text }, what, target.scopes, clock.now(), {
      operation: { method: target.method, path: target.path, key },
      ...(access.scopes !== undefined && { granted: access.scopes }),
    });
  };
  return {
    async call<T>(key: EndpointKey, input: CallInput = {}) {
      const answer = await send(key, input);
      if (answer.json !== undefined) return answer.json as T;
      const { method, path } = endpoint(key);
      return parseJson(new TextDecoder().decode(answer.body), `${method} ${path}`) as T;
    },
    async download(key, { mostBytes, ...input }) {
      let answer = await send(key, input, mostBytes);
      let url = new URL(access.baseUrl);
      for (let hops = 0; isRedirect(answer) && hops < mostHops; hops++) {
        url = mediaAddress(answer.headers.get("location") ?? "", url);
        answer = await transport(anonymousAt(url.origin), {
          method: "GET",
          path: url.pathname + url.search,
          effect: "read",
          timeoutMs: fileTimeoutMs,
          mostBytes,
          ...(each.signal !== undefined && { signal: each.signal }),
        });
      }
      if (answer.status === 200) return answer.body;
      throw new TributaryError("upstream_error", `${url.host} answered ${answer.status} instead of the file.`, {
        hint: "Try again: addresses of files hold for a short time only.",
      });
    },
    async raw(request) {
      const { method } = request;
      const asked = request.path.split("?")[0] ?? "";
      const known = matchEndpoint(method, asked)?.endpoint;
      const answer = await transport(access, {
        ...request,
        ...(known !== undefined && { endpoint: known.key }),
        ...each,
      });
      if (answer.status < 400) return answer;
      const operation = known === undefined ? { method, path: asked } : { method, path: known.path, key: known.key };
      return { ...answer, asked: { operation, ...(access.scopes !== undefined && { granted: access.scopes }) } };
    },
  };
}

const jsonBody = ({ body }: CallInput) => (body === undefined ? undefined : JSON.stringify(body));

const mostHops = 5;
const isRedirect = ({ status, headers }: SiteAnswer) => status >= 300 && status < 400 && headers.has("location");

/** The address of a file carries its own right to read; the connection's token is none of its host's business. */
const anonymousAt = (baseUrl: string): Access => ({
  baseUrl,
  authorize: async () => ({ header: undefined, fresh: undefined }),
});

function parseJson(text: string, what: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TributaryError("upstream_error", `Confluence answered ${what} with something that is not JSON.`, {
      hint: "A proxy between this machine and Atlassian may have answered instead.",
      cause,
    });
  }
}

function expandPath(target: Endpoint, input: CallInput): string {
  const path = target.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = input.path?.[name];
    if (value === undefined || value === "") throw new Error(`${target.key} needs the path parameter ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined) continue;
    query.append(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
