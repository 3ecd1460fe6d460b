import type { SeedTemplate } from "../seed-site.ts";

const variable = (name: string) => `<at:var at:name="${name}" />`;
const declared = (...names: string[]) =>
  `<at:declarations>${names.map((name) => `<at:string at:name="${name}" />`).join("")}</at:declarations>`;

/** What pages at Rillmark are started from. */
export const templates: SeedTemplate[] = [
  {
    name: "Visit report",
    description: "What was seen and done at a station, one page for each visit.",
    author: "wren",
    at: "2025-02-03T16:20:00.000Z",
    labels: ["visit"],
    body: [
      declared("Station", "Visitor"),
      `<p>${variable("Visitor")} was at ${variable("Station")}.</p>`,
      "<h2>What we found</h2><p></p>",
      "<h2>What we did</h2><p></p>",
      "<h2>What is left to do</h2><p></p>",
    ].join(""),
  },
  {
    name: "Runbook",
    description: "For whoever is on call at three in the morning.",
    space: "ENG",
    author: "bruno",
    at: "2025-06-18T09:05:00.000Z",
    labels: ["runbook"],
    body: [
      declared("Alert"),
      `<p>The alert <code>${variable("Alert")}</code> brought you here.</p>`,
      "<h2>Is it real?</h2><p></p>",
      "<h2>Stop the bleeding</h2><ol><li><p></p></li></ol>",
      "<h2>Who to wake</h2><p></p>",
    ].join(""),
  },
];
