import { describe, expect, test } from "vitest";
import { validateStorage } from "../validate/validate-storage.ts";
import { openPage } from "./open-page.ts";
import type { Operation } from "./operations.ts";
import type { PageEditError } from "./page-edit-error.ts";

const goals =
  '<h2 local-id="a1">Goals</h2><p local-id="a2">We <ac:inline-comment-marker ac:ref="c1">ship <strong>fast</strong></ac:inline-comment-marker> and <span style="color: rgb(1,2,3);">safe</span>.</p>' +
  '<ul local-id="u"><li local-id="l1"><p>One</p></li><li local-id="l2"><p>Two</p></li></ul>';
const rest =
  '<ac:structured-macro ac:name="info" ac:macro-id="m2"><ac:parameter ac:name="icon">false</ac:parameter><ac:rich-text-body><h3>Inside</h3><p>Info body</p></ac:rich-text-body></ac:structured-macro>' +
  "<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list>";
const table =
  '<table data-layout="default"><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td data-highlight-colour="#fff"><p>1</p></td><td><p>2</p></td></tr></tbody></table>';
const page = `<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>${goals}</ac:layout-cell><ac:layout-cell>${rest}</ac:layout-cell></ac:layout-section></ac:layout>${table}`;

function edit(...operations: Operation[]): string {
  const { storage } = openPage(page, { version: 3 }).edit(operations);
  expect(validateStorage(storage)).toEqual([]);
  return storage;
}

function refusal(...operations: Operation[]): PageEditError {
  try {
    openPage(page, { version: 3 }).edit(operations);
  } catch (error) {
    return error as PageEditError;
  }
  throw new Error("the edit was not refused");
}

const swap = (from: string, to: string): string => page.replace(from, () => to);

