import { commit } from "../content/commit.ts";
import { newContent } from "../content/create-content.ts";
import { createSpace } from "../content/create-space.ts";
import { labelNamed } from "../content/label-content.ts";
import type { Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { emptySeed } from "./empty.ts";
import type { SeedSite } from "./seed-site.ts";

const pagesPerSpace = 2_000;
const childrenPerPage = 12;
const minute = 60_000;
const firstDay = Date.parse("2024-01-08T08:00:00.000Z");

/** The people and the one real space of a large site; `fillLargeSite` adds the pages. */
export const largeSeed = (): SeedSite => ({ ...emptySeed("large"), name: "large" });

/** A repeatable source of numbers below 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const syllables = "ba ce di fo gu la me ni po ru sa te vi zo kra ble dri flo gru sta tre pli sho wen mar tol".split(
  " ",
);
const familiar =
  "release deploy service customer invoice meeting decision plan review database backup incident report policy team project guide budget contract security password network server client support ticket".split(
    " ",
  );

/** Some thousand words: a few known ones first, which Zipf's law makes common. */
function vocabulary(random: () => number): string[] {
  const words = new Set(familiar);
  const syllable = () => syllables[Math.floor(random() * syllables.length)] ?? "";
  while (words.size < 6_000) words.add(syllable() + syllable() + (random() < 0.5 ? syllable() : ""));
  return [...words];
}

type Writer = { word(): string; sentence(words: number): string };

function writer(random: () => number): Writer {
  const words = vocabulary(random);
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? "plan";
  const sentence = (count: number) => {
    const text = Array.from({ length: count }, word).join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return { word, sentence };
}

function bodyBy({ sentence, word }: Writer, random: () => number): string {
  const paragraph = () => `<p>${sentence(14)} ${sentence(11)} ${sentence(16)}</p>`;
  const parts = [paragraph(), `<h2>${sentence(4)}</h2>`, paragraph(), paragraph()];
  if (random() < 0.3) parts.push(`<ul><li><p>${sentence(6)}</p></li><li><p>${sentence(7)}</p></li></ul>`);
  if (random() < 0.2)
    parts.push(
      `<ac:structured-macro ac:name="info" ac:schema-version="1"><ac:rich-text-body>${paragraph()}</ac:rich-text-body></ac:structured-macro>`,
    );
  if (random() < 0.2)
    parts.push(
      `<table><tbody><tr><th><p>${word()}</p></th><th><p>${word()}</p></th></tr><tr><td><p>${sentence(3)}</p></td><td><p>${sentence(3)}</p></td></tr></tbody></table>`,
    );
  return parts.join("");
}

/** Fills a site with pages of invented text, in spaces of two thousand and trees of twelve children each. Repeatable. */
export function fillLargeSite(site: Site, pages: number): void {
  const random = randomFrom(42);
  const text = writer(random);
  const authors = [...site.accounts.values()].map(({ id }) => id);
  const labels = ["plan", "howto", "minutes", "reference", "draft"].map((name) => labelNamed(site, "global", name).id);
  let space: Space | undefined;
  let inSpace: number[] = [];
  for (let at = 0; at < pages; at += 1) {
    const created = firstDay + at * 7 * minute;
    const authorId = authors[at % authors.length] ?? "";
    if (!space || at % pagesPerSpace === 0) {
      const number = Math.floor(at / pagesPerSpace) + 1;
      space = createSpace(site, {
        key: `L${number}`,
        name: `Large ${number}`,
        description: "",
        by: authors[0] ?? "",
        at: created,
        visibility: "everyone",
      });
      inSpace = [space.homepageId ?? 0];
    }
    const nth = inSpace.length - 1;
    const parentId = inSpace[Math.floor(nth / childrenPerPage)] ?? null;
    const label = labels[Math.floor(random() * labels.length * 4)];
    const page = newContent(site, {
      type: "page",
      title: `${text.sentence(3).slice(0, -1)} ${at + 1}`,
      spaceId: space.id,
      authorId,
      at: created,
      body: bodyBy(text, random),
      parentId,
      position: (nth % childrenPerPage) * 412 + 412,
      labelIds: label === undefined ? [] : [label],
    });
    commit(site, { kind: "created", actor: authorId, at: created, before: undefined, after: page });
    inSpace.push(page.id);
  }
}
