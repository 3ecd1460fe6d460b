import { besidePages } from "./content/beside-pages.ts";
import { productDocs } from "./content/docs.ts";
import { engineeringDecisions } from "./content/eng-decisions.ts";
import { engineeringIncidents } from "./content/eng-incidents.ts";
import { engineeringMeetings } from "./content/eng-meetings.ts";
import { engineeringPlatform } from "./content/eng-platform.ts";
import { engineeringReleases } from "./content/eng-releases.ts";
import { engineeringRunbooks } from "./content/eng-runbooks.ts";
import { type Entry, toContent } from "./content/entry.ts";
import { fieldOperations } from "./content/field.ts";
import { fieldRegister } from "./content/field-register.ts";
import { gaugeOne } from "./content/gauge-one.ts";
import { support } from "./content/help.ts";
import { hq } from "./content/hq.ts";
import { instruments } from "./content/hw-instruments.ts";
import { registerMap } from "./content/hw-registers.ts";
import { instrumentSheets } from "./content/hw-sheets.ts";
import { instrumentStories } from "./content/hw-stories.ts";
import { engineeringLeftovers, instrumentLeftovers } from "./content/leftovers.ts";
import { longReads } from "./content/long-reads.ts";
import { groups, people } from "./content/people.ts";
import { peopleSpace } from "./content/people-space.ts";
import { anjaliSpace, owenSpace } from "./content/personal.ts";
import { rapids } from "./content/rapids.ts";
import { sales } from "./content/sales.ts";
import { ANJALI, OWEN, spaces } from "./content/spaces.ts";
import { templates } from "./content/templates.ts";
import type { SeedSite } from "./seed-site.ts";

const CONTENT: [space: string, entries: () => Entry[]][] = [
  ["HQ", hq],
  ["ENG", engineeringPlatform],
  ["ENG", engineeringDecisions],
  ["ENG", engineeringRunbooks],
  ["ENG", engineeringIncidents],
  ["ENG", engineeringMeetings],
  ["ENG", engineeringReleases],
  ["ENG", engineeringLeftovers],
  ["HW", instruments],
  ["HW", instrumentSheets],
  ["HW", () => [registerMap()]],
  ["HW", instrumentStories],
  ["HW", instrumentLeftovers],
  ["FIELD", fieldOperations],
  ["FIELD", fieldRegister],
  ["SALES", sales],
  ["HELP", support],
  ["DOCS", productDocs],
  ["RAPIDS", rapids],
  ["PEOPLE", peopleSpace],
  ["G1", gaugeOne],
  ...Object.entries(longReads),
  [ANJALI, anjaliSpace],
  [OWEN, owenSpace],
];

/**
 * The wiki of Rillmark Instruments, an invented maker of river gauges: what newcomers see in the demo and what search,
 * the converter and the tests are tried on. Every call builds the same content.
 */
export function demoSeed(): SeedSite {
  const content = CONTENT.flatMap(([space, entries]) => toContent(space, entries()));
  return { name: "rillmark", people, groups, spaces, content, templates, besidePages };
}
