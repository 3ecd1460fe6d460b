import { describe, expect, test } from "vitest";
import {
  adfToStorage,
  htmlToStorage,
  markdownToStorage,
  openPage,
  storageToAdf,
  storageToHtml,
  storageToMarkdown,
  storageToText,
  validateStorage,
} from "./index.ts";

const around = (open: string, inside: string, close: string, depth: number): string =>
  open.repeat(depth) + inside + close.repeat(depth);

/** Pages of size n that make converters overflow their stack or take squares of time. */
const pages: Record<string, (n: number) => string> = {
  "nested div": (n) => around("<div>", "x", "</div>", n),
  "nested lists": (n) => around("<ul><li>a", "x", "</li></ul>", n),
  "nested emphasis": (n) => `<p>${around("<em>a<strong>", "x", "</strong></em>", n)}</p>`,
  "nested quotes": (n) => around("<blockquote><p>a</p>", "x", "</blockquote>", n),
  "nested tables": (n) => around("<table><tbody><tr><td>a", "x", "</td></tr></tbody></table>", n),
  "nested panels": (n) =>
    around(
      '<ac:structured-macro ac:name="info"><ac:rich-text-body>',
      "<p>x</p>",
      "</ac:rich-text-body></ac:structured-macro>",
      n,
    ),
  "nested expands": (n) =>
    around(
      '<ac:structured-macro ac:name="expand"><ac:rich-text-body>',
      "<p>x</p>",
      "</ac:rich-text-body></ac:structured-macro>",
      n,
    ),
  "nested links": (n) =>
    `<p>${around('<ac:link><ri:page ri:content-title="t"/><ac:link-body>', "x", "</ac:link-body></ac:link>", n)}</p>`,
  "nested tasks": (n) =>
    around(
      "<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>x</ac:task-body>",
      "",
      "</ac:task></ac:task-list>",
      n,
    ),
  "nested captions": (n) =>
    around('<ac:image><ri:attachment ri:filename="f"/><ac:caption>', "x", "</ac:caption></ac:image>", n),
  "runs of *_[": (n) => `<p>${"*_[".repeat(n)}x</p>`,
  "runs of nbsp": (n) => `<p>a${"&nbsp;".repeat(n)}x</p>`,
  "runs of spaces": (n) => `<p>a${" \n".repeat(n)}x</p>`,
  "unclosed paragraphs": (n) => `${"<p>a".repeat(n)}x`,
  "unclosed marks": (n) => `${"<b><i>".repeat(n)}x`,
  "stray end tags": (n) => `${"<div>".repeat(n)}x${"</p>".repeat(n)}`,
  "open quotes": (n) => `x${`<a b='"`.repeat(n)}`,
  "many attributes": (n) => `<p ${'a="b" '.repeat(n)}>x</p>`,
  "many unclosed CDATA": (n) => `x${"<![CDATA[".repeat(n)}`,
  "merged cells": (n) => `<table><tr>${'<td colspan="1000" rowspan="1000">x</td>'.repeat(n)}</tr></table>`,
  "alternating marks": (n) => `<p><b>${"a<i>b</i>".repeat(n)}x</b></p>`,
  "bare www": (n) => `<p>${"www.".repeat(n)}x*</p>`,
};

const directions: Record<string, (page: string) => unknown> = {
  Markdown: (page) => storageToMarkdown(page),
  text: (page) => storageToText(page),
  HTML: (page) => storageToHtml(page),
  validation: (page) => validateStorage(page),
  ADF: (page) => adfToStorage(storageToAdf(page)),
  "storage from HTML": (page) => htmlToStorage(page),
  "an opened page": (page) => openPage(page).blocks.length,
  "written back": (page) => markdownToStorage(`${storageToMarkdown(page).markdown}\nend\n`, { base: page }),
};

describe.each(Object.entries(pages))("%s", (_, page) => {
  test("of depth 100,000 overflow nothing and lose nothing", () => {
    const deep = page(100_000);
    expect(storageToMarkdown(deep).markdown).toContain("x");
    expect(storageToText(deep).text).toContain("x");
    for (const direction of Object.values(directions)) expect(() => direction(deep)).not.toThrow();
  }, 120_000);
});

describe("time", () => {
  /** The best of several runs: what the machine can do, not what else it was doing. */
  const best = (work: () => unknown): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 2; run++) {
      const start = performance.now();
      work();
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };

  test.each(Object.entries(pages))(
    "grows with the length for %s",
    (_, page) => {
      for (const [name, direction] of Object.entries(directions)) {
        const small = page(4_000);
        const large = page(16_000);
        direction(page(1_000));
        // Four times the page: 2.3 a doubling is 5.3; squares would be 16. Short times are mostly the clock's.
        const allowed = Math.max(80, best(() => direction(small)) * 8);
        expect(
          best(() => direction(large)),
          name,
        ).toBeLessThan(allowed);
      }
    },
    120_000,
  );
});

test("Markdown of any depth is read without overflow", () => {
  for (const open of ["> ", "- ", "1. ", "*", "[", "![", "`", "<b>", "{{", "<details>\n\n", "| a "]) {
    expect(() => markdownToStorage(open.repeat(30_000))).not.toThrow();
  }
}, 60_000);
