import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../tools.ts";
import { geminiSchema } from "./gemini-schema.ts";
import { objectSchema } from "./object-schema.ts";
import { toolFormats } from "./tool-formats.ts";

/** Everything a schema library may write that some provider refuses. */
const awkward: JsonSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  additionalProperties: false,
  properties: {
    maybe: { type: ["string", "null"], description: "A word." },
    either: { oneOf: [{ type: "string" }, { type: "integer", exclusiveMinimum: 0 }] },
    one: { const: "x" },
    level: { type: "integer", enum: [1, 2], description: "How deep." },
    above: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    anything: {},
    open: { type: "object", description: "Fields.", additionalProperties: { type: "string" } },
    list: { type: "array", minItems: 1, maxItems: 5 },
    tree: { $ref: "#/$defs/node" },
    both: {
      allOf: [{ type: "object", properties: { a: { type: "string" } }, required: ["a"] }, { properties: { b: {} } }],
    },
    when: { type: "string", format: "date-time", minLength: 1 },
    mail: { type: "string", format: "email", default: "a@b.c", pattern: "@" },
  },
  required: ["one"],
  $defs: { node: { type: "object", properties: { name: { type: "string" }, next: { $ref: "#/$defs/node" } } } },
};

describe("the top of a schema", () => {
  it("is an object without a choice, with all properties of a choice and what every branch needs", () => {
    const schema: JsonSchema = {
      anyOf: [
        { type: "object", properties: { id: { type: "string" }, a: { type: "string" } }, required: ["id", "a"] },
        { type: "object", properties: { id: { type: "string" }, b: { type: "string" } }, required: ["id"] },
      ],
    };
    const top = objectSchema(schema);
    expect(top).toEqual({
      type: "object",
      properties: { id: { type: "string" }, a: { type: "string" }, b: { type: "string" } },
      required: ["id"],
    });
  });

  it("keeps what is plain as it is", () => {
    const plain = { type: "object", properties: { a: { anyOf: [{ type: "string" }] } }, required: ["a"] };
    expect(objectSchema(plain)).toEqual(plain);
    expect(objectSchema({})).toEqual({ type: "object", properties: {} });
  });
});

describe("Gemini's schema", () => {
  it("says everything in the keywords Gemini reads, or in words", () => {
    expect(geminiSchema(awkward)).toEqual({
      type: "OBJECT",
      required: ["one"],
      properties: {
        maybe: { type: "STRING", nullable: true, description: "A word." },
        either: { anyOf: [{ type: "STRING" }, { type: "INTEGER", minimum: 1 }] },
        one: { type: "STRING", enum: ["x"] },
        level: { type: "INTEGER", description: "How deep. One of 1, 2." },
        above: { type: "NUMBER", minimum: 0, maximum: 1 },
        anything: { type: "STRING", description: "As JSON text." },
        open: { type: "STRING", description: "Fields. As JSON text." },
        list: { type: "ARRAY", items: { type: "STRING" }, minItems: "1", maxItems: "5" },
        tree: {
          type: "OBJECT",
          properties: { name: { type: "STRING" }, next: { type: "STRING", description: "As JSON text." } },
        },
        both: {
          type: "OBJECT",
          properties: { a: { type: "STRING" }, b: { type: "STRING", description: "As JSON text." } },
          required: ["a"],
        },
        when: { type: "STRING", format: "date-time", minLength: "1" },
        mail: { type: "STRING", default: "a@b.c", pattern: "@" },
      },
    });
  });

  it("is left out for a function without parameters", () => {
    const [tool] = toolFormats.gemini([{ name: "now", description: "", inputSchema: { type: "object" } }]);
    expect(tool).toEqual({ functionDeclarations: [{ name: "now", description: "" }] });
  });
});
