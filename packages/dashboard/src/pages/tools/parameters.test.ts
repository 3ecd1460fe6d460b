import { describe, expect, test } from "vitest";
import { parametersOf } from "./parameters.ts";

const typeOf = (property: object) => parametersOf({ properties: { x: property } })[0]?.type;

describe("parametersOf", () => {
  test("puts required parameters first and shows presets", () => {
    const schema = {
      type: "object",
      properties: {
        limit: { type: "integer", default: 25, description: "How many." },
        pageId: { type: "string" },
        format: { enum: ["markdown", "text"], default: "markdown" },
      },
      required: ["pageId", "format"],
    };
    expect(parametersOf(schema)).toEqual([
      { name: "pageId", type: "text", required: true, description: undefined, preset: undefined },
      { name: "limit", type: "whole number", required: false, description: "How many.", preset: "25" },
      { name: "format", type: "markdown | text", required: false, description: undefined, preset: '"markdown"' },
    ]);
  });

  test("says types in words", () => {
    expect(typeOf({ type: "array", items: { type: "string" } })).toBe("list of text");
    expect(typeOf({ anyOf: [{ type: "string" }, { type: "integer" }, { type: "string" }] })).toBe(
      "text or whole number",
    );
    expect(typeOf({ type: ["string", "null"] })).toBe("text or nothing");
    expect(typeOf({ const: "page" })).toBe('"page"');
    expect(typeOf({})).toBe("anything");
  });

  test("takes a tool without parameters, and schemas that are not as expected", () => {
    expect(parametersOf({ type: "object" })).toEqual([]);
    expect(parametersOf({ properties: ["odd"], required: "odd" })).toEqual([]);
    expect(parametersOf({ properties: { x: true } })[0]?.type).toBe("anything");
  });
});
