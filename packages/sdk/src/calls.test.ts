import { expect, test } from "vitest";
import { Tributary } from "./tributary.ts";

test("calls.list sends its filter with every page and the cursor of the page before", async () => {
  const seen: string[] = [];
  const answer = async (input: string | URL | Request) => {
    const { pathname, search } = new URL(String(input));
    seen.push(pathname + search);
    return Response.json(
      seen.length === 1 ? { items: [{ id: "call_2" }], cursor: "n" } : { items: [{ id: "call_1" }] },
    );
  };
  const tributary = new Tributary({ baseUrl: "http://t", fetch: answer });
  const ids: string[] = [];
  for await (const call of tributary.calls.list({ limit: 1, tool: "confluence_get_page" })) ids.push(call.id);
  expect(ids).toEqual(["call_2", "call_1"]);
  expect(seen).toEqual([
    "/v1/calls?limit=1&tool=confluence_get_page",
    "/v1/calls?limit=1&tool=confluence_get_page&cursor=n",
  ]);
});
