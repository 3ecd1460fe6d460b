import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileNameOf } from "./file-names.ts";
import { readPageFile, writePageFile } from "./page-file.ts";
import { linksInward, relativeLink } from "./page-links.ts";

describe("the file of a page", () => {
  it("says of any title, labels and body what they were", () => {
    const title = fc
      .string({ minLength: 1 })
      .filter((text) => text.trim() === text && !/[\p{Cc}\u2028\u2029]/u.test(text));
    const label = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    fc.assert(
      fc.property(title, fc.array(label), fc.string(), (given, labels, text) => {
        const body = text.replace(/^\n+|\r/g, "");
        const page = { title: given, id: "7", version: 3, labels, body };
        const { body: read, ...rest } = readPageFile(writePageFile(page), "x.md");
        expect(rest).toEqual({ title: given, id: "7", version: 3, labels });
        expect(read.trimEnd()).toBe(body.trimEnd());
      }),
    );
  });

  it("may be written by hand: its title is the first heading, or else its name", () => {
    expect(readPageFile("# Guide\n\nGo north.\n", "a.md")).toEqual({ title: "Guide", labels: [], body: "Go north.\n" });
    expect(readPageFile("Go north.\n", "Way home.md")).toEqual({ title: "Way home", labels: [], body: "Go north.\n" });
    expect(readPageFile("---\ntitle: A\n---\n# B\n", "a.md")).toEqual({ title: "A", labels: [], body: "# B\n" });
  });

  it("has a name that every system takes, alone in its folder", () => {
    const taken = new Set<string>();
    expect(fileNameOf("Runbook: Journal lag", taken)).toBe("Runbook - Journal lag");
    expect(fileNameOf("a/b", taken)).toBe("a-b");
    expect(fileNameOf("A\\B", taken)).toBe("A-B (2)");
    expect(fileNameOf("CON", taken)).toBe("CON-");
    expect(fileNameOf("con.txt", taken)).toBe("con-.txt");
    expect(fileNameOf("Guide.files", taken)).toBe("Guide.files-");
    expect(fileNameOf(`${"x".repeat(79)}😀`, taken)).toBe("x".repeat(79));
    expect(fileNameOf(`${"y".repeat(79)}. Then`, taken)).toBe("y".repeat(79));
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 20 }), (titles) => {
        const names = new Set<string>();
        const made = titles.map((title) => fileNameOf(title, names));
        expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(titles.length);
        for (const name of made) {
          expect(name).not.toMatch(/[/\\:*?"<>|]|^\.|[. ]$/);
          expect(name).not.toBe("");
        }
      }),
    );
  });
});

describe("links of the tree", () => {
  const files = new Map([["A/Data model (v2).md", "Data model (v2)"]]);
  const look = {
    titleOf: (file: string) => files.get(file),
    attachmentOf: (file: string) => (file === "A/B.files/a chart.png" ? "a chart.png" : undefined),
  };

  it("lead from file to file outside, and to titles and names inside", () => {
    const link = relativeLink("A/B.md", "A/Data model (v2).md");
    expect(link).toBe("Data%20model%20%28v2%29.md");
    expect(linksInward(`See [it](${link}#Keys).`, "A/B.md", look)).toBe("See [it](page:Data%20model%20%28v2%29#Keys).");
    const image = relativeLink("A/B.md", "A/B.files/a chart.png");
    expect(linksInward(`![c](${image})`, "A/B.md", look)).toBe("![c](attachment:a%20chart.png)");
  });

  it("stay as they are in code, to elsewhere, and to what is not there", () => {
    const link = "[it](Data%20model%20%28v2%29.md)";
    const code = `\`${link}\`\n\n\`\`\`md\n${link}\n\`\`\`\n`;
    for (const text of [code, "[a](https://x.y/z.md)", "[a](#top)", "[a](Other.md)", "[a](page:X)", "[a](%E0%A4%A)"])
      expect(linksInward(text, "A/B.md", look)).toBe(text);
  });
});

describe("the heading of a file", () => {
  it("is what it always was, without the signs that close it", () => {
    const before = (body: string) => /^\s*#\s+(.+?)\s*#*\s*\n/.exec(`${body}\n`)?.[1];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("#", " ", "a", "\n", "\t"), maxLength: 12 }), (text) => {
        const expected = before(`# ${text}`);
        fc.pre(expected === undefined || /[^#\s]/.test(expected));
        expect(readPageFile(`# ${text}`, "-").title).toBe(expected ?? "-");
      }),
    );
  });

  it("takes a time that grows with its length", () => {
    const started = process.cpuUsage();
    for (const unit of [" ", "#", " #", "\r"]) readPageFile(`# a${unit.repeat(200_000)}x`, "-");
    readPageFile(`---\ntitle: a${" ".repeat(200_000)}x\n---\n`, "-");
    readPageFile(`---\na:${" ".repeat(100_000)}x\u2028\n---\n`, "-");
    expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(5);
  });
});
