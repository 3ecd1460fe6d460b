import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Release = {
  version: string;
  at: string;
  by: string;
  /** One sentence for people in a hurry. */
  headline: string;
  added?: string[];
  changed?: string[];
  fixed: string[];
  issues: number[];
  /** Minutes from merge to all machines, and whether it was rolled back. */
  rollout: [minutes: number, note?: string];
  migration?: string;
};

const RELEASES: Release[] = [
  {
    version: "2025.1",
    at: "2025-01-22",
    by: "bruno",
    headline: "Charts know the time zone of the station.",
    added: ["Zone per station, shown beside the clock"],
    fixed: [
      "Winter time in Dunedin ([[INC-21: Deck shows winter time in Dunedin]])",
      "Export of more than 65,536 rows stopped without a word",
    ],
    issues: [301, 307],
    rollout: [14],
  },
  {
    version: "2025.2",
    at: "2025-02-19",
    by: "anjali",
    headline: "Imports are keyed by the customer’s own number.",
    changed: ["Names are trimmed on import"],
    fixed: ["Forty duplicates in Bow Fork ([[INC-22: Forty duplicate stations]])"],
    issues: [322],
    rollout: [11],
    migration: "{{0112_station_external_id}}, 2 s",
  },
  {
    version: "2025.3",
    at: "2025-03-19",
    by: "mateus",
    headline: "Readings are written to PostgreSQL and InfluxDB at once.",
    added: ["Nightly comparison of both stores, result on the operator page"],
    fixed: ["Threshold line is dashed instead of red"],
    issues: [340, 344, 351],
    rollout: [26, "one restart of Sieve needed by hand"],
  },
  {
    version: "2025.4",
    at: "2025-04-12",
    by: "anjali",
    headline: "Millpond is PostgreSQL.",
    added: ["Language per person", "Deck on a phone, from 360 px"],
    changed: ["Ten years of one station: 2.1 s, was 38 s"],
    fixed: ["Quiet hours are kept as a zone name ([[INC-24: Alerts an hour late on the last Sunday of March]])"],
    issues: [355, 360, 361, 372],
    rollout: [190, "a Saturday, three people, one pizza"],
    migration: "the big one; see [[ADR-009: Move Millpond to PostgreSQL]]",
  },
  {
    version: "2025.5",
    at: "2025-05-27",
    by: "mateus",
    headline: "Extrapolated discharge is grey.",
    added: ["Field {{extrapolated}} in the API"],
    fixed: ["Logarithmic axis of turbidity began at zero"],
    issues: [379, 381],
    rollout: [12],
  },
  {
    version: "2025.6",
    at: "2025-06-11",
    by: "bruno",
    headline: "Edge and journal of Sluice restart separately.",
    added: ["Heron 3 is known by its serial number"],
    fixed: ["Reports mailed twice, see [[INC-25: Reports mailed twice]] (the day after)"],
    issues: [390],
    rollout: [18],
  },
  {
    version: "2025.9",
    at: "2025-09-02",
    by: "bruno",
    headline: "Acknowledge once, and everything stops ringing.",
    added: ["Token in text messages", "Signed webhooks ([[ADR-012: Webhooks are signed]])"],
    changed: ["Map draws rivers from our own data when tiles fail"],
    fixed: ["Calls went on after a click in the mail"],
    issues: [412, 418, 733],
    rollout: [16],
  },
  {
    version: "2025.11",
    at: "2025-11-05",
    by: "anjali",
    headline: "A rule for stuck wipers.",
    added: ["Flag {{W}} for turbidity, applied from 1 September on for the 214 sondes of FN-04"],
    fixed: ["Flag legend was cut off on small screens"],
    issues: [455, 456],
    rollout: [22],
    migration: "reflagging of 11 sondes, 40 min in the background",
  },
  {
    version: "2025.12",
    at: "2025-12-03",
    by: "bruno",
    headline: "Two voice carriers.",
    added: [
      "Alternate carriers for each call ([[ADR-013: Alarm calls leave through two carriers]])",
      "The robot listens to itself",
    ],
    fixed: ["German text message said “Alarm beendet” when it began"],
    issues: [470, 471, 474],
    rollout: [15],
  },
  {
    version: "2026.1",
    at: "2026-01-21",
    by: "anjali",
    headline: "Packet version 6 carries its unit. Rolled back after 18 minutes.",
    changed: ["Decoder for version 6"],
    fixed: ["–"],
    issues: [488],
    rollout: [18, "**rolled back**, [[INC-29: A decoder that read feet]]"],
  },
  {
    version: "2026.2",
    at: "2026-02-04",
    by: "anjali",
    headline: "Packet version 6, second attempt.",
    changed: ["Units come from the sensor record, never from a default"],
    fixed: ["A stage above the pole is refused"],
    issues: [488, 489, 490],
    rollout: [31, "in three steps, on purpose"],
  },
  {
    version: "2026.3",
    at: "2026-03-11",
    by: "mateus",
    headline: "Sessions last twelve hours.",
    changed: ["Sign-in again after 12 h instead of 30 days, asked for by two auditors"],
    fixed: ["Login loop in Safari, a day later ([[INC-30: Login loop after a library update]])"],
    issues: [501, 507],
    rollout: [13],
  },
  {
    version: "2026.5",
    at: "2026-05-20",
    by: "bruno",
    headline: "Sluice decodes with eight threads.",
    added: ["Queue length of the decoder on the operator page"],
    fixed: [
      "Journal lag in floods ([[INC-31: Forty-seven minutes behind the flood]])",
      "Bellbuoy no longer rings for readings older than 20 minutes",
    ],
    issues: [540, 541, 544],
    rollout: [9],
  },
  {
    version: "2026.6",
    at: "2026-06-30",
    by: "bruno",
    headline: "No mail addresses in logs.",
    changed: ["Logs of Bellbuoy name contacts by number"],
    fixed: ["Audit finding of 24 June"],
    issues: [552],
    rollout: [12],
  },
  {
    version: "2026.8",
    at: "2026-08-18",
    by: "mateus",
    headline: "Forecast upload for Rapids.",
    added: ["{{PUT /v2/forecasts/{station}}}", "Chart with forecast band"],
    fixed: ["Zoom lost when the newest reading arrived"],
    issues: [570, 573, 579],
    rollout: [17],
  },
  {
    version: "2026.9",
    at: "2026-09-22",
    by: "anjali",
    headline: "Rate limits per key.",
    added: ["600 requests a minute per API key, with {{Retry-After}}"],
    changed: ["Answers over 5 MB are paged"],
    fixed: ["Arabic report had its numbers from right to left"],
    issues: [590, 594],
    rollout: [12],
  },
  {
    version: "2026.10",
    at: "2026-10-21",
    by: "mateus",
    headline: "Otter 2 in all charts.",
    added: [
      "Dissolved organic matter as a measured quantity",
      "pH of Otter 2 after the repair of [[INC-33: Otter 2 sends pH of minus three]]",
    ],
    fixed: ["Print view lost the datum"],
    issues: [602, 611],
    rollout: [14],
  },
];

