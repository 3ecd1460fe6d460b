import { describe, expect, test } from "vitest";
import { htmlToStorage, markdownToStorage, validateStorage } from "../index.ts";

/** The storage of some Markdown, which must be valid. */
function storageOf(markdown: string): string {
  const { storage } = markdownToStorage(markdown);
  expect(validateStorage(storage)).toEqual([]);
  return storage;
}

const rowOf = (markdown: string): string => /<\/tr>(<tr>.*<\/tr>)/.exec(storageOf(markdown))?.[1] ?? "";

describe("rows with too many cells", () => {
  const head = "| a | b |\n|---|---|\n";

  test.each([
    ["| `x|y` | g |", "<tr><td><p><code>x|y</code></p></td><td><p>g</p></td></tr>"],
    ["`x|y` | g", "<tr><td><p><code>x|y</code></p></td><td><p>g</p></td></tr>"],
    ["| ``a`|b`` \\| c | g |", "<tr><td><p><code>a`|b</code> | c</p></td><td><p>g</p></td></tr>"],
    ["| `x\\|y` | g |", "<tr><td><p><code>x|y</code></p></td><td><p>g</p></td></tr>"],
  ])("%s has its pipe in the code", (row, expected) => {
    expect(rowOf(head + row)).toBe(expected);
    expect(markdownToStorage(head + row).diagnostics).toEqual([]);
  });

  test.each([["| 1 | 2 | 3 |"], ["| `1 | 2` | 3 | 4 |"], ["1 | 2 | 3"]])("%s loses text and says so", (row) => {
    const { diagnostics } = markdownToStorage(`text\n\n${head}${row}\n`);
    expect(diagnostics.map(({ severity, code, line }) => [severity, code, line])).toEqual([
      ["warning", "table-cells", 5],
    ]);
    const edited = markdownToStorage(`${head}${row}\n`, { base: "<p>a</p>" });
    expect(edited.diagnostics.map(({ code }) => code)).toEqual(["table-cells"]);
  });

  test("rows in quotes and items are counted without their marks", () => {
    expect(markdownToStorage(`> - x\n>\n>   | a | b |\n>   |---|---|\n>   | 1 | 2 |\n`).diagnostics).toEqual([]);
    expect(markdownToStorage("- | a | b |\n  |---|---|\n  | 1 | 2 |\n  | 3 |\n").diagnostics).toEqual([]);
  });
});

describe("HTML in a line", () => {
  test.each([
    ['<a href="http://x.y/?a=1&amp;b=2">see *it*</a>', '<p><a href="http://x.y/?a=1&amp;b=2">see <em>it</em></a></p>'],
    [
      "<a href='page:ENG/Home'>home</a>",
      '<p><ac:link><ri:page ri:space-key="ENG" ri:content-title="Home" /><ac:link-body>home</ac:link-body></ac:link></p>',
    ],
    ["<a href=javascript:alert(1)>no</a> <a name=x></a>", "<p>no </p>"],
    ["<a href=http://x.y>a [b](http://c.d) e</a>", '<p><a href="http://x.y">a </a><a href="http://c.d">b</a> e</p>'],
    ['a <mark>b</mark> <font color="red">c</font> d', "<p>a b c d</p>"],
    ["List<Var> and Map<Label>", "<p>List&lt;Var&gt; and Map&lt;Label&gt;</p>"],
  ])("%s", (markdown, storage) => {
    expect(storageOf(markdown)).toBe(storage);
  });

  test.each([
    [
      "<ul><li>a</li><li>**b**<ol><li>c</li></ol></li></ul>",
      "<ul><li><p>a</p></li><li><p><strong>b</strong></p><ol><li><p>c</p></li></ol></li></ul>",
    ],
    ["x <ul><li></li></ul> y", "<p>x</p><ul><li><p /></li></ul><p>y</p>"],
    ["<ul><li>a</ul>", "<p>&lt;ul&gt;&lt;li&gt;a&lt;/ul&gt;</p>"],
    ["<ul>a<li>b</li></ul>", "<p>&lt;ul&gt;a&lt;li&gt;b&lt;/li&gt;&lt;/ul&gt;</p>"],
  ])("in a cell: %s", (cell, storage) => {
    expect(rowOf(`| h |\n|---|\n| ${cell} |\n`)).toBe(`<tr><td>${storage}</td></tr>`);
  });
});

test("HTML copied from word processors has its marks in styles", () => {
  const copied =
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-size:11pt;font-weight:400">plain </span><span style="font-weight:700;font-style:italic">both</span></p></b>';
  expect(htmlToStorage(copied).storage).toBe("<p>plain <strong><em>both</em></strong></p>");
});
