import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storagePage } from "../testing/arbitrary-storage.ts";
import { xmlError } from "../testing/storage-oracle.ts";
import { validateStorage } from "./validate-storage.ts";

describe("the first 400: no well-formed XML", () => {
  test.each([
    ["<p>a</b></p>", "stray-close", 1, 5],
    ["<p>a\n<b>c</p>", "mismatched-close", 2, 5],
    ["<p>a &nope; b</p>", "unknown-entity", 1, 6],
    ["<p>a & b</p>", "bare-ampersand", 1, 6],
    ["<p>a<br>b</p>", "unclosed-void", 1, 5],
    ["<p class=x>a</p>", "attribute-value", 1, 4],
    ['<p a="1" a="2">b</p>', "duplicate-attribute", 1, 10],
    ["<p>]]></p>", "cdata-end-in-text", 1, 4],
    ["<!-- a -- b --><p/>", "comment", 1, 8],
    ["<p>a\u0001</p>", "illegal-character", 1, 5],
    ["<p>&#0;</p>", "illegal-reference", 1, 4],
    ["<foo:p>a</foo:p>", "undeclared-prefix", 1, 2],
    ["<P>a</p>", "mismatched-close", 1, 5],
    ["<p>List<String></p>", "mismatched-close", 1, 16],
    ["<p>open", "unclosed-element", 1, 8],
  ])("%j is refused as %s at line %i, column %i", (storage, code, line, column) => {
    const [first] = validateStorage(storage);
    expect(first).toMatchObject({ severity: "error", code, line });
    expect([column - 1, column, column + 1]).toContain(first?.column);
    expect(first?.message).toMatch(/^Error parsing xhtml: /);
  });
});

test("the second 400: well-formed, but outside the editor's schema", () => {
  expect(
    validateStorage("<p>a</p>\n<details><summary>s</summary></details>").map(({ code, line }) => [code, line]),
  ).toEqual([
    ["editor-schema", 2],
    ["editor-schema", 2],
  ]);
});

test("pages broken at random are refused exactly when a strict XML parser refuses them", () => {
  const cut = fc.tuple(
    fc.nat(),
    fc.nat(12),
    fc.constantFrom("", "<", "&", "</p>", "<b>", "]]>", '"', ">", "&amp;", "/", "=", "<br>", "é"),
  );
  fc.assert(
    fc.property(storagePage, cut, (page, [at, length, text]) => {
      const from = at % (page.length + 1);
      const broken = page.slice(0, from) + text + page.slice(from + length);
      // A lone half of a character cannot be sent at all; saxes lets it pass.
      fc.pre(!/[\ud800-\udfff]/u.test(broken));
      const refused = validateStorage(broken).some(({ code }) => code !== "editor-schema");
      expect(refused, broken).toBe(xmlError(broken) !== undefined);
    }),
    { numRuns: 3000 },
  );
});
