import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import { errorFromAnswer } from "./atlassian-error.ts";
import { type Endpoint, type EndpointKey, endpoint } from "./endpoints.ts";
import type { Access, SiteAnswer, Transport } from "./transport.ts";

export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined;

export type CallInput = {
  /** Values of the path template's parameters; encoded here. */
  path?: Record<string, string | number>;
  /** Arrays are joined with commas, undefined is left out. */
  query?: Record<string, QueryValue>;
  /** Sent as JSON. */
  body?: unknown;
  /** For error messages: "page 123". */
  what?: string;
};

/** One Confluence site as seen through one connection. */
export type Confluence = {
  /** Calls an operation of the endpoint table and gives its JSON answer. Throws a TributaryError on status ≥ 400. */
  call<T>(key: EndpointKey, input?: CallInput): Promise<T>;
  /** Sends any request; resolves with any answer. */
  raw(request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string | Uint8Array;
    effect: "read" | "write";
  }): Promise<SiteAnswer>;
};

export type ConfluenceOptions = { transport: Transport; access: Access; clock: Clock; signal?: AbortSignal };

export function createConfluence({ transport, access, clock, signal }: ConfluenceOptions): Confluence {
  return {
    async call<T>(key: EndpointKey, input: CallInput = {}) {
      const target = endpoint(key);
      const answer = await transport(access, {
        method: target.method,
        path: expandPath(target, input),
        headers: {
          accept: "application/json",
          "accept-encoding": "gzip",
          ...(input.body !== undefined && { "content-type": "application/json" }),
          // Every v1 write wants this header against cross-site requests; v2 ignores it.
          ...(target.effect !== "read" && { "x-atlassian-token": "no-check" }),
        },
        effect: target.effect === "read" ? "read" : "write",
        ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
        ...(signal !== undefined && { signal }),
      });
      const text = new TextDecoder().decode(answer.body);
      if (answer.status >= 400) {
        const what = input.what ?? `${target.method} ${target.path}`;
        throw errorFromAnswer(
          { status: answer.status, headers: answer.headers, body: text },
          what,
          target.scopes,
          clock.now(),
        );
      }
      return parseJson(text, `${target.method} ${target.path}`) as T;
    },
    raw: (request) => transport(access, { ...request, ...(signal !== undefined && { signal }) }),
  };
}

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
