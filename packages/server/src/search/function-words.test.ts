import { expect, test } from "vitest";
import { functionTerms } from "./function-words.ts";

const faint = (query: string) => [...functionTerms(query)].sort();

test("the words that hold a question together are known in French, German and Spanish", () => {
  expect(faint("Qu'est-ce que je fais d'une clé publiée ?")).toEqual(["ce", "d", "est", "je", "qu", "que", "une"]);
  expect(faint("Für wen können wir Räume buchen?")).toEqual(["fur", "konnen", "wen", "wir"]);
  expect(faint("¿Cuántos días de vacaciones tengo?")).toEqual(["cuanto", "de", "tengo"]);
});

test("a query in English, of names, or with a single such word has none", () => {
  expect(faint("What did the man die of in the war, and who will know?")).toEqual([]);
  expect(faint("Where is the La Paz office and who is on call?")).toEqual([]);
  expect(faint("MIT licence")).toEqual([]);
  expect(faint("die Rollback-Checkliste")).toEqual([]);
  expect(faint("copy d to l when c changes")).toEqual([]);
  expect(faint("")).toEqual([]);
});

test("with a word or two of English in it, a question is still in its language", () => {
  expect(faint("Wie kann ich the gateway neu starten?")).toEqual(["ich", "kann", "wie"]);
});
