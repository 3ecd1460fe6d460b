import { storageToText } from "@tributary/storage-format";
import fc from "fast-check";
import { expect, test } from "vitest";
import { passagesOf } from "./passages.ts";

const words = (count: number, word = "word") => Array.from({ length: count }, (_, i) => `${word}${i}`).join(" ");
const length = (text: string) => text.split(/\s+/).length;

test("what the converter gives becomes passages with heading paths and anchors", () => {
  const storage = `<p>${words(50)}</p><h1>Install</h1><p>${words(60)}</p><h2>On Linux</h2><p>${words(70)}</p>`;
  const passages = passagesOf(storageToText(storage).passages);
  expect(passages.map(({ headingPath, anchor }) => ({ headingPath, anchor }))).toEqual([
    { headingPath: [], anchor: undefined },
    { headingPath: ["Install"], anchor: "Install" },
    { headingPath: ["Install", "On Linux"], anchor: "On-Linux" },
  ]);
});

test("a long text is split between paragraphs into pieces of 300 words or so", () => {
  const text = Array.from({ length: 20 }, (_, i) => words(80, `p${i}w`)).join("\n\n");
  const passages = passagesOf([{ headings: ["H"], anchor: "H", text }]);
  for (const passage of passages.slice(0, -1)) {
    expect(length(passage.text)).toBeGreaterThanOrEqual(200);
    expect(length(passage.text)).toBeLessThanOrEqual(400);
    expect(passage).toMatchObject({ headingPath: ["H"], anchor: "H" });
  }
});

test("without paragraphs it is split between lines, sentences, words, and at last within what has no blanks", () => {
  for (const text of [
    Array.from({ length: 100 }, () => words(10)).join("\n"),
    Array.from({ length: 100 }, () => words(10)).join(". "),
    words(1_000),
    "漢".repeat(9_000),
  ]) {
    const passages = passagesOf([{ text }]);
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages) expect(passage.text.length).toBeLessThan(6_000);
  }
});

test("a heading alone goes with what is below it, and leftovers with what is before them", () => {
  expect(
    passagesOf([
      { headings: ["Setup"], anchor: "Setup", text: "Setup" },
      { headings: ["Setup", "Linux"], anchor: "Linux", text: `Linux\n${words(80)}` },
      { headings: ["Setup", "Linux"], anchor: "Linux", text: words(20) },
    ]),
  ).toEqual([{ headingPath: ["Setup", "Linux"], anchor: "Linux", text: `Setup\nLinux\n${words(80)}\n${words(20)}` }]);
});

test("short answers under headings of their own stay apart", () => {
  const faq = ["How do I reset it?", "Who may see it?"].map((heading) => ({
    headings: [heading],
    anchor: heading,
    text: `${heading}\n${words(15)}`,
  }));
  expect(passagesOf(faq)).toHaveLength(2);
});

test("every word stays, in its order", () => {
  const piece = fc.record({
    headings: fc.array(fc.constantFrom("A", "B", "C"), { maxLength: 3 }),
    text: fc.lorem({ maxCount: 900, mode: "words" }),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (raw) => {
      const all = (pieces: { text: string }[]) => pieces.flatMap(({ text }) => text.split(/\s+/).filter(Boolean));
      const passages = passagesOf(raw);
      expect(all(passages)).toEqual(all(raw));
      for (const { text } of passages) expect(length(text)).toBeLessThanOrEqual(440);
    }),
    { numRuns: 50 },
  );
});

test("a page of five megabytes is split in a moment", () => {
  const text = words(800_000);
  const started = process.cpuUsage();
  expect(passagesOf([{ text }]).length).toBeGreaterThan(2_000);
  // The time of other work on a busy machine is not counted.
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});
