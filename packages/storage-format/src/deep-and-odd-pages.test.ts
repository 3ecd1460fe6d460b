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
  wikiToStorage,
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
  /** Processor time of one run, in milliseconds: what else the machine is doing counts little. */
  const cost = (work: () => unknown): number => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };

  test.each(Object.entries(pages))(
    "grows with the length for %s",
    (_, page) => {
      for (const [name, direction] of Object.entries(directions)) {
        const small = page(4_000);
        const large = page(16_000);
        direction(page(1_000));
        // Four times the page: 2.3 a doubling is 5.3; squares would be 16. Short times are mostly the clock's. What is
        // as good as this in one try of several is not quadratic; what is quadratic is never as good.
        const tries = Array.from({ length: 6 }, () => () => {
          const allowed = Math.max(80, cost(() => direction(small)) * 8);
          return cost(() => direction(large)) < allowed;
        });
        expect(
          tries.some((goodEnough) => goodEnough()),
          name,
        ).toBe(true);
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

test("long rows of one sign take a time that grows with their length", () => {
  const started = process.cpuUsage();
  wikiToStorage(`| ${"|".repeat(100_000)}x`);
  wikiToStorage("|[".repeat(50_000));
  markdownToStorage(`<details><summary>${"<".repeat(100_000)}</summary></details>`);
  markdownToStorage("<https://a>".repeat(30_000));
  markdownToStorage(`{{status: a${" ".repeat(100_000)}x}}`);
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(8);
});
