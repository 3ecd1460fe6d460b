import { describe, expect, it } from "vitest";
import { z } from "zod";
import { catalogue, compatibilityTools, findTool } from "./catalogue.ts";
import { parseInput } from "./input.ts";
import { type JsonSchema, schemasOf } from "./input-schema.ts";
import { anyJson, defineTool } from "./tool.ts";

const all = [...catalogue, ...compatibilityTools];

/** What is wrong with an input schema for some provider; each with its place. */
function problemsOf(schema: JsonSchema, path: string): string[] {
  const known =
    /^(type|description|properties|required|items|enum|default|minimum|maximum|m(in|ax)(Length|Items)|pattern)$/;
  const { type, properties, required, items, enum: values } = schema;
  const here = (problem: string) => `${path}: ${problem}`;
  return [
    ...Object.keys(schema)
      .filter((key) => !known.test(key))
      .map((key) => here(`has ${key}`)),
    ...(typeof type === "string" && /^(object|array|string|integer|number|boolean)$/.test(type)
      ? []
      : [here("has no plain type")]),
    ...(values === undefined || (type === "string" && (values as unknown[]).every((one) => typeof one === "string"))
      ? []
      : [here("has an enum of something else than text")]),
    ...(type === "array" && items === undefined ? [here("has no items")] : []),
    ...(items === undefined ? [] : problemsOf(items as JsonSchema, `${path}[]`)),
    ...Object.entries((properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, field]) =>
      problemsOf(field, `${path}.${name}`),
    ),
    ...((required ?? []) as string[])
      .filter((name) => !Object.hasOwn(properties ?? {}, name))
      .map((name) => here(`requires ${name}, which it does not have`)),
  ];
}

describe("catalogue", () => {
  it("has no name twice", () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it("has input schemas that OpenAI, Anthropic and Gemini all take", () => {
    const problems = all.flatMap((tool) => problemsOf(schemasOf(tool).input, tool.name));
    expect(problems).toEqual([]);
    for (const tool of all)
      expect(schemasOf(tool).input, tool.name).toMatchObject({ type: "object", properties: expect.any(Object) });
  });

  it("has output schemas that are objects, as MCP wants them", () => {
    for (const tool of all) expect(schemasOf(tool).output.type, tool.name).toBe("object");
  });

  it("describes every parameter", () => {
    for (const tool of catalogue) {
      const { properties = {} } = schemasOf(tool).input as { properties?: Record<string, { description?: string }> };
      for (const [name, { description }] of Object.entries(properties))
        expect(description, `${tool.name} ${name}`).toBeTruthy();
    }
  });

  it("refuses unknown parameters everywhere", () => {
    for (const tool of all) {
      expect(() => parseInput(tool, { ...tool.example, notAParameter: 1 }), tool.name).toThrow(
        /no parameter notAParameter/,
      );
    }
  });

  it("has examples that its schemas take", () => {
    for (const tool of all) expect(() => parseInput(tool, tool.example), tool.name).not.toThrow();
  });

  it("names the nearest tools for a wrong name", () => {
    expect(() => findTool("confluence_getpage")).toThrow(
      expect.objectContaining({ code: "unknown_tool", hint: expect.stringContaining("confluence_get_page") }),
    );
  });
});

describe("parseInput", () => {
  const getPage = findTool("confluence_get_page");

  it("takes arguments as an object, as JSON text, or none at all", () => {
    expect(parseInput(getPage, '{"pageId":"1"}')).toMatchObject({ pageId: "1", format: "markdown" });
    expect(parseInput(findTool("confluence_get_current_user"), null)).toEqual({});
    expect(parseInput(findTool("confluence_get_current_user"), "")).toEqual({});
  });

  it.each([
    ["pageID", "pageId"],
    ["page_id", "pageId"],
    ["PAGEID", "pageId"],
    ["page-id", "pageId"],
    ["page", "pageId"],
    ["id", "pageId"],
    ["fromat", "format"],
  ])("for the unknown parameter %s names %s", (given, meant) => {
    expect(() => parseInput(getPage, { [given]: "1" })).toThrow(
      expect.objectContaining({ hint: `Did you mean ${meant}?` }),
    );
  });

  it("names what was meant by each of several unknown parameters, and what there is", () => {
    expect(() => parseInput(getPage, { page_id: "1", Format: "text", colour: "red" })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining("no parameter page_id, Format, colour"),
        hint: expect.stringMatching(
          /page_id: did you mean pageId\? Format: did you mean format\?.*parameters are: pageId/,
        ),
      }),
    );
  });

  it("says which parameter is missing, and where JSON is broken", () => {
    expect(() => parseInput(getPage, {})).toThrow(/pageId is missing/);
    expect(() => parseInput(getPage, '{"pageId":')).toThrow(/not JSON/);
    expect(() => parseInput(getPage, "[1]")).toThrow(/expected object/);
  });

  describe("puts right what models send", () => {
    const tool = defineTool({
      name: "trial",
      title: "Trial",
      description: "Trial",
      group: "Pages",
      effect: "read",
      idempotent: true,
      input: z.strictObject({
        list: z.array(z.string()).default([]),
        numbers: z.array(z.number()).optional(),
        steps: z
          .array(z.strictObject({ at: z.number(), on: z.boolean().optional(), name: z.string().optional() }))
          .optional(),
        values: z.record(z.string(), z.number()).optional(),
        count: z.number().int().min(1).default(5),
        flag: z.boolean().default(false),
        text: z.string().optional(),
        any: anyJson("Any").optional(),
      }),
      output: z.object({}),
      endpoints: [],
      targets: () => [],
      example: {},
      run: async () => ({}),
    });
    const parse = (given: unknown) => parseInput(tool, given);

    it.each([
      [{ list: '["a", "b"]' }, { list: ["a", "b"] }],
      [{ numbers: '["1", 2]' }, { numbers: [1, 2] }],
      [{ steps: '[{"at": "3", "on": "TRUE", "name": null}]' }, { steps: [{ at: 3, on: true }] }],
      [{ steps: ['{"at": 3}'] }, { steps: [{ at: 3 }] }],
      [{ values: '{"a": "1"}' }, { values: { a: 1 } }],
      [
        { count: "7", flag: "false" },
        { count: 7, flag: false },
      ],
      [{ count: null, flag: null, list: null, text: null }, {}],
      [JSON.stringify({ count: "2" }), { count: 2 }],
    ])("%j", (given, wanted) => {
      expect(parse(given)).toEqual({ list: [], count: 5, flag: false, ...wanted });
    });

    it("but leaves text and any JSON as they are", () => {
      expect(parse({ text: '{"a":1}', any: '{"a":1}' })).toMatchObject({ text: '{"a":1}', any: '{"a":1}' });
      expect(parse({ text: "5", any: "true" })).toMatchObject({ text: "5", any: "true" });
    });

    it.each([
      { list: "a" },
      { list: "[a" },
      { list: '{"a":1}' },
      { count: "five" },
      { count: "" },
      { flag: "yes" },
      { count: "0" },
    ])("and refuses %j", (given) => {
      expect(() => parse(given)).toThrow(expect.objectContaining({ code: "invalid_input" }));
    });

    it("names what was meant inside lists", () => {
      expect(() => parse({ steps: [{ at: 1, Name: "x" }] })).toThrow(
        expect.objectContaining({
          message: expect.stringContaining("steps.0 has no parameter Name"),
          hint: "Did you mean name?",
        }),
      );
    });
  });
});
