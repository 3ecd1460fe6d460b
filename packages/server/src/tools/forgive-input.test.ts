import { describe, expect, it } from "vitest";
import { z } from "zod";
import { forgive } from "./forgive-input.ts";

const schema = z.strictObject({
  pageId: z.string(),
  limit: z.number().optional(),
  author: z.string().min(1).optional(),
  status: z.enum(["current", "archived"]).optional(),
  query: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  ids: z.array(z.string()).optional(),
});
const read = (given: unknown) => schema.safeParse(forgive(schema, given)).data;

describe("forgive", () => {
  it("takes ids that come as numbers, where no digit was lost", () => {
    expect(read({ pageId: 123, ids: [1, "2"] })).toEqual({ pageId: "123", ids: ["1", "2"] });
    for (const pageId of [2 ** 53, 1.5, Number.NaN]) expect(read({ pageId })).toBeUndefined();
  });
  it("takes options in another case", () => {
    expect(read({ pageId: "1", status: "CURRENT" })?.status).toBe("current");
    expect(read({ pageId: "1", status: "currently" })).toBeUndefined();
  });
  it("leaves out what is null where null is no value", () => {
    const given = { pageId: "1", limit: null, query: { a: null, b: 2 }, properties: { done: null } };
    expect(read(given)).toEqual({ pageId: "1", query: { b: 2 }, properties: { done: null } });
    expect(read({ pageId: null })).toBeUndefined();
  });
  it("leaves out what is empty where that is no value", () => {
    expect(read({ pageId: "1", status: "", author: "" })).toEqual({ pageId: "1" });
    expect(read({ pageId: "", limit: 1 })).toEqual({ pageId: "", limit: 1 });
    expect(read({ pageId: "1", limit: "" })).toBeUndefined();
    expect(read({ pageId: "1", ids: "" })).toBeUndefined();
  });
  it("reads lists and objects out of JSON text, and numbers out of text", () => {
    const given = { pageId: "1", limit: "5", ids: "[1]", query: '{"a": "b"}' };
    expect(read(given)).toEqual({ pageId: "1", limit: 5, ids: ["1"], query: { a: "b" } });
  });
});
