import { openPage, storageToMarkdown } from "@tributary/storage-format";
import { describe, expect, it } from "vitest";
import { toBodyWrite } from "./body.ts";
import { carryOut } from "./pages/edit-operations.ts";

type EditOperation = Parameters<typeof carryOut>[1][number];

const site = { id: "c", name: "s", url: "https://s.atlassian.net" } as Parameters<typeof toBodyWrite>[2];
const odd = '<ac:local-table ac:kind="x"><ri:dataset ri:id="7" /></ac:local-table>';
const table = "<table><tbody><tr><th><p>A</p></th></tr><tr><td><p>b</p></td></tr></tbody></table>";
const page = `<h1>Plan</h1><p>Go north.</p>${odd}<h1>Rows</h1>${table}`;
const markdown = storageToMarkdown(page).markdown;

describe("a page that holds an element no list knows", () => {
  it("is written back from its Markdown, and from storage format that keeps it", () => {
    const { value } = toBodyWrite(markdown.replace("north", "south"), "markdown", site, page);
    expect(value).toBe(page.replace("north", "south"));
    expect(toBodyWrite(value, "storage", site, page).value).toBe(value);
  });

  it.each<[string, Partial<EditOperation>]>([
    ["a sentence", { op: "replace", text: "Go north.", content: "Go south.", format: "markdown" }],
    ["a section without it", { op: "replace", heading: "Rows", content: "None.", format: "markdown" }],
    ["a section with it", { op: "replace", heading: "Plan", content: `<p>New.</p>${odd}`, format: "storage" }],
    ["a row", { op: "insert_row", heading: "Rows", cells: ["c"] }],
    ["its end", { op: "append", content: "```storage\n<ac:local-table />\n```", format: "markdown" }],
  ])("is changed in %s", (_, operation) => {
    const { storage, diagnostics } = carryOut(openPage(page, { version: 1 }), [operation as EditOperation]);
    expect(diagnostics).toEqual([]);
    expect(storage).toContain("<ac:local-table");
  });
});

describe("an element the page does not have", () => {
  it("is refused with the name that was meant", () => {
    const invented = '<ac:structured-makro ac:name="toc" />';
    const refused = expect.objectContaining({ hint: expect.stringContaining("did you mean <ac:structured-macro>?") });
    const thrown = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(thrown(() => toBodyWrite(invented, "storage", site, page))).toEqual(refused);
    expect(thrown(() => toBodyWrite(invented, "storage", site))).toEqual(refused);
    const append = { op: "append", content: invented, format: "storage" } as EditOperation;
    expect(thrown(() => carryOut(openPage(page, { version: 1 }), [append]))).toEqual(refused);
  });
});
