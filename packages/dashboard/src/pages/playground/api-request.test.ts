import { describe, expect, test } from "vitest";
import { apiArguments, emptyRequest, placeholders } from "./api-request.ts";
import { readSaved, withSaved, writeSaved } from "./saved-requests.ts";

const pair = (name: string, value: string, id = 0) => ({ id, name, value });

describe("apiArguments", () => {
  test("sends what was filled in, a name given twice as a list", () => {
    const { args, problem } = apiArguments({
      ...emptyRequest,
      method: "POST",
      path: "/wiki/api/v2/pages/{id}/properties/{key}",
      pathParams: { id: "7", key: "mood", old: "x" },
      query: [pair("limit", "5"), pair("sort", "a"), pair("sort", "b"), pair("", "lost")],
      headers: [pair("X-Test", "1")],
      body: '[{"a": 1}]',
    });
    expect(problem).toBeUndefined();
    expect(args).toEqual({
      method: "POST",
      path: "/wiki/api/v2/pages/{id}/properties/{key}",
      pathParams: { id: "7", key: "mood" },
      query: { limit: "5", sort: ["a", "b"] },
      headers: { "X-Test": "1" },
      body: [{ a: 1 }],
    });
  });

  test("sends text as it is, and no body with GET", () => {
    expect(apiArguments({ ...emptyRequest, method: "PUT", body: "plain" }).args.body).toBe("plain");
    expect(apiArguments({ ...emptyRequest, body: "{}" }).args).not.toHaveProperty("body");
  });

  test("says what is missing", () => {
    expect(apiArguments({ ...emptyRequest, path: "wiki" }).problem).toMatch(/slash/);
    expect(apiArguments({ ...emptyRequest, path: "/wiki/{id}" }).problem).toBe("id has no value.");
    expect(apiArguments({ ...emptyRequest, method: "POST", body: "{oops" }).problem).toMatch(/not JSON/);
  });

  test("placeholders are named once each", () => {
    expect(placeholders("/a/{id}/b/{id}/{other}")).toEqual(["id", "other"]);
  });
});

describe("saved requests", () => {
  test("come back as they were saved, the newest under its name", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    };
    const one = { name: "Spaces", request: { ...emptyRequest, query: [pair("limit", "5")] } };
    const two = { name: "Spaces", request: { ...emptyRequest, method: "POST" as const } };
    const other = { name: "A first", request: emptyRequest };
    expect(writeSaved(storage, withSaved(withSaved([one], two), other))).toBe(true);
    expect(readSaved(storage)).toEqual([other, two]);
  });

  test("what cannot be read is left out, and storage that refuses is survived", () => {
    const holding = (text: string) => ({ getItem: () => text });
    expect(readSaved(holding("{"))).toEqual([]);
    expect(
      readSaved(holding('[{"name":"x"},7,{"name":"y","request":{"method":"GET","path":"/a","query":"odd"}}]')),
    ).toEqual([{ name: "y", request: { ...emptyRequest, path: "/a" } }]);
    const full = {
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(writeSaved(full, [])).toBe(false);
  });
});
