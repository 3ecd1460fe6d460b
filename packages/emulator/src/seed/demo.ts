import { engineeringPlatform } from "./content/eng-platform.ts";
import { type Entry, toContent } from "./content/entry.ts";
import { hq } from "./content/hq.ts";
import { groups, people } from "./content/people.ts";
import { spaces } from "./content/spaces.ts";
import type { SeedSite } from "./seed-site.ts";

const SITE: Record<string, () => Entry[]> = {
  HQ: hq,
  ENG: engineeringPlatform,
};

/**
 * The wiki of Rillmark Instruments, an invented maker of river gauges: what newcomers see in the demo and what search,
 * the converter and the tests are tried on. Every call builds the same content.
 */
export function demoSeed(): SeedSite {
  const content = Object.entries(SITE).flatMap(([space, entries]) => toContent(space, entries()));
  const homes = new Set(content.map((one) => one.key));
  return { name: "rillmark", people, groups, spaces: spaces.filter((space) => homes.has(space.homepage)), content };
}