const bullets = (title: string, lines: string[] | undefined) =>
  lines ? m.h3(title) + m.bullets(lines.map((line) => m.listItem(m.p(inline(line))))) : "";

const release = (one: Release, index: number): Entry => ({
  title: `Headwater ${one.version}`,
  by: one.by,
  at: one.at,
  under: "Headwater releases",
  labels: ["release-notes", `release-${one.version.slice(0, 4)}`],
  likes: index % 3 === 0 ? ["nyambura"] : [],
  body:
    m.excerpt("headline", m.p(inline(one.headline))) +
    m.details("release", [
      ["Released", m.date(one.at)],
      ["Rollout", inline(`${one.rollout[0]} min${one.rollout[1] ? `, ${one.rollout[1]}` : ""}`)],
      ["Migration", inline(one.migration ?? "none")],
    ]) +
    bullets("New", one.added) +
    bullets("Changed", one.changed) +
    bullets("Repaired", one.fixed) +
    m.h3("Issues") +
    m.p(one.issues.map((issue) => m.jiraIssue(`ENG-${issue}`)).join(" ")),
});

/** Release notes of Headwater. */
export const engineeringReleases = (): Entry[] => [
  {
    title: "Headwater releases",
    by: "bruno",
    at: "2025-01-22",
    labels: ["release-notes", "headwater"],
    body: doc`
Year, dot, running number. A missing number was built and not released (2025.7, 2025.8, 2025.10, 2026.4, 2026.7).
${m.detailsSummary('label = "release-notes" and parent = currentContent()', "Released,Rollout,Migration", "Release", "release")}
Firmware is listed elsewhere: [[HW:Firmware releases]].
`,
  },
  {
    title: "Template: release notes",
    by: "bruno",
    at: "2025-01-22",
    under: "Headwater releases",
    labels: ["template"],
    body: doc`
${m.p(m.placeholder("One sentence for people in a hurry. No version numbers, no jargon."))}
### New
${m.p(m.placeholder("What can somebody do now that they could not do yesterday?"))}
### Repaired
${m.p(m.placeholder("Link the incident, if there was one", "jira"))}
`,
  },
  ...RELEASES.map(release),
  {
    title: "Why we changed the database in a wet week",
    by: "anjali",
    at: "2025-04-16",
    blog: true,
    labels: ["engineering", "database"],
    likes: ["bruno", "ilse", "mateus"],
    comments: [
      {
        by: "wren",
        at: "2025-04-17",
        text: "I watched the Poudre gauge all Saturday. Not one dot missing. :thumbsup:",
      },
    ],
    body: doc`
Saturday, five in the morning, three people in three countries and one pizza in Porto. The old store had six days of disk left; the new one had agreed with it for seven nights.
We stopped the fan-out, let the last 4,000 readings settle, turned the switch and counted. 2,041,338,112 rows on one side, the same on the other. Then we looked at three stations we know by heart, because counting is not looking.
The whole reasoning is in [[ADR-009: Move Millpond to PostgreSQL]]; the exception is in [[Wet weeks freeze]].
`,
  },
  {
    title: "Replaying a flood on a laptop",
    by: "bruno",
    at: "2026-06-18",
    blog: true,
    labels: ["engineering", "testing"],
    likes: ["anjali", "rafi"],
    body: doc`
The night of 11 May is now a file of 212 MB. Run {{make replay DAY=2026-05-11}} and the Oberinn rises through your living room in three minutes and forty seconds.
We found two more bugs in it that nobody had noticed in the night: alarms for readings 40 minutes old, and a chart that drew the future. See [[Testing against a recorded river]].
`,
  },
  {
    title: "Scripts ask different questions",
    by: "anjali",
    at: "2026-10-01",
    blog: true,
    labels: ["engineering", "api"],
    likes: ["saskia", "mateus"],
    body: doc`
A person looks at a chart and sees the maximum. A script fetches 385,000 readings and computes it. Last month 61 % of our requests came from scripts, and a growing part from assistants that have read [[DOCS:API overview]] and take it literally.
Three things they get wrong because *we* are unclear: units, datum, and what a missing value means. [[ADR-016: The API answers programs first]] proposes to repair that.
`,
  },
];
