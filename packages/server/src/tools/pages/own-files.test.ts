import fc from "fast-check";
import { expect, test } from "vitest";
import { showsOwnFiles, withOwner } from "./own-files.ts";

const owner = "<ri:page />";

test("files are given an owner where they have none, in either form", () => {
  const own = '<ri:attachment ri:filename="a.png" /><ri:attachment ri:filename="b.png"> </ri:attachment>';
  const other = '<ri:attachment ri:filename="c.png"><ri:page ri:content-title="D" /></ri:attachment>';
  expect(withOwner(own + other, owner)).toBe(
    `<ri:attachment ri:filename="a.png">${owner}</ri:attachment><ri:attachment ri:filename="b.png">${owner}</ri:attachment>${other}`,
  );
  expect(showsOwnFiles(own)).toBe(true);
  expect(showsOwnFiles(other)).toBe(false);
});

test("whatever tags stand beside each other, the same files are found as by trying every place", () => {
  const before = /<ri:attachment\b([^>]*?)\s*(?:\/>|>\s*<\/ri:attachment>)/g;
  const unit = fc.constantFrom("<ri:attachment", ' a="b"', "/>", ">", " ", "</ri:attachment>", "<p>", "x");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 10 }), (text) => {
      // A tag within a tag or a slash within it is no storage format.
      fc.pre(!/<[^>]*<|\/>\s*<\/ri|\/ ?>>/.test(text.replaceAll("></", ">\n</")));
      expect(withOwner(text, owner)).toBe(text.replace(before, `<ri:attachment$1>${owner}</ri:attachment>`));
    }),
  );
});

test("a time that grows with the length", () => {
  const started = process.cpuUsage();
  withOwner(`<ri:attachment${" ".repeat(200_000)}`, owner);
  withOwner("<ri:attachment ".repeat(50_000), owner);
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(5);
});
