import { describe, expect, it } from "vitest";
import { catalogue, compatibilityTools, findTool } from "./catalogue.ts";
import { parseInput } from "./input.ts";
import { schemasOf } from "./input-schema.ts";

const all = [...catalogue, ...compatibilityTools];

describe("catalogue", () => {
  it("has no name twice", () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it("has plain object schemas without what some provider refuses", () => {
    for (const tool of all) {
      const { input } = schemasOf(tool);
      expect(input.type, tool.name).toBe("object");
      const text = JSON.stringify(input);
      for (const word of ['"$schema"', '"const"', '"additionalProperties"', '"allOf"', '"type":["', '"type":"null"']) {
        expect(text, tool.name).not.toContain(word);
      }
    }
  });

  it("describes every parameter", () => {
    for (const tool of catalogue) {
      const { properties = {} } = schemasOf(tool).input as { properties?: Record<string, { description?: string }> };
      for (const [name, { description }] of Object.entries(properties))
        expect(description, `${tool.name} ${name}`).toBeTruthy();
    }
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
  });

  it("names the nearest parameter for an unknown one", () => {
    expect(() => parseInput(getPage, { pageID: "1" })).toThrow(
      expect.objectContaining({ hint: "Did you mean pageId?" }),
    );
  });

  it("says which parameter is missing, and where JSON is broken", () => {
    expect(() => parseInput(getPage, {})).toThrow(/pageId is missing/);
    expect(() => parseInput(getPage, '{"pageId":')).toThrow(/not JSON/);
  });
});
