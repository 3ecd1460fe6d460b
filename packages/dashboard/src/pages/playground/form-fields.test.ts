import { describe, expect, test } from "vitest";
import { argumentsOf, draftOf } from "./draft.ts";
import { formFields } from "./form-fields.ts";

const schema = {
  type: "object",
  properties: {
    limit: { type: "integer", default: 25, description: "How many." },
    pageId: { type: "string" },
    spaceId: { type: "string" },
    format: { type: "string", enum: ["markdown", "text"], default: "markdown" },
    body: { type: "string" },
    title: { type: "string" },
    labels: { type: "array", items: { type: "string" } },
    kinds: { type: "array", items: { type: "string", enum: ["page", "file"] } },
    draft: { type: "boolean", default: false },
    operations: { type: "array", items: { type: "object" } },
    query: { type: "object" },
    value: {},
    dryRun: { type: "boolean" },
    reason: { type: "string" },
  },
  required: ["pageId", "format"],
};
const fields = formFields(schema);

describe("formFields", () => {
  test("asks for each parameter in its own way, first for what has to be given, then for places", () => {
    expect(fields.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      "pageId: page",
      "spaceId: space",
      "limit: number",
      "format: choice",
      "body: text",
      "title: line",
      "labels: lines",
      "kinds: choices",
      "draft: flag",
      "operations: json",
      "query: json",
      "value: json",
    ]);
    expect(fields[0]).toMatchObject({ required: true });
    expect(fields.find(({ name }) => name === "format")).toMatchObject({
      required: false,
      preset: "markdown",
      options: ["markdown", "text"],
    });
  });

  test("takes a tool without parameters, and schemas that are not as expected", () => {
    expect(formFields({ type: "object" })).toEqual([]);
    expect(formFields({ properties: ["odd"], required: "odd" })).toEqual([]);
    expect(formFields({ properties: { x: true } })[0]?.kind).toBe("json");
  });
});

describe("argumentsOf", () => {
  test("reads what stands in the form, and leaves out what is empty", () => {
    const { args, problems } = argumentsOf(fields, {
      pageId: "ENG:Sluice",
      limit: "5",
      title: "  ",
      labels: " a \n\nb",
      kinds: ["page"],
      draft: "false",
      query: '{"limit": [1, 2]}',
      value: "[1]",
    });
    expect(problems).toEqual({});
    expect(args).toEqual({
      pageId: "ENG:Sluice",
      limit: 5,
      labels: ["a", "b"],
      kinds: ["page"],
      draft: false,
      query: { limit: [1, 2] },
      value: [1],
    });
  });

  test("says by field what cannot be sent", () => {
    const { args, problems } = argumentsOf(fields, { limit: "2.5", operations: "{}", query: "{" });
    expect(args).toEqual({});
    expect(problems).toMatchObject({
      pageId: "This has to be given.",
      limit: "A whole number is wanted.",
      operations: "A list is wanted: [ … ].",
      query: expect.stringMatching(/^This is not JSON/),
    });
  });

  test("a draft of arguments stands for the same arguments", () => {
    const args = {
      pageId: "1",
      limit: 3,
      labels: ["a", "b"],
      kinds: ["file"],
      draft: true,
      operations: [{ add: 1 }],
      body: "# Title\n\ntext",
    };
    expect(argumentsOf(fields, draftOf(fields, args)).args).toEqual(args);
    expect(draftOf(fields, { unknown: 1 })).toEqual({});
  });
});
