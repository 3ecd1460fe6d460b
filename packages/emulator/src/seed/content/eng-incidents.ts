import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Incident = {
  number: number;
  name: string;
  by: string;
  at: string;
  severity: 1 | 2 | 3;
  lasted: string;
  customers: string;
  lead: string;
  body: string;
  more?: Partial<Entry>;
};

const COLOURS = { 1: "Red", 2: "Yellow", 3: "Grey" } as const;

const incident = (one: Incident): Entry => ({
  title: `INC-${one.number}: ${one.name}`,
  by: one.by,
  at: one.at,
  under: "Incident reviews",
  labels: ["incident", `severity-${one.severity}`],
  ...one.more,
  body:
    m.details("incident", [
      ["Severity", m.status(`SEV ${one.severity}`, COLOURS[one.severity])],
      ["Lasted", inline(one.lasted)],
      ["Customers", inline(one.customers)],
      ["Lead", m.mention(one.lead)],
    ]) + one.body,
});

const lag = `minute,journal_lag_s,packets_per_s
22:00,2,171
22:15,9,266
22:30,140,371
22:45,610,412
23:00,1490,405
23:15,2380,390
23:32,2820,377
23:45,1210,362
00:05,8,340
`;

/** What went wrong in Headwater, told without blame. */
export const engineeringIncidents = (): Entry[] => [
  {
    title: "Incident reviews",
    by: "bruno",
    at: "2025-01-07",
    labels: ["incident", "reliability"],
    body: doc`
First draft within two days, read aloud in the [[Platform sync notes|platform sync]], actions have one name and one date each. Numbers below 21 are in the old mail archive.
${m.detailsSummary('label = "incident" and space = "ENG"', "Severity,Lasted,Customers,Lead", "Incident", "incident")}
`,
  },
  {
    title: "Template: incident review",
    by: "bruno",
    at: "2025-01-07",
    under: "Incident reviews",
    labels: ["template"],
    body:
      m.details("incident", [
        ["Severity", m.status("SEV ?", "Grey")],
        ["Lasted", m.placeholder("from first wrong reading to last, not from first alarm")],
        ["Customers", m.placeholder("number, and who was phoned")],
        ["Lead", m.placeholder("@mention", "mention")],
      ]) +
      doc`
## What people saw
${m.p(m.placeholder("In the words of the first customer who called."))}
## Timeline
| !UTC | What happened
| ${m.placeholder("hh:mm")} |

## Why it was possible
${m.p(m.placeholder("Ask why until you reach something that is true on calm days too."))}
## What helped
## Actions
[ ] ${m.placeholder("one person, one date")}
`,
  },
  incident({
    number: 21,
    name: "Deck shows winter time in Dunedin",
    by: "mateus",
    at: "2025-01-08",
    severity: 3,
    lasted: "unknown, at least since October 2024",
    customers: "3",
    lead: "mateus",
    body: doc`
Charts of New Zealand stations were drawn an hour early in summer. Found by @owen, who looked at the tide.
Cause: the browser's zone database was right, ours was from 2019. We now use the one of the system and refuse to start when it is older than a year.
[x] @mateus removes the private copy {2025-01-10}
`,
  }),
  incident({
    number: 22,
    name: "Forty duplicate stations",
    by: "anjali",
    at: "2025-02-04",
    severity: 3,
    lasted: "2 days",
    customers: "1 (Bow Fork)",
    lead: "anjali",
    body: doc`
An import of the irrigation district ran twice; the second time with “Bow Fork Ditch 7 ” (a space at the end). 40 stations existed twice and alarms rang twice.
**Why it was possible:** names were the key of the import. Now the customer's own number is, and names are trimmed.
[x] @anjali merges with {{deckctl station merge}}
[x] @saskia sends the ditch company a cake
`,
  }),
  incident({
    number: 23,
    name: "Firmware 4.5.0 drains batteries",
    by: "rafi",
    at: "2025-03-05",
    severity: 2,
    lasted: "11 days",
    customers: "19, 31 devices",
    lead: "rafi",
    body: doc`
## What people saw
Nothing. Batteries fell by 40 mV a day instead of 2; @bruno saw the slope in the 5 % ring.
## Why
4.5.0 left the modem's UART powered after a failed attach. In the lab every attach succeeds.
:::code c
-    modem_sleep();
+    modem_sleep();
+    uart_power(UART_MODEM, false);   /* also after a failed attach, 1.9 mA otherwise */
:::
## Actions
[x] @rafi releases 4.5.1 {2025-03-06}
[x] @tomoko builds the *bad cell*: a box with a switchable attenuator, now part of every release test
[ ] Battery slope as a rule in Sieve, open since then ({ENG-388})
`,
  }),
  incident({
    number: 24,
    name: "Alerts an hour late on the last Sunday of March",
    by: "bruno",
    at: "2025-04-01",
    severity: 1,
    lasted: "2025-03-30 01:00 to 07:41 UTC",
    customers: "58 with quiet hours; 2 real alarms late",
    lead: "bruno",
    more: {
      likes: ["ilse", "nyambura"],
      edits: [
        {
          by: "bruno",
          at: "2025-04-03",
          note: "Corrected after talking to the Wasserverband",
          now: "61 minutes",
          was: "60 minutes",
        },
      ],
      comments: [
        {
          by: "wren",
          at: "2025-04-02",
          text: "Who would have been standing there at 05:10?",
          on: "late",
          resolved: true,
          replies: [
            {
              by: "nyambura",
              at: "2025-04-02",
              text: "Two volunteers of the fire brigade who close the underpass. They closed it from habit.",
            },
          ],
        },
        {
          by: "mateus",
          at: "2025-04-02",
          text: "ADR-002 said it four months ago. We wrote it and did not look whether it was true.",
        },
      ],
    },
    body: doc`
${m.toc(2)}
## What people saw
“Ihre Meldung kam um 06:11, das Wasser war um 05:10 da.” (Wasserverband Oberinn, 08:20)
## Timeline
| !UTC | What happened
| !01:00 | Clocks change in Europe. Bellbuoy keeps quiet hours as *21:00–05:00, UTC+1*
| !03:10 | Oberinn at Zirl passes 3.20 m. In Zirl it is 05:10 and the quiet hours are over; Bellbuoy thinks it is 04:10
| !04:11 | First reading after the supposed end. The ladder starts, ((late|61 minutes)) late
| !06:35 | @nyambura sees the complaint, phones @bruno
| !07:41 | Quiet hours switched off for everybody

## Why it was possible
1. The offset was stored when the customer saved the form, in winter.
2. The same mistake in October makes alarms an hour *early*, which nobody reports.
3. [[ADR-002: Times are UTC instants, zones are names]] was accepted but no test asked Bellbuoy.
## What helped
The staff reader in Zirl, who phoned the brigade by himself. He got a Heron mug.
## Actions
[x] @bruno moves quiet hours to zone names {2025-04-04}
[x] @anjali adds the recording {{2025-03-30-all}} to the replay set {2025-04-30}
[x] @mateus checks every ADR of 2024 against the code {2025-05-31}
[x] Red alarms ignore quiet hours unless the customer ticks a box with a warning {2025-06-03}
`,
  }),
  incident({
    number: 25,
    name: "Reports mailed twice",
    by: "bruno",
    at: "2025-06-12",
    severity: 3,
    lasted: "40 minutes",
    customers: "112",
    lead: "bruno",
    body: doc`
Two schedulers ran after a deploy because the old one did not stop within its 30 seconds: it was waiting for a mail server. 112 customers got the weekly report twice; one asked whether the second was the correct one.
The scheduler now takes a lock in the database and the second waits.
`,
  }),
  incident({
    number: 26,
    name: "Map tiles gone",
    by: "mateus",
    at: "2025-08-21",
    severity: 3,
    lasted: "5 hours",
    customers: "all, cosmetic",
    lead: "mateus",
    body: doc`
The tile provider ended the free plan on its announced date. The announcement went to a mailbox of somebody who left in 2021.
[x] @bruno lists every account with a renewal date: 23 accounts, 4 with dead mailboxes
[x] Deck draws rivers from our own data when tiles fail
`,
  }),
  incident({
    number: 27,
    name: "Turbidity rises in eleven rivers at once",
    by: "nyambura",
    at: "2025-10-14",
    severity: 2,
    lasted: "about 6 weeks, slowly",
    customers: "9, 11 sondes",
    lead: "nyambura",
    more: { labels: ["incident", "severity-2", "otter", "fn-04"] },
    body: doc`
## What people saw
Turbidity of Otters climbed by 3 to 8 NTU a week in clear water. Five customers reported algae. There were algae, because the wiper did not move.
## Why
Wiper motors of batch **W-2231** lose the magnet of their encoder; the wiper reports *done* without moving. @petr opened three and found the glue had never hardened.
## What we did
- Recall of 214 wipers: [[HW:Field notice FN-04: wiper motor]]
- New rule *wiper stuck* in [[Sieve]]: turbidity after the wipe must not equal turbidity before it, five times in a row
- Readings of six weeks carry a flag; two customers asked us to delete them and we explained why we do not
## Disagreement
@tomoko: the lab tests 1 in 20 and could not have seen it. @nyambura: the first complaint was on 29 August and we answered “please clean the sensor” four times.
`,
  }),
  incident({
    number: 28,
    name: "No voice calls for three hours",
    by: "bruno",
    at: "2025-11-17",
    severity: 2,
    lasted: "3 h 10 min on 2025-11-16",
    customers: "0 affected, 164 at risk",
    lead: "bruno",
    body: doc`
The carrier answered *200 OK* and placed no call. Our robot checked the answer, not a ringing phone.
Now the robot has a SIM card and must really hear itself. The structural answer is [[ADR-013: Alarm calls leave through two carriers]].
`,
  }),
  incident({
    number: 29,
    name: "A decoder that read feet",
    by: "anjali",
    at: "2026-01-22",
    severity: 2,
    lasted: "18 minutes",
    customers: "1 (Bow Fork), 23 false alarms",
    lead: "anjali",
    body: doc`
A new field {{unit}} in packet version 6 defaulted to 1 = feet instead of 0 = millimetres for devices that do not send it and belong to a tenant in the United States. 23 ditches rose to 4,300 feet.
@wren was called eleven times in her own house.
[x] Sluice refuses a stage above the height of the station's pole
[x] Units are never defaulted; a packet without one takes the unit of the *sensor record*
`,
  }),
  incident({
    number: 30,
    name: "Login loop after a library update",
    by: "mateus",
    at: "2026-03-12",
    severity: 3,
    lasted: "1 h 05 min",
    customers: "about 70 tried",
    lead: "mateus",
    body: doc`
A cookie attribute changed its default. Firefox accepted, Safari did not, and all of us use Firefox.
[x] Two browsers in the release test
[x] {{Set-Cookie}} is written out in full, no defaults
:::code http
Set-Cookie: deck=…; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=43200
:::
`,
  }),
  incident({
    number: 31,
    name: "Forty-seven minutes behind the flood",
    by: "anjali",
    at: "2026-05-13",
    severity: 1,
    lasted: "2026-05-11 22:25 to 2026-05-12 00:05 UTC",
    customers: "41; 9 alarms later than two minutes, worst 47 min",
    lead: "anjali",
    more: {
      likes: ["ilse", "wren", "owen", "bruno"],
      files: [{ name: "inc-31-lag.csv", type: "text/csv", text: lag, note: "From the metrics, every 15 minutes" }],
      edits: [
        { by: "bruno", at: "2026-05-14", note: "Timeline from the logs instead of memory", now: "22:41", was: "22:50" },
        {
          by: "anjali",
          at: "2026-05-29",
          note: "Load test done",
          now: "900 packets per second for one hour",
          was: "a number we do not know yet",
        },
      ],
      comments: [
        {
          by: "wren",
          at: "2026-05-14",
          text: "Eight of the nine were ours in Rapids. I have to show this page to the Wasserverband on Thursday. May I?",
          replies: [
            {
              by: "ilse",
              at: "2026-05-14",
              text: "Show it as it is.",
              replies: [
                {
                  by: "nyambura",
                  at: "2026-05-14",
                  text: "With the times in local time, please. They do not think in UTC.",
                },
              ],
            },
            { by: "wren", at: "2026-05-21", text: "They signed the extension with this page on the table." },
          ],
        },
        {
          by: "rafi",
          at: "2026-05-14",
          text: "All Burrows waking in the same second is my doing: the fast mode aligns to the full minute. 4.9.2 spreads by serial number.",
          on: "same-second",
          resolved: true,
        },
        {
          by: "mateus",
          at: "2026-05-15",
          text: "I pushed the hotfix in the wet weeks without a second pair of eyes. Noted as an exception.",
          on: "hotfix",
        },
      ],
    },
    body: doc`
${m.toc(2)}
## What people saw
The Oberinn rose 1.9 m in six hours. From 22:25 the curve in Deck stood still. At 23:12 the fire brigade of Zirl asked whether the gauge was under water. It was not; we were. The short answer stands under [[#Why-it-was-possible|why it was possible]].
## Timeline
${m.table(
  [
    ["UTC", "What happened", "Who"].map(inline),
    ["21:50", "First stations change to one reading per minute because the rise is fast", "–"].map(inline),
    [inline("22:25"), inline("Journal lag passes two minutes"), { blocks: m.p(inline("–")), rowspan: 2 }],
    ["22:30", "Alarm *journal lag* rings"].map(inline),
    ["22:41", "Sieve scaled from 2 to 6, following the runbook. Lag grows faster", "@anjali"].map(inline),
    ["22:58", "Second woken. Customers in Rapids phoned by hand from the paper list", "@bruno, @nyambura"].map(inline),
    ["23:32", "Decoder queue found: 118 MB, one thread. ((hotfix|Hotfix with eight threads))", "@mateus"].map(inline),
    ["00:05", "Lag below 10 s", "–"].map(inline),
  ],
  { columns: [80, 520, 160] },
)}
Data: [[^inc-31-lag.csv]].
## Why it was possible
- 412 packets per second instead of 160: ((same-second|every Burrow in fast mode wakes in the same second)).
- The decoder was single-threaded since 2019 and nobody had measured it above 250.
- The runbook said *scale Sieve*, which took processors from the decoder.
- The robot of [[Service levels]] measured Frankfurt and Dunedin, both calm.
## What helped
Paper. All nine customers were phoned within 14 minutes of the second being awake.
## Actions
[x] @anjali load test to 900 packets per second for one hour {2026-05-29}
[x] @bruno corrects [[Runbook: Journal lag]] {2026-05-20}
[x] @rafi spreads the wake-up, firmware 4.9.2 {2026-09-10}
[ ] @mateus measures the end-to-end time per station, not per robot {2026-12-18}
  [x] design agreed with @anjali
  [ ] in Deck for operators
`,
  }),
  incident({
    number: 32,
    name: "Status page down with everything else",
    by: "bruno",
    at: "2026-07-02",
    severity: 3,
    lasted: "22 minutes",
    customers: "all",
    lead: "bruno",
    body: doc`
A wrong route at our Frankfurt provider took Deck **and** the status page, which lived two racks away. The page now lives with another company on another continent, and costs 4 € a month.
`,
  }),
  incident({
    number: 33,
    name: "Otter 2 sends pH of minus three",
    by: "rafi",
    at: "2026-10-08",
    severity: 3,
    lasted: "4 days",
    customers: "2 pilot customers",
    lead: "rafi",
    body: doc`
Sign extension of a 12-bit value, in the new driver only. The range rule flagged every value, so nothing rang, but the pilots saw 384 grey dots.
:::code c
int16_t ph_raw = (int16_t)(word << 4) >> 4;   /* was: word & 0x0FFF */
:::
@tomoko asks that a pilot gets a phone call before a firmware, not after.
`,
  }),
  incident({
    number: 34,
    name: "Five hours of silence from Motukawa",
    by: "bruno",
    at: "2026-11-12",
    severity: 2,
    lasted: "2026-11-10 14:20 to 19:25 UTC",
    customers: "1, 37 stations",
    lead: "bruno",
    more: {
      comments: [
        {
          by: "owen",
          at: "2026-11-13",
          text: "The backhoe was mine, in a manner of speaking: the council's, digging where I had asked them to look for the old cable. E mihi ana, sorry everyone.",
        },
      ],
    },
    body: doc`
{yellow:DRAFT}
A backhoe cut the fibre of the valley; the cell towers had 40 minutes of battery. 37 stations kept their readings and sent them in the evening, complete.
Open question: *should* we have told the council before they told us? We saw 37 silent stations after 30 minutes and treated them as 37 cases of [[Runbook: A station is silent]].
[ ] @bruno one alarm for “many neighbours silent” {2026-12-11}
[ ] @wren asks Motukawa which six stations deserve the satellite option {2026-12-01}
`,
  }),
];
