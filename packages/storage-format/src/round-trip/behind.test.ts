import { describe, expect, test } from "vitest";
import { markdownToStorage } from "../markdown-in/markdown-to-storage.ts";
import { storageToMarkdown } from "../markdown-out/storage-to-markdown.ts";
import { openPage } from "../page/open-page.ts";

const wrapped = (name: string, body: string) =>
  `<ac:structured-macro ac:name="${name}"><ac:rich-text-body>${body}</ac:rich-text-body></ac:structured-macro>`;
const table = "<table><tbody><tr><th><p>Owner</p></th></tr><tr><td><p>Ada</p></td></tr></tbody></table>";
const withMarkdown = (base: string, change: (markdown: string) => string) =>
  markdownToStorage(change(storageToMarkdown(base).markdown), { base });

describe.each([
  ["an excerpt", wrapped("excerpt", "<p>Short.</p>")],
  ["page properties", wrapped("details", table)],
  ["page properties in an excerpt", wrapped("excerpt", `<p>Short.</p>${wrapped("details", table)}`)],
])("what is added behind %s", (_, macro) => {
  const base = `<h1>Plan</h1>${macro}`;

  test("by Markdown or at a section's end stands behind it", () => {
    const expected = `${base}<p>More.</p>`;
    expect(withMarkdown(base, (markdown) => `${markdown}\n\nMore.\n`).storage).toBe(expected);
    const page = openPage(base, { version: 1 });
    const append = page.edit([{ op: "append", target: { heading: "Plan" }, content: "More." }]);
    expect(append.storage).toBe(expected);
    expect(page.edit([{ op: "insertAfter", target: { heading: "Plan" }, content: "More." }]).storage).toBe(expected);
  });

  test("and before what follows stands between the two", () => {
    const { storage } = withMarkdown(`${base}<p>End.</p>`, (markdown) => markdown.replace("End.", "More.\n\nEnd."));
    expect(storage).toBe(`${base}<p>More.</p><p>End.</p>`);
  });
});

test("what is added at the end of a tab stays in the tab", () => {
  const tab = (title: string) =>
    `<ac:structured-macro ac:name="localtab"><ac:parameter ac:name="title">${title}</ac:parameter><ac:rich-text-body><p>In ${title}.</p></ac:rich-text-body></ac:structured-macro>`;
  const { storage } = withMarkdown(tab("One") + tab("Two"), (markdown) =>
    markdown.replace("In One.", "In One.\n\nMore."),
  );
  expect(storage).toContain("<p>In One.</p><p>More.</p></ac:rich-text-body>");
});

describe("the shown text of a handle", () => {
  const macro = (name: string, parameters: string) =>
    `<p>See <ac:structured-macro ac:name="${name}">${parameters}</ac:structured-macro> there</p>`;
  const widget = macro(
    "widget",
    '<ac:parameter ac:name="url"><ri:url ri:value="https://a.example/x_y" /></ac:parameter>',
  );

  test("is an error to change where it is a setting, and stays as it was", () => {
    const { storage, diagnostics } = withMarkdown(widget, (markdown) => markdown.replace("a.example", "b.example"));
    expect(storage).toBe(widget);
    expect(diagnostics).toMatchObject([{ severity: "error", code: "macro-text" }]);
  });

  test("is no error where only the words around it change", () => {
    for (const page of [widget, macro("include", '<ac:parameter ac:name="">A*b | c_d_ #12345</ac:parameter>')]) {
      const changed = withMarkdown(page, (markdown) => markdown.replace("See", "Look at").replace("there", "**here**"));
      expect(changed.diagnostics).toEqual([]);
      expect(changed.storage).toBe(page.replace("See", "Look at").replace("there", "<strong>here</strong>"));
      const cell = `<table><tbody><tr><th>${page}</th></tr></tbody></table>`;
      expect(withMarkdown(cell, (markdown) => markdown.replace("there", "**here**")).diagnostics).toEqual([]);
    }
  });

  test("changes a button's words, as it does a status'", () => {
    const button = macro("auibutton", '<ac:parameter ac:name="title">Go</ac:parameter>');
    expect(withMarkdown(button, (markdown) => markdown.replace(": Go", ": Stop"))).toMatchObject({
      storage: button.replace(">Go<", ">Stop<"),
      diagnostics: [],
    });
  });
});
