import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Tributary, type TributaryOptions } from "./tributary.ts";
import { TributaryError } from "./tributary-error.ts";

const open: Server[] = [];
const closeAll = async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
};
afterEach(closeAll);

/** A real server on a free port, and a client of it. */
async function serve(listener: RequestListener, options: Partial<TributaryOptions> = {}) {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  return new Tributary({ baseUrl: `http://127.0.0.1:${port}`, apiKey: "trb_test", ...options });
}

/** A client whose requests are answered one after the other by the given functions. */
function scripted(answers: (() => Response | Promise<Response>)[], options: Partial<TributaryOptions> = {}) {
  const requests: Request[] = [];
  const fetchScripted = async (input: string | URL | Request, init?: RequestInit) => {
    requests.push(new Request(input, init));
    const answer = answers.shift();
    if (answer === undefined) throw new Error("more requests were made than expected");
    return answer();
  };
  const client = new Tributary({ baseUrl: "http://tributary.test/prefix/", fetch: fetchScripted, ...options });
  return { client, requests };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

async function failure(promise: PromiseLike<unknown>): Promise<TributaryError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof TributaryError) return thrown;
    throw thrown;
  }
  throw new Error("it should have failed");
}

describe("a request", () => {
  test("carries the key, keeps the base URL's path and sends JSON", async () => {
    const { client, requests } = scripted([() => json({ id: "conn_1" })], { apiKey: "trb_secret" });
    await client.connections.rename("conn 1/x", "Docs");
    const [request] = requests;
    expect(request?.url).toBe("http://tributary.test/prefix/v1/connections/conn%201%2Fx");
    expect(request?.method).toBe("PATCH");
    expect(request?.headers.get("authorization")).toBe("Bearer trb_secret");
    expect(await request?.json()).toEqual({ name: "Docs" });
  });

  test.each(["http://t", "http://t/", "http://t/v1", "http://t/v1/", "http://t//"])(
    "goes to /v1 of %s",
    async (baseUrl) => {
      const { client, requests } = scripted([() => json({ status: "ok", version: "1" })], { baseUrl });
      await client.health();
      expect(requests[0]?.url).toBe("http://t/v1/health");
    },
  );

  test("sends no authorization without a key, so that the session cookie counts", async () => {
    const { client, requests } = scripted([() => json({ status: "ok", version: "0.1.0" })]);
    expect(await client.health()).toEqual({ status: "ok", version: "0.1.0" });
    expect(requests[0]?.headers.has("authorization")).toBe(false);
    expect(requests[0]?.headers.get("x-tributary-client")).toBe("sdk");
  });

  test("never shows the key when the client is printed", async () => {
    const { inspect } = await import("node:util");
    const { client } = scripted([], { apiKey: "trb_secret" });
    expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain("trb_secret");
  });

  test("is refused before it is made when baseUrl is not a URL", () => {
    expect(() => new Tributary({ baseUrl: "localhost" })).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});

describe("an error answer", () => {
  test("becomes one error with everything the server said", async () => {
    const error = {
      code: "version_conflict",
      message: "Page 42 is at version 7.",
      status: 409,
      hint: "Read it again.",
      atlassian: { status: 409, message: "Version must be incremented" },
      details: { version: 7 },
    };
    const { client } = scripted([() => json({ error }, 409, { "x-request-id": "req_1" })]);
    const thrown = await failure(client.me());
    expect(thrown).toMatchObject({ ...error, requestId: "req_1", name: "TributaryError" });
  });

  test.each([
    [401, "unauthenticated"],
    [404, "not_found"],
    [413, "payload_too_large"],
    [418, "upstream_error"],
    [500, "internal"],
  ])("of a proxy (HTTP %i) gets the code that fits: %s", async (status, code) => {
    const { client } = scripted([() => new Response("<h1>Oops</h1>", { status })]);
    expect(await failure(client.me())).toMatchObject({ code, status, hint: expect.stringContaining("baseUrl") });
  });

  test("with a code this version does not know gets the one that fits its status", async () => {
    const { client } = scripted([() => json({ error: { code: "brand_new", message: "Something new." } }, 409)]);
    expect(await failure(client.me())).toMatchObject({ code: "conflict", message: "Something new." });
  });

  test.each([["{broken"], ["<html>login</html>"], ["42 apples"]])(
    "that is fine but not JSON (%s) is refused",
    async (text) => {
      const { client } = scripted([() => new Response(text, { status: 200 })]);
      expect(await failure(client.me())).toMatchObject({ code: "upstream_error", status: 200 });
    },
  );

  test("without content is fine where nothing is expected", async () => {
    const { client } = scripted([() => new Response(null, { status: 204 })]);
    expect(await client.session.signOut()).toBeUndefined();
  });
});

describe("retries", () => {
  test("wait as long as Retry-After says, in seconds or as a date", async () => {
    const { client, requests } = scripted([
      () => json({ error: { code: "rate_limited", message: "Slow down." } }, 429, { "retry-after": "0" }),
      () => json({}, 503, { "retry-after": new Date(Date.now() - 1000).toUTCString() }),
      () => json({ kind: "agent", id: "agt_1", name: "Docs" }),
    ]);
    expect(await client.me()).toMatchObject({ id: "agt_1" });
    expect(requests).toHaveLength(3);
  });

  test("end after the number allowed, with the last error and what the server asked for", async () => {
    const busy = () => json({ error: { code: "rate_limited", message: "Slow down." } }, 429, { "retry-after": "0" });
    const { client, requests } = scripted([busy, busy], { retries: 1 });
    expect(await failure(client.me())).toMatchObject({ code: "rate_limited", retryAfterMs: 0 });
    expect(requests).toHaveLength(2);
  });

  test("repeat a read whose connection was cut", async () => {
    let count = 0;
    const client = await serve((request, response) => {
      if (++count === 1) return void request.socket.destroy();
      response.end('{"tools":[]}');
    });
    expect(await client.tools.get()).toEqual([]);
    expect(count).toBe(2);
  });

  test("repeat even a write when the server was not there at all, and say so in the end", async () => {
    const client = await serve(() => {}, { retries: 1 });
    await closeAll();
    const error = await failure(client.connections.initiate({ userId: "ada" }));
    expect(error).toMatchObject({ code: "upstream_unreachable", status: 0, hint: expect.stringContaining("Nothing") });
  });

  test("never repeat a write whose connection was cut", async () => {
    let count = 0;
    const client = await serve((request) => {
      count++;
      request.socket.destroy();
    });
    const error = await failure(client.connections.initiate({ userId: "ada" }));
    expect(error).toMatchObject({ code: "outcome_unknown", status: 0 });
    expect(count).toBe(1);
  });
});

describe("ending early", () => {
  test("an abort ends the request, and its reason is kept", async () => {
    const client = await serve(() => {});
    const controller = new AbortController();
    const reason = new Error("the person left");
    setTimeout(() => controller.abort(reason), 20);
    const error = await failure(client.me({ signal: controller.signal }));
    expect(error).toMatchObject({ code: "cancelled", status: 0, cause: reason });
  });

  test("an abort before the request keeps it from being sent", async () => {
    const { client, requests } = scripted([]);
    expect(await failure(client.me({ signal: AbortSignal.abort() }))).toMatchObject({ code: "cancelled" });
    expect(requests).toHaveLength(0);
  });

  test("an abort ends the wait between two attempts", async () => {
    const { client } = scripted([() => json({}, 429, { "retry-after": "20" })]);
    const started = Date.now();
    const signal = AbortSignal.timeout(30);
    expect(await failure(client.me({ signal }))).toMatchObject({ code: "cancelled" });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  test("a read that takes too long is a timeout, a write then has an unknown outcome", async () => {
    const client = await serve(() => {}, { timeoutMs: 40 });
    expect(await failure(client.me())).toMatchObject({ code: "timeout" });
    expect(await failure(client.tools.execute("confluence_create_page" as string, { userId: "ada" }))).toMatchObject({
      code: "outcome_unknown",
      message: expect.stringContaining("40 ms"),
    });
  });

  test("a body that stops half way counts as no answer", async () => {
    const client = await serve(
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"status":');
      },
      { timeoutMs: 60 },
    );
    expect(await failure(client.health())).toMatchObject({ code: "timeout" });
  });

  test("signals are let go of when a request is done", async () => {
    const { client } = scripted([() => json({ status: "ok", version: "1" })]);
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await client.health({ signal });
    expect(listeners).toBe(0);
  });
});

describe("an error", () => {
  test("keeps its message and the request's id as JSON", async () => {
    const error = { code: "not_found", message: "There is no page 1.", status: 404, hint: "Search for it." };
    const { client } = scripted([() => json({ error }, 404, { "x-request-id": "req_1" })]);
    const thrown = await failure(client.me());
    expect(JSON.parse(JSON.stringify(thrown))).toEqual({ ...error, requestId: "req_1" });
  });
});

describe("without a baseUrl", () => {
  afterEach(() => vi.unstubAllEnvs());
  const seen: Request[] = [];
  const fetchSeen = async (input: string | URL | Request, init?: RequestInit) => {
    seen.push(new Request(input, init));
    return json({});
  };

  test("the environment says which server and which key", async () => {
    vi.stubEnv("TRIBUTARY_URL", "http://tributary.test");
    vi.stubEnv("TRIBUTARY_API_KEY", "trib_env");
    await new Tributary({ fetch: fetchSeen }).me();
    expect([seen.at(-1)?.url, seen.at(-1)?.headers.get("authorization")]).toEqual([
      "http://tributary.test/v1/me",
      "Bearer trib_env",
    ]);
  });

  test("its key goes to no server that is named in the program", async () => {
    vi.stubEnv("TRIBUTARY_URL", "http://tributary.test");
    vi.stubEnv("TRIBUTARY_API_KEY", "trib_env");
    await new Tributary({ baseUrl: "http://other.test", fetch: fetchSeen }).me();
    expect(seen.at(-1)?.headers.get("authorization")).toBeNull();
  });

  test("and without an environment the error says what is missing", () => {
    vi.stubEnv("TRIBUTARY_URL", undefined);
    expect(() => new Tributary()).toThrow("No Tributary server was named.");
  });
});
