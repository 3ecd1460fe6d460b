import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, matchesFuzzy, nearestNames } from "./edit-distance.ts";
import { escapeTextQuery, matchTextQuery, phraseOf, wantedLeaves } from "./match-text-query.ts";
import { matchesWildcard } from "./matches-wildcard.ts";
import { parseTextQuery, type TextLeaf, type TextPart } from "./parse-text-query.ts";

/** Writes the parts in a short notation: occurrence sign, kind, text. */
function brief(parts: readonly TextPart[]): string {
  const signs = { unmarked: "", should: "?", must: "+", mustNot: "-" };
  const leaf = (part: TextPart) => {
    switch (part.kind) {
      case "term":
        return part.text;
      case "phrase":
        return `"${part.text}"${part.slop ?? ""}`;
      case "wildcard":
        return `wild:${part.pattern}`;
      case "fuzzy":
        return `fuzzy:${part.text}:${part.similarity ?? ""}`;
      case "group":
        return `(${brief(part.parts)})`;
    }
  };
  return parts.map((part) => `${signs[part.occurrence]}${leaf(part)}${part.boost ? `^${part.boost}` : ""}`).join(" ");
}

describe("text queries", () => {
  test.each([
    ["hello dolly", "hello dolly"],
    ['"hello dolly" now', '"hello dolly" now'],
    ['"hello dolly"~3^2', '"hello dolly"3^2'],
    ["te?t win* wi*95", "wild:te?t wild:win* wild:wi*95"],
    ["roam~ roam~0.8 roam~2", "fuzzy:roam: fuzzy:roam:0.8 fuzzy:roam:2"],
    ["+must -not !neither", "+must -not -neither"],
    ['-"exact words" +(a b)', '-"exact words" +(a b)'],
    ["a AND b", "+a +b"],
    ["a && b || c", "+a +b ?c"],
    ["a OR b AND c", "?a +b +c"],
    ["a AND NOT b", "+a -b"],
    ["NOT a AND b", "-a +b"],
    ["a b OR c", "a ?b ?c"],
    ["a and b or not c", "a and b or not c"],
    ["(a OR b) AND c", "+(?a ?b) +c"],
    ["a^2 b~^3 c*^1.5", "a^2 fuzzy:b:^3 wild:c*^1.5"],
    [String.raw`C\+\+ a\~ \"quoted\" \AND \*x`, 'C++ a~ "quoted" AND *x'],
    [String.raw`a\*b?`, String.raw`wild:a\*b?`],
    ["well-known foo-bar", "well-known foo-bar"],
    ["a - b", "a b"],
    ["title:foo", "title:foo"],
    ["a AND", "a"],
    ["OR a", "?a"],
    ['() "" a', "a"],
    ["", ""],
    ["\\", "\\"],
    ["~ ^ ~~", "~ ^ fuzzy:~:"],
    ["naïve 東京 😀", "naïve 東京 😀"],
  ])("%s is read as %s", (text, expected) => {
    expect(brief(parseTextQuery(text).parts)).toBe(expected);
  });

  test.each([
    ["*end", "leading_wildcard", 0],
    ["a ?b", "leading_wildcard", 2],
    ['a "b c', "unterminated_phrase", 2],
    ["a (b", "unbalanced_parenthesis", 2],
    ["a) b", "unbalanced_parenthesis", 1],
  ])("%s is still read, with the problem %s at %i", (text, code, start) => {
    expect(parseTextQuery(text).problems).toEqual([expect.objectContaining({ code, start })]);
  });

  test("parts say where they stood", () => {
    const text = 'a +b~ "c d"^2 (e)';
    const { parts } = parseTextQuery(text);
    expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual(["a", "b~", '"c d"^2', "(e)"]);
  });

  test("any text at all is read", () => {
    const pieces = fc.constantFrom(
      "a",
      "b",
      " ",
      '"',
      "(",
      ")",
      "\\",
      "~",
      "^",
      "*",
      "?",
      "+",
      "-",
      "AND ",
      "OR ",
      "2",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((all) => all.join("")),
        ),
        (text) => {
          const query = parseTextQuery(text);
          matchTextQuery(query, () => true);
          for (const { start, end } of query.parts) expect(start >= 0 && start < end && end <= text.length).toBe(true);
        },
      ),
    );
  });

  test("a megabyte of anything takes no longer than its length asks", () => {
    for (const piece of ["(", ")", '"', "\\", "~1", "^1", "a ", "*", "+", "a OR ", "-(", "(a", "a~0.", "1"]) {
      const text = piece.repeat(1_000_000 / piece.length);
      const started = performance.now();
      parseTextQuery(text);
      expect(performance.now() - started, piece).toBeLessThan(10_000);
    }
  });
});

