import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Decision = {
  number: number;
  name: string;
  by: string;
  at: string;
  state: [string, m.StatusColour];
  deciders: string[];
  body: string;
  more?: Partial<Entry>;
};

const decision = ({ number, name, by, at, state, deciders, body, more }: Decision): Entry => ({
  title: `ADR-${String(number).padStart(3, "0")}: ${name}`,
  by,
  at,
  under: "Architecture decisions",
  labels: ["adr", state[0].toLowerCase()],
  ...more,
  body:
    m.details("adr", [
      ["State", m.status(state[0], state[1])],
      ["Date", m.date(at)],
      ["Decided by", deciders.map(m.mention).join(", ")],
    ]) + body,
});

const ACCEPTED: [string, m.StatusColour] = ["ACCEPTED", "Green"];
const SUPERSEDED: [string, m.StatusColour] = ["SUPERSEDED", "Grey"];

/** Architecture decision records of Headwater. */
export const engineeringDecisions = (): Entry[] => [
  {
    title: "Architecture decisions",
    by: "mateus",
    at: "2024-12-13",
    labels: ["adr", "architecture"],
    body: doc`
What we decided about the shape of Headwater and why. A record is never rewritten; a new one replaces it and says so.
${m.detailsSummary('label = "adr" and space = "ENG"', "State,Date,Decided by", "Decision", "adr")}
To write one copy [[Template: architecture decision]].
`,
  },
  {
    title: "Template: architecture decision",
    by: "mateus",
    at: "2024-12-13",
    under: "Architecture decisions",
    labels: ["template"],
    body:
      m.details("adr", [
        ["State", m.status("PROPOSED", "Yellow")],
        ["Date", m.placeholder("Type // to insert the date")],
        ["Decided by", m.placeholder("@mention everyone who must agree", "mention")],
      ]) +
      doc`
## What hurts
${m.p(m.placeholder("Two or three sentences and at least one number. No solution yet."))}
## What we considered
${m.numbered([m.listItem(m.p(m.placeholder("The option you like least, described fairly"))), m.listItem(m.p(m.placeholder("Doing nothing"))), m.listItem(m.p(m.placeholder("The option you want")))])}
## Decision
${m.p(m.placeholder("One sentence that starts with “We will”."))}
## What gets worse
${m.p(m.placeholder("If this is empty the record is not finished."))}
## Follow-up
${m.p(m.placeholder("Link the issue", "jira"))}
`,
  },
  decision({
    number: 1,
    name: "One repository for Headwater",
    by: "mateus",
    at: "2024-12-14",
    state: ACCEPTED,
    deciders: ["mateus", "anjali", "bruno"],
    body: doc`
## What hurts
Six repositories, six versions of the packet decoder. On 3 December Rater read battery volts as decimetres.
## Decision
We will keep all services in one repository with one version number.
## What gets worse
A build takes 7 minutes instead of 2. @bruno caches; now 3:20.
`,
  }),
  decision({
    number: 2,
    name: "Times are UTC instants, zones are names",
    by: "anjali",
    at: "2024-12-18",
    state: ACCEPTED,
    deciders: ["anjali", "bruno"],
    more: {
      labels: ["adr", "accepted", "time"],
      edits: [
        {
          by: "bruno",
          at: "2025-04-04",
          note: "After INC-24",
          now: "No offset is ever stored",
          was: "Offsets are stored beside zones",
        },
      ],
    },
    body: doc`
## What hurts
Three services keep local times, two of them without saying whose.
## Decision
We will store instants in UTC and, where a person's clock matters, the name of an IANA zone. No offset is ever stored.
## What gets worse
Reports per day need the zone of the station, and New Zealand's day has 23 or 25 hours twice a year. [[INC-24: Alerts an hour late on the last Sunday of March]] happened because Bellbuoy had not followed this record.
`,
  }),
  decision({
    number: 3,
    name: "Readings travel in CBOR",
    by: "rafi",
    at: "2025-01-08",
    state: ACCEPTED,
    deciders: ["rafi", "anjali"],
    body: doc`
## What hurts
JSON over LTE-M: 412 bytes for one reading of an Otter. At 5 MB a month that leaves no room for firmware.
## Considered
- Protocol Buffers: 71 bytes, but the generated code takes 19 KB of a Burrow's 256 KB
- CBOR with numbered keys: 64 bytes, decoder 3.1 KB
- Own bit format, as in G1: 38 bytes, and nobody could read it after @tomoko's holiday
## Decision
We will use CBOR with integer keys, listed in [[HW:Packet format]].
:::code json example, in diagnostic notation
{"0": 17, "1": 90412, "2": [1412, 1411, 1413], "7": 3.61}
:::
`,
  }),
  decision({
    number: 4,
    name: "A reading has a natural key",
    by: "anjali",
    at: "2025-01-13",
    state: ACCEPTED,
    deciders: ["anjali"],
    body: doc`
Device, boot counter and sequence number identify a reading for ever. Two packets with the same key are the same reading; the second is counted and dropped.
## Why not the time
A Burrow without a cell since its battery swap believes that it is 2000. Until it hears the network it counts seconds from its boot, and {{taken_at}} is repaired later.
## What gets worse
The boot counter is 16 bits. A device that restarts every minute reuses keys after 45 days. We had one (OBI-022, a loose antenna cable pulling the supply down); Sluice now refuses a device with more than 200 boots a day.
`,
  }),
  decision({
    number: 5,
    name: "InfluxDB for readings",
    by: "anjali",
    at: "2025-01-14",
    state: SUPERSEDED,
    deciders: ["mateus"],
    body: doc`
:::note
Replaced by [[ADR-009: Move Millpond to PostgreSQL]]. Written down in January 2025 although the choice dates from 2018, so that the reasons are not lost.
:::
In 2018 we had 140 devices and no database person. InfluxDB took readings without a schema and drew charts on the first evening. That was right then.
`,
  }),
  decision({
    number: 6,
    name: "Deck uses the public API",
    by: "mateus",
    at: "2025-01-22",
    state: ACCEPTED,
    deciders: ["mateus", "anjali"],
    body: doc`
## Decision
We will give Deck no private routes. If a chart needs something, the public API gets it, with documentation, in [[DOCS:API overview]].
## Why
The Kitano office found a hidden route in the old Deck, built their reports on it, and we broke them three times in a year without knowing.
## What gets worse
Deck needs three requests for the first page instead of one. Measured on Nyambura's phone: 1.9 s instead of 1.4 s.
`,
  }),
  decision({
    number: 7,
    name: "Keep raw readings for ever",
    by: "anjali",
    at: "2025-01-30",
    state: ACCEPTED,
    deciders: ["anjali", "ilse"],
    more: {
      comments: [
        {
          by: "bruno",
          at: "2025-10-28",
          text: "This was asked in January with a date, nobody answered, so it became true. It has since cost 9 × 95 €. I do not object, I only note that silence was expensive.",
          on: "silence",
        },
        {
          by: "ilse",
          at: "2025-10-29",
          text: "A hydrologist will thank you in forty years. The 1965 flood was recomputed last month from paper.",
        },
      ],
    },
    body: doc`
## What hurts
We drop raw values after two years and keep hourly means. In October a customer needed the 15-minute values of a flood in 2022.
## Decision
We will keep every raw reading. ((silence|Answers until 13 February; silence is consent.))
## Cost
212 GB by the end of 2026 if nothing changes (it did come to 212 GB, to everybody's surprise).
`,
  }),
  decision({
    number: 8,
    name: "One tenant is one schema",
    by: "bruno",
    at: "2025-02-06",
    state: ["REJECTED", "Red"],
    deciders: ["anjali", "mateus"],
    body: doc`
## Idea
A database schema per customer, so that a mistake in a query cannot show one customer's wells to another.
## Why not
164 customers, most with fewer than five stations; migrations would run for 40 minutes. Row-level security gives the same wall. A test signs in as each of two tenants and tries 61 routes with the other's ids; it has run each night since.
`,
  }),
  decision({
    number: 9,
    name: "Move Millpond to PostgreSQL",
    by: "anjali",
    at: "2025-02-10",
    state: ACCEPTED,
    deciders: ["anjali", "mateus", "bruno"],
    more: {
      likes: ["bruno", "mateus"],
      comments: [
        {
          by: "bruno",
          at: "2025-02-11",
          text: "Before anyone says yes: show me a restore. A database I have not restored is a rumour.",
          on: "restore",
          resolved: true,
          replies: [
            {
              by: "anjali",
              at: "2025-02-19",
              text: "Restored to yesterday 14:00 in 52 minutes, protocol in the ticket.",
            },
          ],
        },
        {
          by: "rafi",
          at: "2025-02-12",
          text: "I was against it and write it here so that it stays: InfluxDB never woke me.",
          replies: [{ by: "bruno", at: "2025-02-12", text: "Because you are not on call." }],
        },
      ],
      files: [
        {
          name: "bench-2025-02.csv",
          type: "text/csv",
          text: "query,influx_s,postgres_s\nten years of one station,38.2,2.1\nnewest value of all stations,0.9,0.04\nlow flow 2003-2022,timeout,11.8\nwrite 10000 readings,0.3,0.7\n",
        },
      ],
    },
    body: doc`
## What hurts
- Ten years of one station takes 38 s.
- No joins: Deck fetches stations, then sensors, then readings.
- The free version has no replica, the paid one costs 1,900 € a month.
## Considered
${m.table(
  [
    ["", "InfluxDB 3", "ClickHouse", "PostgreSQL + hypertables"].map(inline),
    ["Ten years of one station", "4 s", "0.6 s", "2.1 s"].map(inline),
    ["Correct a reading", "new point", "hard", "a row"].map(inline),
    ["Somebody here knows it", "no", "no", "three people"].map(inline),
    ["Restore tried", "no", "no", "((restore|52 min))"].map(inline),
  ],
  { headerColumn: true },
)}
Numbers: [[^bench-2025-02.csv]].
## Decision
We will move to PostgreSQL, write to both for four weeks, compare each night, and cut over when seven nights in a row differ in nothing.
## What gets worse
Writes take twice as long per batch. We batch more.
`,
  }),
  decision({
    number: 10,
    name: "Devices flag and never filter",
    by: "ilse",
    at: "2025-02-24",
    state: ACCEPTED,
    deciders: ["ilse", "rafi", "anjali"],
    body: doc`
Taken after the discussion under [[The duck filter]].
${m.decisions([inline("A device sends every value it measured, unchanged."), inline("A device may set one of three flag bits: {{jump}}, {{supply low}}, {{self-test failed}}."), inline("Filters live in Sieve, where they can be switched off.")])}
## What gets worse
About 3 % more bytes on the air. @rafi would have liked the median. He is right about the bytes.
`,
  }),
  decision({
    number: 11,
    name: "Grey out extrapolated discharge",
    by: "mateus",
    at: "2025-05-19",
    state: ACCEPTED,
    deciders: ["ilse", "mateus"],
    body: doc`
## What hurts
The dry spring took 38 stations below the lowest gauging. Rater continued the curve and the result was wrong by up to 60 %.
## Decision
We will draw discharge outside the gauged range in grey, mark it {{extrapolated: true}} in the API, and leave it out of statistics unless the reader asks.
## Not decided
Whether alarms may use extrapolated discharge. Floods are above the range, by nature. Today: yes.
`,
  }),
  decision({
    number: 12,
    name: "Webhooks are signed",
    by: "bruno",
    at: "2025-08-11",
    state: ACCEPTED,
    deciders: ["bruno", "mateus"],
    body: doc`
We will sign each webhook with a secret per endpoint, HMAC SHA-256 over time and body, and refuse to send to plain http.
:::code javascript verify.js, the version in our documentation
import { createHmac, timingSafeEqual } from "node:crypto";

export function isOurs(secret, time, body, signature) {
  const expected = createHmac("sha256", secret).update(time + "." + body).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex"));
}
:::
What gets worse: eleven customers have to change something before {2025-12-31}. Nine did. Two still run on the exception list ({ENG-733}).
`,
  }),
  decision({
    number: 13,
    name: "Alarm calls leave through two carriers",
    by: "bruno",
    at: "2025-11-24",
    state: ACCEPTED,
    deciders: ["bruno", "nyambura"],
    body: doc`
On {2025-11-16} our only voice carrier was down for 3 h 10 min. No river rose, which was luck ([[INC-28: No voice calls for three hours]]).
## Decision
We will place alternate calls through alternate carriers, always, so that the second path is never unused and therefore never broken.
## Cost
38 € a month and one more bill for @lotte.
`,
  }),
  decision({
    number: 14,
    name: "Forecasts come from the customer",
    by: "ilse",
    at: "2026-02-23",
    state: ACCEPTED,
    deciders: ["ilse", "mateus", "wren"],
    body: doc`
We measure; we do not predict the weather. For Rapids the Wasserverband uploads its own forecast every hour, and Bellbuoy compares it with our stage.
The opposite view, by @wren: customers in Motukawa have no forecast of their own and will ask for one. Look again after the pilot. See [[RAPIDS:Forecast intake]].
`,
  }),
  decision({
    number: 15,
    name: "Alerts are decided in Bellbuoy",
    by: "rafi",
    at: "2026-06-08",
    state: ACCEPTED,
    deciders: ["rafi", "bruno", "wren"],
    more: {
      comments: [
        {
          by: "owen",
          at: "2026-06-09",
          text: "In the Motukawa gorge there is no cell for hours when it rains. A siren that decides by itself would have helped on 14 July 2025.",
          replies: [
            {
              by: "rafi",
              at: "2026-06-09",
              text: "I want that too. Not on Burrow 4: its clock may be wrong by minutes and it cannot tell a duck from a wave.",
            },
          ],
        },
      ],
    },
    body: doc`
## What hurts
After INC-31 three customers asked for a siren on the pole that works without us.
## Decision
No alerts on the device before Burrow 5. Burrow 5 has a second processor that stays awake and can compare two sensors.
## What gets worse
For at least another year an alarm needs a cell, or the satellite option where it is sold ({blue:BETA}).
`,
  }),
  decision({
    number: 16,
    name: "The API answers programs first",
    by: "anjali",
    at: "2026-09-28",
    state: ["PROPOSED", "Yellow"],
    deciders: ["anjali", "mateus"],
    more: {
      comments: [
        {
          by: "saskia",
          at: "2026-10-02",
          text: "Two tenders this autumn ask for exactly this. Can I say “2027.1”?",
          on: "when",
          replies: [{ by: "mateus", at: "2026-10-05", text: "You can say “first half of 2027”." }],
        },
      ],
    },
    body: doc`
61 % of requests come from scripts and, since the summer, from assistants that read our documentation by themselves. They fetch whole years to find one maximum.
## Proposal
- A route that answers questions of the form *when was stage above X between A and B*
- Errors that say what to do next
- Units and datum in every answer, never implied
((when|Answer wanted by 30 November 2026)).
`,
  }),
];
