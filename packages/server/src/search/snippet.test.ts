import fc from "fast-check";
import { expect, test } from "vitest";
import { snippetOf } from "./snippet.ts";

const weights = (...terms: string[]) => new Map(terms.map((term) => [term, 1]));
const marked = ({ text, highlights }: ReturnType<typeof snippetOf>) =>
  highlights.map(([start, end]) => text.slice(start, end));

test("a short text is shown whole", () => {
  expect(snippetOf("Deploy the gateway.", weights("gateway")).text).toBe("Deploy the gateway.");
});

test("all forms of the words are marked", () => {
  const snippet = snippetOf(
    "Policies and a policy; deployed, Deploying; getUserName.",
    weights("polici", "deploy", "user"),
  );
  expect(marked(snippet)).toEqual(["Policies", "policy", "deployed", "Deploying", "getUserName"]);
});

test("the part with most of the different words is shown", () => {
  const text = `${"gateway ".repeat(60)}${"x ".repeat(200)}the gateway rollback ${"y ".repeat(200)}`;
  expect(snippetOf(text, weights("gateway", "rollback")).text).toContain("rollback");
});

test("accented and CJK words are marked, too", () => {
  expect(marked(snippetOf("Über die Größe", weights("gross")))).toEqual(["Größe"]);
  expect(marked(snippetOf("東京の天気", weights("天気")))).toEqual(["東京の天気"]);
});

test("marks lie within the snippet and on words, and a snippet is never much too long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), fc.lorem({ maxCount: 200 }), (odd, plain) => {
      const text = `${plain} ${odd}`;
      const snippet = snippetOf(text, weights("dolor", "sit", "amet"));
      expect(snippet.text.length).toBeLessThanOrEqual(340);
      let last = 0;
      for (const [start, end] of snippet.highlights) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(snippet.text.length);
        last = end;
      }
    }),
  );
});
