import { expect, test } from "vitest";
import { createClock } from "../clock.ts";
import { newContent } from "../content/create-content.ts";
import { createSite, type Site } from "../state/site.ts";
import { and, membersOf } from "./bits.ts";
import { matchText } from "./match-text.ts";
import { createSearchIndex, type SearchIndex } from "./search-index.ts";

function newSite() {
  const site = createSite({ cloudId: "c", name: "s", prefix: "" });
  const clock = createClock(() => 0);
  clock.set(1_000_000);
  return { site, clock, index: createSearchIndex(site, clock, 0) };
}

const page = (site: Site, title: string) =>
  newContent(site, { type: "page", title, spaceId: 1, authorId: "a", at: 5, body: "<p>words</p>" });

/** Titles of what is found, the newest number last. */
function found(index: SearchIndex, query: string): string[] {
  index.catchUp();
  const bits = and(matchText(index.texts, query, index.size).bits, index.live);
  return [...membersOf(bits)].map((document) => index.title(document));
}

test("shows every write in its turn when the lag has passed, not the newest with the first", () => {
  const { site, clock, index } = newSite();
  index.lagMs = 20_000;
  const first = page(site, "First words");
  site.content.put(first);
  clock.advance(10_000);
  site.content.put({ ...first, title: "Second words" });
  expect(found(index, "words")).toEqual([]);
  clock.advance(10_000);
  expect(found(index, "words")).toEqual(["first words"]);
  expect(index.unseen()).toEqual(new Set([first.id]));
  clock.advance(10_000);
  expect(found(index, "words")).toEqual(["second words"]);
  site.content.delete(first.id);
  expect(found(index, "words")).toEqual(["second words"]);
  index.lagMs = 0;
  expect(found(index, "words")).toEqual([]);
});

test("clears up when more documents are gone than there are, and answers as before", () => {
  const { site, index } = newSite();
  const stays = page(site, "Stays");
  site.content.put(stays);
  let changed = page(site, "Changed 0");
  for (let nth = 1; nth <= 10_050; nth += 1) {
    changed = { ...changed, title: `Changed ${nth}`, version: { ...changed.version, number: nth } };
    site.content.put(changed);
    index.catchUp();
  }
  expect(index.size).toBeLessThan(100);
  expect(index.found).toBe(2);
  expect(found(index, "words")).toEqual(["stays", "changed 10050"]);
  expect(found(index, '"changed 10050"')).toEqual(["changed 10050"]);
  expect(found(index, "10049")).toEqual([]);
  expect(index.entry(index.numberOf(stays.id) ?? -1)?.row).toBe(stays);
  const document = index.numberOf(changed.id) ?? -1;
  expect(index.facts.id[document]).toBe(changed.id);
});

test("takes in a new row without indexing its words again when only other facts changed", () => {
  const { site, index } = newSite();
  const before = page(site, "Kept");
  site.content.put(before);
  index.catchUp();
  const document = index.numberOf(before.id);
  site.content.put({ ...before, status: "archived", favouritedBy: ["a"] });
  index.catchUp();
  expect(index.numberOf(before.id)).toBe(document);
  expect(index.entry(document ?? -1)?.row).toMatchObject({ status: "archived", favouritedBy: ["a"] });
  site.content.put({ ...before, status: "trashed" });
  index.catchUp();
  expect(index.numberOf(before.id)).toBeUndefined();
});