describe("an opened page", () => {
  test("shows its headings with their paths, those in panels and layouts too", () => {
    expect(openPage(page).outline.map(({ level, path, localId }) => [level, path, localId])).toEqual([
      [2, ["Goals"], "a1"],
      [3, ["Goals", "Inside"], undefined],
    ]);
  });

  test("without operations stays as it is, with an empty diff", () => {
    expect(openPage(page).edit([])).toEqual({ storage: page, diff: "", diagnostics: [] });
  });

  test("replaces a section's content and leaves the heading, the next cell and the table alone", () => {
    expect(edit({ op: "replace", target: { heading: "goals" }, content: "Only **this**." })).toBe(
      swap(goals, '<h2 local-id="a1">Goals</h2><p>Only <strong>this</strong>.</p>'),
    );
  });

  test("keeps the bytes of what the new content of a section repeats", () => {
    const content = "We ship **fast** and sound.\n\n- One\n- Two\n- Three";
    expect(edit({ op: "replace", target: { heading: "Goals" }, content })).toBe(
      swap("safe", "sound").replace("<p>Two</p></li>", "<p>Two</p></li><li><p>Three</p></li>"),
    );
  });

  test("inserts before and after by local id and handle", () => {
    expect(
      edit({ op: "insertAfter", target: { localId: "l1" }, content: "<li><p>x</p></li>", format: "storage" }),
    ).toBe(swap("<p>One</p></li>", "<p>One</p></li><li><p>x</p></li>"));
    const opened = openPage(page, { version: 3 });
    const list = opened.blocks.find(({ kind }) => kind === "list");
    expect(
      opened.edit([{ op: "insertBefore", target: { handle: list?.handle ?? "" }, content: "Before" }]).storage,
    ).toBe(swap('<ul local-id="u">', '<p>Before</p><ul local-id="u">'));
  });

  test("appends to a section, which ends with its layout cell, and to the page", () => {
    expect(edit({ op: "append", target: { heading: "Goals" }, content: "End" })).toBe(
      swap("</ul></ac:layout-cell>", "</ul><p>End</p></ac:layout-cell>"),
    );
    expect(edit({ op: "append", content: "End" })).toBe(`${page}<p>End</p>`);
    expect(edit({ op: "prepend", target: { heading: "Inside" }, content: "First" })).toBe(
      swap("</h3>", "</h3><p>First</p>"),
    );
  });

  test("adds items to a list and rows to a table", () => {
    expect(edit({ op: "append", target: { localId: "u" }, content: "- Three" })).toBe(
      swap("<p>Two</p></li>", "<p>Two</p></li><li><p>Three</p></li>"),
    );
    const item = "<li><p>Three</p></li>";
    expect(edit({ op: "prepend", target: { localId: "u" }, content: item, format: "storage" })).toBe(
      swap('<li local-id="l1">', `${item}<li local-id="l1">`),
    );
    expect(edit({ op: "insertRow", target: { text: "2" }, cells: ["x", "**y**"] })).toBe(
      swap("<p>2</p></td></tr>", "<p>2</p></td></tr><tr><td><p>x</p></td><td><p><strong>y</strong></p></td></tr>"),
    );
  });

  test("takes a list put next to an item's words as items of that list", () => {
    expect(edit({ op: "insertAfter", target: { text: "Two" }, content: "- Three\n- Four" })).toBe(
      swap("<p>Two</p></li>", "<p>Two</p></li><li><p>Three</p></li><li><p>Four</p></li>"),
    );
    expect(edit({ op: "insertBefore", target: { text: "Do it" }, content: "- [x] Did it" })).toContain(
      "<ac:task-status>complete</ac:task-status><ac:task-body>Did it</ac:task-body></ac:task><ac:task><ac:task-id>7</ac:task-id>",
    );
    expect(refusal({ op: "insertAfter", target: { localId: "l1" }, content: "No item" }).code).toBe(
      "invalid_operation",
    );
  });

  test("adds a row to the table under a heading, at its end or above its first row", () => {
    const status = `<h2>Status</h2><p>As of today</p>${table}<h3>Old</h3>${table}`;
    const row = "<tr><td><p>x</p></td><td><p>y</p></td></tr>";
    const opened = openPage(status);
    const insert = (position?: "before") =>
      opened.edit([
        { op: "insertRow", target: { heading: "Status" }, cells: ["x", "y"], ...(position && { position }) },
      ]).storage;
    expect(insert()).toBe(status.replace("<p>2</p></td></tr>", `<p>2</p></td></tr>${row}`));
    expect(insert("before")).toBe(status.replace("<p>B</p></th></tr>", `<p>B</p></th></tr>${row}`));
    const two = openPage(`<h2>Status</h2>${table}${table}`);
    expect(() => two.edit([{ op: "insertRow", target: { heading: "Status" }, cells: ["x"] }])).toThrow("2 tables");
    expect(refusal({ op: "insertRow", target: { heading: "Inside" }, cells: ["x"] }).code).toBe("not_found");
  });

  test("puts no row between rows that share a cell", () => {
    const merged = table
      .replace("<td data-highlight", '<td rowspan="2" data-highlight')
      .replace("</tbody>", "<tr><td><p>3</p></td></tr></tbody>");
    const at = (text: string) => () =>
      openPage(merged).edit([{ op: "insertRow", target: { text }, cells: ["x", "y"] }]).storage;
    expect(at("2")).toThrow("merged");
    expect(at("3")()).toBe(
      merged.replace("<p>3</p></td></tr>", "<p>3</p></td></tr><tr><td><p>x</p></td><td><p>y</p></td></tr>"),
    );
  });

  test("puts what is inserted next to a cell inside it, and nothing between cells", () => {
    const row = openPage(page, { version: 3 }).blocks.find(({ kind }) => kind === "row");
    expect(refusal({ op: "append", target: { handle: row?.handle ?? "" }, content: "x" }).code).toBe(
      "invalid_operation",
    );
    expect(edit({ op: "insertAfter", target: { text: "2" }, content: "more" })).toBe(
      swap("<p>2</p></td>", "<p>2</p><p>more</p></td>"),
    );
  });

  test("removes a paragraph or item with its last words, but not one that shows more than words", () => {
    expect(edit({ op: "replaceText", find: "Two", replace: "" })).toBe(swap('<li local-id="l2"><p>Two</p></li>', ""));
    expect(edit({ op: "delete", target: { text: "Two" } })).toBe(swap('<li local-id="l2"><p>Two</p></li>', ""));
    const image = '<p>Two<ac:image><ri:attachment ri:filename="a.png" /></ac:image></p>';
    expect(openPage(image).edit([{ op: "replaceText", find: "Two", replace: "" }]).storage).toBe(
      image.replace("Two", ""),
    );
  });

  test("replaces words by a line of Markdown, and finds words that were copied from Markdown", () => {
    const bold = {
      op: "replaceText",
      find: "One",
      replace: " **1** of [all](https://a.b) ",
      format: "markdown",
    } as const;
    expect(edit(bold)).toBe(swap("One", ' <strong>1</strong> of <a href="https://a.b">all</a> '));
    expect(edit({ ...bold, find: "ship **fast** and safe", replace: "go" })).toBe(
      edit({ ...bold, find: "ship fast and safe", replace: "go" }),
    );
    expect(edit({ ...bold, replace: "1. May" })).toBe(swap("One", "1. May"));
    expect(refusal({ ...bold, replace: "a\n\nb" }).code).toBe("invalid_operation");
    const code =
      '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[let a = 1;]]></ac:plain-text-body></ac:structured-macro>';
    expect(openPage(code).edit([{ ...bold, find: "a = 1", replace: "a = **b" }]).storage).toBe(
      code.replace("a = 1", "a = **b"),
    );
  });

  test("reads one section with its subsections, and tells its size", () => {
    const text = "<h1>Guide</h1><p>Read</p><h2>Setup</h2><p>Do</p><h3>Linux</h3><p>apt</p><h2>Use</h2><p>Run</p>";
    const opened = openPage(text);
    const { markdown, storage, section } = opened.read({ heading: "Setup" });
    expect(markdown).toBe("## Setup\n\nDo\n\n### Linux\n\napt\n");
    expect(storage).toBe("<h2>Setup</h2><p>Do</p><h3>Linux</h3><p>apt</p>");
    expect(section).toEqual(opened.outline[1]);
    expect(opened.outline.map(({ title, size }) => [title, size])).toEqual([
      ["Guide", opened.markdown.length - 1],
      ["Setup", markdown.length - 1],
      ["Linux", 14],
      ["Use", 11],
    ]);
    expect(opened.read({ text: "apt" })).toEqual({ markdown: "apt\n", storage: "<p>apt</p>" });
  });

  test("deletes a block or a whole section", () => {
    expect(edit({ op: "delete", target: { localId: "l1" } })).toBe(swap('<li local-id="l1"><p>One</p></li>', ""));
    expect(edit({ op: "delete", target: { heading: "Goals" } })).toBe(swap(goals, ""));
  });

  test("moves a section with its bytes", () => {
    expect(edit({ op: "move", target: { heading: "Goals" }, after: { text: "Info body" } })).toBe(
      swap(goals, "").replace("<p>Info body</p>", () => `<p>Info body</p>${goals}`),
    );
  });

  test("ticks a task, changes a heading's level, a panel's kind and title, and nothing else", () => {
    expect(edit({ op: "setAttributes", target: { text: "Do it" }, attributes: { checked: true } })).toBe(
      swap("incomplete", "complete"),
    );
    expect(edit({ op: "setAttributes", target: { heading: "Goals" }, attributes: { level: 4 } })).toBe(
      swap('<h2 local-id="a1">Goals</h2>', '<h4 local-id="a1">Goals</h4>'),
    );
    expect(edit({ op: "setAttributes", target: { localId: "m2" }, attributes: { kind: "CAUTION", title: "T" } })).toBe(
      swap(
        '<ac:structured-macro ac:name="info" ac:macro-id="m2">',
        '<ac:structured-macro ac:name="warning" ac:macro-id="m2"><ac:parameter ac:name="title">T</ac:parameter>',
      ),
    );
  });

  test("replaces text across marks, and says when it is not clear which", () => {
    expect(edit({ op: "replaceText", find: "fast and safe", replace: "well & soon" })).toBe(
      swap("fast</strong>", "well &amp; soon</strong>")
        .replace("</ac:inline-comment-marker> and <span", "</ac:inline-comment-marker><span")
        .replace(">safe<", "><"),
    );
    const unclear = refusal({ op: "replaceText", find: "One", replace: "0", match: 2 });
    expect(unclear.candidates).toEqual([{ path: ["Goals"], text: "One", match: 1 }]);
    expect(refusal({ op: "replaceText", find: "o", replace: "0" })).toMatchObject({
      code: "ambiguous",
      candidates: expect.arrayContaining([{ path: ["Goals", "Inside"], text: "Info body", match: 3 }]),
    });
    expect(edit({ op: "replaceText", find: "o", replace: "0", match: 1 })).toBe(swap("Goals", "G0als"));
  });

  test("reports an inline comment that loses its text", () => {
    const { diagnostics, diff } = openPage(page).edit([{ op: "delete", target: { localId: "a2" } }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["comment-anchor-lost"]);
    expect(diff).toContain("- We ship **fast** and safe.");
  });

  test("refuses a handle of another version, an unknown target, overlapping operations and ill-formed storage", () => {
    const old = openPage(page, { version: 2 }).blocks[0]?.handle ?? "";
    expect(refusal({ op: "delete", target: { handle: old } }).code).toBe("stale_handle");
    expect(refusal({ op: "delete", target: { heading: "Nothing" } }).code).toBe("not_found");
    expect(
      refusal({ op: "delete", target: { heading: "Goals" } }, { op: "delete", target: { localId: "l1" } }).code,
    ).toBe("overlap");
    expect(refusal({ op: "append", content: "<p>", format: "storage" }).code).toBe("invalid_operation");
    expect(refusal({ op: "setAttributes", target: { localId: "a2" }, attributes: { checked: true } }).code).toBe(
      "invalid_operation",
    );
  });
});