describe("matching", () => {
  const words = (text: string) => text.toLowerCase().split(/\W+/);
  const matches = (query: string, text: string, unmarked?: "all") =>
    matchTextQuery(
      parseTextQuery(query),
      (leaf: TextLeaf) => {
        switch (leaf.kind) {
          case "term":
            return words(text).includes(leaf.text.toLowerCase());
          case "phrase":
            return text.toLowerCase().includes(leaf.text.toLowerCase());
          case "wildcard":
            return words(text).some((word) => matchesWildcard(leaf.pattern, word));
          case "fuzzy":
            return words(text).some((word) => matchesFuzzy(leaf.text, word, leaf.similarity));
        }
      },
      unmarked && { unmarked },
    );

  test("any unmarked word is enough, unless all are asked for", () => {
    expect(matches("alpha omega", "alpha beta")).toBe(true);
    expect(matches("alpha omega", "alpha beta", "all")).toBe(false);
    expect(matches("alpha OR omega", "alpha beta", "all")).toBe(true);
  });

  test("musts decide alone, exclusions always", () => {
    expect(matches("+alpha omega", "alpha beta")).toBe(true);
    expect(matches("+alpha +omega", "alpha beta")).toBe(false);
    expect(matches("alpha -beta", "alpha beta")).toBe(false);
    expect(matches("alpha AND NOT omega", "alpha beta")).toBe(true);
    expect(matches("+(omega OR beta) alpha", "alpha beta")).toBe(true);
    expect(matches('"alpha beta"', "beta alpha")).toBe(false);
  });

  test("a query that only excludes, or says nothing, finds nothing", () => {
    expect(matches("-omega", "alpha")).toBe(false);
    expect(matches("", "alpha")).toBe(false);
  });

  test("what is excluded is not highlighted", () => {
    expect([...wantedLeaves(parseTextQuery('a -b (c* -d) "e f"'))].map((leaf) => leaf.kind)).toEqual([
      "term",
      "wildcard",
      "phrase",
    ]);
  });

  test("escaped words are looked for as they stand", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z+\-&|!(){}[\]^"~*?:\\/]{1,12}$/), (word) => {
        expect(brief(parseTextQuery(escapeTextQuery(word)).parts)).toBe(word);
      }),
    );
    expect(brief(parseTextQuery(escapeTextQuery("to be OR NOT to be")).parts)).toBe("to be OR NOT to be");
    expect(parseTextQuery(phraseOf('say "no" \\ now')).parts).toMatchObject([
      { kind: "phrase", text: 'say "no" \\ now' },
    ]);
  });
});

describe("wildcards", () => {
  test.each([
    ["te?t", "text", true],
    ["te?t", "tet", false],
    ["win*", "WindowsNT", true],
    ["win*", "win", true],
    ["wi*95", "Windows95", true],
    ["wi*95", "Windows98", false],
    ["a*b*c", "aXbXbc", true],
    ["a*b*c", "aXcXb", false],
    ["*", "", true],
    ["?", "😀", true],
    [String.raw`a\*`, "a*", true],
    [String.raw`a\*`, "ab", false],
    ["", "", true],
    ["", "a", false],
  ])("%s on %s is %s", (pattern, word, expected) => {
    expect(matchesWildcard(pattern, word)).toBe(expected);
  });

  test("agree with a regular expression", () => {
    const word = fc.stringMatching(/^[ab]{0,8}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*?]{0,8}$/), word, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
        expect(matchesWildcard(pattern, text)).toBe(expression.test(text));
      }),
    );
  });

  test("many stars do not explode", () => {
    const started = performance.now();
    expect(matchesWildcard("a*".repeat(1000), `${"a".repeat(5000)}b`)).toBe(true);
    expect(matchesWildcard(`${"*a".repeat(500)}c`, "a".repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("likeness", () => {
  test("edits are insertions, deletions, substitutions and swaps", () => {
    expect(editDistance("roam", "foam", 2)).toBe(1);
    expect(editDistance("roam", "roams", 2)).toBe(1);
    expect(editDistance("roam", "raom", 2)).toBe(1);
    expect(editDistance("roam", "house", 2)).toBe(3);
    expect(editDistance("", "ab", 2)).toBe(2);
    expect(editDistance("😀", "x", 2)).toBe(1);
  });

  test("a fuzzy word matches what is like it", () => {
    expect(matchesFuzzy("roam", "Foam")).toBe(true);
    expect(matchesFuzzy("roam", "roams")).toBe(true);
    expect(matchesFuzzy("roam", "house")).toBe(false);
    expect(matchesFuzzy("roam", "foam", 0.9)).toBe(false);
    expect(matchesFuzzy("confluence", "conflunece", 1)).toBe(true);
    expect(matchesFuzzy("a", "b")).toBe(false);
  });

  test("nearest names come best first and stay few", () => {
    expect(nearestNames("titel", ["title", "text", "type"])).toEqual(["title"]);
    expect(nearestNames("lastmod", ["lastmodified", "label"])).toEqual(["lastmodified"]);
    expect(nearestNames("x".repeat(100_000), ["title"])).toEqual([]);
  });
});
