import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listField, readFrontMatter, textField } from "./front-matter.ts";

describe("readFrontMatter", () => {
  it("reads words, quoted text and lists of both forms", () => {
    const text = [
      "---",
      "title: 'It''s here' # a comment",
      'summary: "a \\"quoted\\" word"',
      "tags: [one, 'two words', three]",
      "authors:",
      "  - Ada",
      '  - "Ben"',
      "nested:",
      "  key: value",
      "date: 2026-01-31",
      "---",
      "# Body",
    ].join("\n");
    const { fields, body } = readFrontMatter(text);
    expect(body).toBe("# Body");
    expect(textField(fields, "title")).toBe("It's here");
    expect(textField(fields, "summary")).toBe('a "quoted" word');
    expect(listField(fields, "labels", "tags")).toEqual(["one", "two words", "three"]);
    expect(listField(fields, "authors")).toEqual(["Ada", "Ben"]);
    expect(textField(fields, "authors")).toBe("Ada, Ben");
    expect(textField(fields, "date")).toBe("2026-01-31");
  });

  it("takes tags with commas between, and lines that end as on Windows", () => {
    const { fields, body } = readFrontMatter("---\r\ntags: one, two\r\n---\r\nText\r\n");
    expect(listField(fields, "tags")).toEqual(["one", "two"]);
    expect(body).toBe("Text\r\n");
  });

  it("leaves a file without front matter as it is, also one that begins with a rule", () => {
    for (const text of ["# Title\n", "---\nno end", "text\n---\nkey: value\n---\n", ""])
      expect(readFrontMatter(text).body).toBe(text);
  });

  it("never throws and never adds to a body", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(`---\n${text}`.endsWith(readFrontMatter(`---\n${text}`).body)).toBe(true);
      }),
    );
  });
});
