import { describe, expect, test } from "vitest";
import type { Modifiers, Tool, ToolResult } from "./tools.ts";
import { Tributary } from "./tributary.ts";

// Names the compiler does not know, so that requests need not be whole.
const getPage: string = "confluence_get_page";
const createPage: string = "confluence_create_page";

const tool = (name: string, effect: Tool["effect"]): Tool => ({
  name,
  title: name,
  description: "",
  group: "Pages",
  effect,
  idempotent: false,
  inputSchema: { type: "object" },
  outputSchema: { type: "object" },
  scopes: [],
});

const good: ToolResult = { successful: true, data: { id: "42" }, error: null, meta: { callId: "call_1" } };
const bad: ToolResult = {
  successful: false,
  data: null,
  error: { code: "rate_limited", message: "Confluence is busy.", status: 429 },
  meta: { callId: "call_2" },
};

function client(executeAnswers: (() => Response)[]) {
  const seen: { url: URL; body: unknown }[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    seen.push({ url, body: request.body === null ? undefined : await request.json() });
    if (!url.pathname.endsWith("/execute")) {
      return Response.json({ tools: [tool("confluence_get_page", "read"), tool("confluence_create_page", "write")] });
    }
    const next = executeAnswers.shift();
    if (next === undefined) throw new Error("executed once too often");
    return next();
  };
  return { tributary: new Tributary({ baseUrl: "http://t", fetch: answer }), seen };
}

const cut = () => {
  throw new TypeError("fetch failed");
};

describe("tools.get", () => {
  test("sends its filter as the API names it", async () => {
    const { tributary, seen } = client([]);
    const filter = { userId: "ada", toolsets: ["Pages"], tools: ["a", "b"], search: "page" } as const;
    const tools = await tributary.tools.get(filter);
    expect(tools.map(({ name }) => name)).toEqual(["confluence_get_page", "confluence_create_page"]);
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toEqual({
      userId: "ada",
      toolsets: "Pages",
      tools: "a,b",
      search: "page",
    });
  });

  test("sends lists with commas between their items", async () => {
    const { tributary, seen } = client([]);
    await tributary.tools.get({ toolsets: ["Search", "users"], exclude: ["confluence_search"] });
    expect(seen.map(({ url }) => url.search)).toEqual(["?toolsets=Search%2Cusers&exclude=confluence_search"]);
  });
});

describe("tools.execute", () => {
  test("resolves with the result, also when the call failed", async () => {
    const { tributary, seen } = client([() => Response.json(good), () => Response.json(bad, { status: 429 })]);
    expect(await tributary.tools.execute(getPage, { userId: "ada" })).toEqual(good);
    expect(await tributary.tools.execute(getPage, { connectionId: "conn_1", siteId: "s" })).toEqual(bad);
    expect(seen.map(({ body }) => body)).toEqual([
      { userId: "ada", arguments: {} },
      { connectionId: "conn_1", siteId: "s", arguments: {} },
    ]);
  });

  test("throws when the request was refused before the call ran", async () => {
    const refusal = { error: { code: "unauthenticated", message: "No key." } };
    const { tributary } = client([() => Response.json(refusal, { status: 401 })]);
    await expect(tributary.tools.execute(getPage, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("never repeats a failed call that ran, even when it says Retry-After", async () => {
    const { tributary, seen } = client([() => Response.json(bad, { status: 429, headers: { "retry-after": "0" } })]);
    expect(await tributary.tools.execute(createPage, {})).toEqual(bad);
    expect(seen).toHaveLength(1);
  });

  test("repeats a lost answer for a tool known to read, and for no other", async () => {
    const { tributary } = client([cut, () => Response.json(good), cut, cut]);
    await tributary.tools.get();
    expect(await tributary.tools.execute(getPage, {})).toEqual(good);
    await expect(tributary.tools.execute(createPage, {})).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    await expect(tributary.tools.execute("confluence_never_seen", {})).rejects.toMatchObject({
      code: "outcome_unknown",
    });
  });

  test("repeats any tool that was turned away with Retry-After before it ran", async () => {
    const busy = () =>
      Response.json(
        { error: { code: "rate_limited", message: "Later." } },
        { status: 429, headers: { "retry-after": "0" } },
      );
    const { tributary, seen } = client([busy, () => Response.json(good)]);
    expect(await tributary.tools.execute(createPage, {})).toEqual(good);
    expect(seen).toHaveLength(2);
  });

  test("gives a call that waits for a person that much longer", async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      return Response.json(good);
    };
    // The time of an attempt is over by then; the person's is not.
    const wait = async (input: string | URL | Request, init?: RequestInit) => {
      const { signal } = new Request(input, init);
      const cancelled = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
      return Promise.race([slow(), cancelled]);
    };
    const { tools } = new Tributary({ baseUrl: "http://t", fetch: wait, timeoutMs: 40 });
    await expect(tools.execute(createPage, {})).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(await tools.execute(createPage, { waitSeconds: 5 })).toEqual(good);
  });

  test("lets modifiers change what is sent and what comes back", async () => {
    const { tributary, seen } = client([() => Response.json(good)]);
    const result = await tributary.tools.execute(
      "confluence_get_page",
      { userId: "ada", arguments: { pageId: "1" } },
      {
        modifiers: {
          before: ({ request }) => ({ ...request, arguments: { ...request.arguments, format: "text" } }),
          after: async ({ tool: name, request, result: given }) =>
            given.successful ? { ...given, data: { name, sent: request.arguments } } : given,
        },
      },
    );
    expect(seen[0]?.body).toEqual({ userId: "ada", arguments: { pageId: "1", format: "text" } });
    expect(result.data).toEqual({ name: "confluence_get_page", sent: { pageId: "1", format: "text" } });
  });

  test("that return nothing leave the request and the result as they are", async () => {
    const { tributary, seen } = client([() => Response.json(good)]);
    const log: string[] = [];
    const modifiers: Modifiers = {
      before: ({ tool: name }) => void log.push(name),
      after: async ({ result: { successful } }) => void log.push(String(successful)),
    };
    const request = { arguments: { pageId: "42" } };
    expect(await tributary.tools.execute(getPage, request, { modifiers })).toEqual(good);
    expect([log, seen[0]?.body]).toEqual([[getPage, "true"], request]);
  });

  test("sends nothing when a modifier throws", async () => {
    const { tributary, seen } = client([]);
    const before = () => {
      throw new Error("not after six");
    };
    await expect(tributary.tools.execute(getPage, {}, { modifiers: { before } })).rejects.toThrow("six");
    expect(seen).toHaveLength(0);
  });
});

describe("apiCall", () => {
  test("goes through the same door as every tool", async () => {
    const { tributary, seen } = client([() => Response.json(good)]);
    await tributary.apiCall({ userId: "ada", method: "GET", path: "/wiki/api/v2/spaces", query: { limit: 5 } });
    expect(seen[0]?.url.pathname).toBe("/v1/tools/confluence_api_call/execute");
    expect(seen[0]?.body).toEqual({
      userId: "ada",
      arguments: { method: "GET", path: "/wiki/api/v2/spaces", query: { limit: 5 } },
    });
  });
});
