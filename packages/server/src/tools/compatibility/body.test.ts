import { describe, expect, it } from "vitest";
import { readBody } from "./body.ts";

const adf = { type: "doc", version: 1, content: [] };

describe("readBody", () => {
  it.each([
    [{ storage: { value: "<p>a</p>", representation: "storage" } }, "<p>a</p>", "storage"],
    [{ storage: "<p>a</p>" }, "<p>a</p>", "storage"],
    [{ value: "<p>a</p>" }, "<p>a</p>", "storage"],
    [{ value: "h1. a", representation: "wiki" }, "h1. a", "wiki"],
    [{ value: "<p>a</p>", representation: "view" }, "<p>a</p>", "html"],
    [{ value: adf, representation: "atlas_doc_format" }, JSON.stringify(adf), "adf"],
    [{ atlas_doc_format: { value: JSON.stringify(adf) } }, JSON.stringify(adf), "adf"],
    [adf, JSON.stringify(adf), "adf"],
    ['{"storage": {"value": "<p>a</p>"}}', "<p>a</p>", "storage"],
    ["<p>a</p>", "<p>a</p>", "storage"],
    ["1 < 2 > 0", "1 < 2 > 0", "text"],
    ["{not a body}", "{not a body}", "text"],
    ["", "", "text"],
  ])("takes %j", (given, body, format) => {
    expect(readBody(given)).toEqual({ body, format });
  });

  it.each([
    undefined,
    null,
    1,
    [],
    {},
    { text: "a" },
    { value: 1 },
    { value: "a", representation: "pdf" },
    { storage: {} },
  ])("does not take %j", (given) => {
    expect(readBody(given)).toBeUndefined();
  });
});
