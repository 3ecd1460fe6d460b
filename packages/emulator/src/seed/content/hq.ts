import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" width="320" height="120"><path d="M10 70c30-40 60 40 90 0s60 40 90 0 60 40 120 0" fill="none" stroke="#0b6e99" stroke-width="10"/><text x="10" y="112" font-family="sans-serif" font-size="22">Rillmark</text></svg>`;

const orgChart = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 240"><g font-family="sans-serif" font-size="14"><rect x="300" y="10" width="160" height="40" fill="#deebff"/><text x="330" y="35">Ilse (CEO)</text><text x="40" y="120">Mateus: software</text><text x="220" y="120">Tomoko: instruments</text><text x="410" y="120">Wren: field</text><text x="540" y="120">Lotte: people</text><text x="660" y="120">Saskia: sales</text></g></svg>`;

/** Rillmark Home: what concerns the whole company. */
export const hq = (): Entry[] => [
  {
    title: "Rillmark Home",
    by: "ilse",
    at: "2024-11-20T08:05",
    labels: ["company", "start-here"],
    likes: ["mateus", "nyambura", "owen"],
    files: [{ name: "rillmark-logo.svg", type: "image/svg+xml", text: logo, note: "Drawn by Tomoko, 2019" }],
    edits: [
      {
        by: "lotte",
        at: "2025-08-04",
        note: "Head count after Saskia's first anniversary",
        now: "twelve people",
        was: "eleven people",
      },
      {
        by: "ilse",
        at: "2026-04-02",
        note: "Petr has left",
        now: "twelve people, eleven of them at work",
        was: "twelve people",
      },
    ],
    body: m.layout(
      m.section("two_right_sidebar", [
        doc`
${m.image("rillmark-logo.svg", { width: 320, original: [320, 120], alt: "Rillmark logo: a wave above the name", layout: "align-start" })}
We build instruments that measure rivers, and we run **Headwater**, the service that turns their readings into numbers people can act on. In this wiki you meet twelve people, eleven of them at work, two buildings, a tow tank called the Bathtub, and about 2,300 devices that speak to us every quarter of an hour.

## If you are new
- Read [[How we work]] and [[Words we use]] on day one. Nobody guesses what a *duck* is.
- Then the [[Onboarding checklist]]. Your buddy ticks it with you.
- Engineers go on to [[ENG:Engineering]], everyone in boots to [[FIELD:Safety on and near water]].

## What matters this quarter
${m.excerptInclude("Plan 2026", "HQ", "focus")}
`,
        doc`
### Find things
${m.macro("livesearch", { placeholder: "Search the wiki" })}
### Changed lately
${m.macro("recently-updated", { max: "8", types: "page,blogpost", hideHeading: "true" }, { schemaVersion: 2 })}
`,
      ]),
      m.section("three_equal", [
        doc`
### Rivers
:droplet: [[FIELD:Station register]]

[[FIELD:Visit handbook]]
`,
        doc`
### Things
:satellite: [[HW:Product line]]

[[HW:Burrow 4 register map]]
`,
        doc`
### Service
:ocean: [[ENG:How a reading travels]]

[[HELP:Support Knowledge Base]]
`,
      ]),
    ),
  },
  {
    title: "How we work",
    by: "ilse",
    at: "2024-11-22",
    labels: ["company", "start-here", "policy"],
    likes: ["wren", "anjali", "bruno", "rafi"],
    comments: [
      {
        by: "rafi",
        at: "2025-02-03",
        text: "Does the Friday rule hold for firmware? A release candidate sometimes needs the weekend in the climate chamber.",
        on: "friday",
        resolved: true,
        replies: [
          {
            by: "mateus",
            at: "2025-02-03",
            text: "The chamber may run, people may not. If it fails on Saturday we read it on Monday.",
          },
        ],
      },
      {
        by: "owen",
        at: "2025-06-19",
        text: "From Dunedin, the 10:00 Vienna meeting is 20:00 in winter. Can we swap every second week?",
        replies: [
          {
            by: "ilse",
            at: "2025-06-20",
            text: "Yes. Even weeks at 07:00 Vienna, odd weeks at 10:00, starting with week 27.",
          },
        ],
      },
    ],
    body: doc`
${m.toc(2)}
## We write first
A decision that is not in the wiki has not been taken. Write one page, name the people who must answer with a mention, and give a date. Silence after that date is consent. This saved us in the radar supplier question ([[HW:Why we left the Veltro radar module]]) and hurt us once: nobody answered on the [[ENG:ADR-007: Keep raw readings for ever]] and we paid the storage for nine months.

## Meetings
We are spread from Denver to Dunedin, so only three meetings are fixed:
| !Meeting | When | Who | Notes
| !River hour | Tuesdays, even weeks 07:00 and odd weeks 10:00 Vienna | everyone | [[ENG:River hour notes]]
| !Platform sync | Thursdays 09:30 Lisbon | engineering | [[ENG:Platform sync notes]]
| !Mud call | first Monday of the month, 16:00 UTC | field and support | [[FIELD:Mud call notes]]

## Fridays
((friday|Nothing is released on a Friday.)) A gauge that stops talking on Friday evening is a drive on Saturday morning, and the person who drives is rarely the person who released.

## Disagreeing
Say it on the page, once, with your number. If two people still disagree after a week, the one who has to repair it at night decides. See [[ENG:Who decides what]].
`,
  },
  {
    title: "Words we use",
    by: "nyambura",
    at: "2024-12-05",
    labels: ["company", "start-here", "glossary"],
    likes: ["lotte", "saskia", "owen", "tomoko", "ilse"],
    edits: [
      { by: "wren", at: "2025-05-12", note: "Add the frog", now: "Frog", was: "Toad" },
      {
        by: "anjali",
        at: "2026-02-17",
        now: "more than 15 cm within one reading",
        was: "more than 10 cm within one reading",
      },
    ],
    comments: [
      {
        by: "saskia",
        at: "2025-03-11",
        text: "Please keep *duck* out of tenders. The Kitano office asked me in earnest which species.",
        replies: [{ by: "tomoko", at: "2025-03-12", text: "カルガモです。 (Spot-billed duck. I have a photo.)" }],
      },
    ],
    body: doc`
Sorted roughly by how often new people ask. In letters to customers use the word in the second column.

${m.table(
  [
    ["We say", "Customers say", "Meaning"].map(inline),
    [
      "Stage",
      "Water level",
      "Height of the water above **gauge zero** at a station, in millimetres inside the devices and metres on screen",
    ].map(inline),
    [
      "Gauge zero",
      "Datum",
      "The height that counts as 0 at a station. Changing it without a note in the register is the worst thing you can do to a hydrologist",
    ].map(inline),
    [
      "Rating",
      "Stage–discharge curve",
      "Formula that turns stage into discharge; kept by the service [[ENG:Rater]]",
    ].map(inline),
    [
      "Duck",
      "False peak",
      "A reading that jumps more than 15 cm within one reading and comes back, mostly a bird or a log under the radar. See [[ENG:The duck filter]]",
    ].map(inline),
    ["Frog", "Stuck sensor", "The same value for six hours or more :frog:"].map(inline),
    [
      "Drift swap",
      "Sensor exchange",
      "Bringing a calibrated sonde and taking the old one home, instead of calibrating in the rain",
    ].map(inline),
    ["Mud test", "Field trial", "Ten days in the Sill below Matrei before anything may be sold"].map(inline),
    [
      "Wet weeks",
      "–",
      "Calendar weeks 14 to 20, when snow melt meets rain. No releases that touch devices; see [[ENG:Wet weeks freeze]]",
    ].map(inline),
    ["Bathtub", "Tow tank", "The 12 m tank in the Gauge Lab"].map(inline),
    ["Staff reader", "Observer", "A person who reads the painted staff gauge and sends us the number"].map(inline),
    ["Burrow", "Logger", "The box on the pole. Plural *Burrows*, never *Burrow units*"].map(inline),
  ],
  { numbered: true, headerColumn: true, columns: [120, 160, 480] },
)}

${m.adfPanel("note", inline("German letters say **Pegelnullpunkt** for gauge zero and **Abflusstafel** for rating. Please do not translate them back as “level null point”."))}
`,
  },
  {
    title: "Plan 2026",
    by: "ilse",
    at: "2025-12-01",
    labels: ["company", "planning"],
    likes: ["mateus", "saskia"],
    edits: [
      { by: "ilse", at: "2026-01-12", note: "After the leadership day", now: "1,450 k€", was: "1,700 k€" },
      {
        by: "mateus",
        at: "2026-07-06",
        note: "Half-year check",
        now: "Otter 2 sold from October",
        was: "Otter 2 sold from June",
      },
      {
        by: "ilse",
        at: "2026-09-30",
        note: "Q4 focus",
        now: "Finish what is on the bench",
        was: "Three focuses: Rapids, Otter 2, Burrow 5",
      },
    ],
    comments: [
      {
        by: "saskia",
        at: "2025-12-02",
        text: "1,450 is what we did in 2025 plus eleven percent. The tender list supports 1,600.",
        on: "target",
        replies: [
          { by: "ilse", at: "2025-12-03", text: "The tender list supported 1,600 last year too." },
          { by: "lotte", at: "2025-12-03", text: "The bank sees 1,450. We can be pleased later." },
        ],
      },
      {
        by: "tomoko",
        at: "2026-07-07",
        text: "October is right for Otter 2 if the wiper seal passes the second mud test. If not, we say so on 1 September and not later.",
        on: "otter",
        resolved: true,
      },
    ],
    body: doc`
${m.details("plan", [
  ["Owner", m.mention("ilse")],
  ["Status", m.status("IN PROGRESS", "Blue")],
  ["Decided", m.date("2025-12-15")],
  ["Next check", m.date("2027-01-11")],
])}
## Focus
${m.excerpt("focus", doc`**Finish what is on the bench**: ((otter|Otter 2 sold from October)), Burrow 5 in ten friendly rivers by December, Rapids decided by the end of November. Nothing new is started before these three are done.`)}
## Figures
| !Figure | 2024 | 2025 | 2026 plan | 2026 to October
| !Revenue, instruments | 690 k€ | 742 k€ | 790 k€ | 611 k€
| !Revenue, Headwater | 471 k€ | 564 k€ | 660 k€ | 540 k€
| !Revenue, total | 1,161 k€ | 1,306 k€ | ((target|1,450 k€)) | 1,151 k€
| !Devices reporting | 1,720 | 2,060 | 2,600 | 2,312
| !Unplanned station visits per 100 stations | 41 | 33 | 25 | 27

## What we will not do
1. A mobile app. [[ENG:Deck]] works on a phone since 2025.4.
2. Sell in Brazil ourselves. Partners only, see [[SALES:Partner programme]].
3. Bring back Tern. The camera project ended in [[HW:Tern: why we stopped]] and stays ended.

## Risks
- Snow: a dry spring means fewer calls and fewer renewals. 2022 cost us 6 %.
- One manufacturer. Kastner in Linz solders every board we sell; second source under [[HW:Second source for boards]].
- On-call rests on three people, @bruno, @anjali and @mateus.
`,
  },
  {
    title: "Plan 2025",
    by: "ilse",
    at: "2024-12-02",
    under: "Plan 2026",
    status: "archived",
    labels: ["company", "planning", "outdated"],
    body: doc`
:::warning
Closed on {2025-12-01}. The current page is [[Plan 2026]].
:::
## Focus
Launch Heron 3 before the summer, move Millpond off InfluxDB, hire one person for sales.
## How it went
| Goal | Result
| Heron 3 sold from May | sold from 17 June {yellow:LATE}
| Millpond moved by March | moved on 12 April, two weeks after INC-24 {yellow:LATE}
| Sales hire | @saskia since August 2024, so done before the year began {green:DONE}
| 1,250 k€ revenue | 1,306 k€ {green:DONE}
`,
  },
  {
    title: "Onboarding checklist",
    by: "lotte",
    at: "2025-01-14",
    under: "How we work",
    labels: ["people", "template", "start-here"],
    likes: ["nyambura"],
    body: doc`
Copy this page under your own name on your first day. Your buddy keeps it honest.
## Before day one
[x] Contract signed and filed by @lotte
[ ] Laptop ordered (three weeks ahead for Amman and Nairobi, customs)
  [ ] Keyboard layout asked, not guessed
  [ ] Disk encryption key filed in the vault
[ ] Buddy named
## Week one
[ ] Accounts: mail, wiki, Jira, vault. @bruno makes them, usually before lunch
[ ] Half a day in the Gauge Lab or, when remote, a video walk with @tomoko
[ ] Read [[Words we use]] and explain *gauge zero* to your buddy
[ ] Safety film, even if you will never see a river: [[FIELD:Safety on and near water]]
## First month
[ ] One river visit as a second person by {2026-12-31}
[ ] One support week listening in with @nyambura
[ ] Correct one page of this wiki that was wrong
${m.expand("Why the last line?", doc`Because every new person finds something outdated in the first week, and by the third week nobody sees it any more. The record is held by @owen: 31 corrections in February 2025.`)}
`,
  },
  {
    title: "Offices and hours",
    by: "lotte",
    at: "2024-12-11",
    under: "How we work",
    labels: ["company"],
    edits: [{ by: "lotte", at: "2026-08-24", note: "We have moved", now: "Mitterweg 94", was: "Höttinger Au 17" }],
    body: doc`
| !Place | Address | People | Time zone
| !Innsbruck (seat, Gauge Lab) | Mitterweg 94, 6020 Innsbruck. Until August 2026 we were in the Höttinger Au | Ilse, the lab rota | Europe/Vienna
| !Porto (software) | Rua do Souto 212, 2.º | Mateus, Bruno | Europe/Lisbon
| !At home | – | Tomoko (Morioka), Rafi (Amman), Wren (Fort Collins), Anjali (Pune), Nyambura (Nairobi), Lotte (Ghent), Owen (Dunedin), Saskia (Leipzig) | see profiles

## Overlap
The only hour that is daylight for everybody except Owen is 15:00 UTC. The only hour that includes Owen and Wren is 20:00 UTC. Do not plan a meeting with both of them and Tomoko: there is no such hour.
## Keys
The lab has nine keys. @tomoko keeps the list; lost key 7 in the Sill in 2025 and the lock was changed.
:::note Deliveries
Mitterweg takes pallets until 15:30. Kastner's van comes on Wednesdays.
:::
`,
  },
  {
    title: "Travel policy",
    by: "lotte",
    at: "2025-02-20",
    under: "How we work",
    labels: ["policy", "people"],
    edits: [{ by: "lotte", at: "2026-01-07", note: "New rates", now: "0.50 €", was: "0.42 €" }],
    comments: [
      {
        by: "wren",
        at: "2025-02-21",
        text: "A night in Leadville in July costs 210 dollars. The limit makes field work impossible in the season.",
        replies: [
          {
            by: "lotte",
            at: "2025-02-24",
            text: "Added: field crews book what is within 30 km of the station, without a limit, and note why.",
          },
        ],
      },
    ],
    body: doc`
## Short version
Train below six hours, plane above. Sleep near the river. Keep the bill.
## Rates
| What | Limit | Note
| Night, cities | 140 € | with breakfast
| Night, field | no limit within 30 km of the station | note the reason in the visit report
| Own car | 0.50 € per km | only without boat or trailer
| Meals, Austria | 30 € per day | flat
| Meals, elsewhere | the rate of the country, [official list](https://travel.example/rates-2026) |

## Batteries
Lithium packs above 100 Wh never travel as luggage. One Burrow pack is 115 Wh. Send them: [[FIELD:Shipping batteries]].
## Who approves
Below 800 € nobody. Above, @lotte within a day.
`,
  },
  {
    title: "Information security in one page",
    by: "bruno",
    at: "2025-03-04",
    under: "How we work",
    labels: ["policy", "security"],
    likes: ["mateus"],
    body: doc`
:::warning Lost something?
Call @bruno first, write later. A phone that opens the vault is revoked in four minutes; that is the measured time of the drill on {2026-05-19}.
:::
1. Passwords live in the vault. A password in this wiki is an incident, even in a draft.
2. Two factors everywhere, hardware keys for @mateus, @bruno and whoever can sign firmware.
3. Firmware is signed in the lab, on the laptop without network. See [[HW:Signing firmware]].
4. Customer data stays in Frankfurt (Europe) or Sydney (New Zealand, Japan). No exports to a private laptop.
5. Tell us when you clicked on something. We say thank you.

## Access by role
${m.table(
  [
    ["", "Deck", "Millpond", "Signing key", "This wiki"].map(inline),
    ["Engineering", "admin", "read; write by ticket", "Rafi and Tomoko", "edit"].map(inline),
    ["Field and support", "operator", "–", "–", "edit"].map(inline),
    ["People team", "–", "–", "–", "edit, and [[PEOPLE:People (confidential)]]"].map(inline),
    ["Partners", "their tenants", "–", "–", "guest, SALES only"].map(inline),
  ],
  { headerColumn: true, layout: "wide", width: 960 },
)}
`,
  },
  {
    title: "Who is who",
    by: "lotte",
    at: "2024-12-12",
    under: "How we work",
    labels: ["company", "people"],
    files: [{ name: "org-2026.svg", type: "image/svg+xml", text: orgChart, by: "lotte", at: "2026-04-02" }],
    body: doc`
${m.image("org-2026.svg", { original: [760, 240], alt: "Organisation chart, April 2026", caption: inline("As of April 2026. Boxes are people, not ranks.") })}
## Instruments
- @tomoko designs boards and runs the Gauge Lab from Morioka with a camera on every bench. 日本語でどうぞ.
- @rafi writes what runs in the Burrow. أهلاً بأسئلتكم عن البرامج الثابتة.
- @petr calibrated every sonde until he left on 31 March 2026; his notes are under [[HW:Gauge Lab]].
## Service
- @mateus decides about Headwater and is on call in odd weeks.
- @anjali owns everything from Sluice to Millpond.
- @bruno keeps it up, and wrote most of the runbooks.
- @nyambura answers customers. Median first answer in 2026: 41 minutes.
## Field
- @wren plans all visits; @owen covers New Zealand, Japan and the islands.
## Everything else
- @ilse, CEO, still does ratings by hand on Sundays.
- @lotte, people and money.
- @saskia, tenders and partners. Auf Deutsch, wenn es schnell gehen soll.
`,
  },
  {
    title: "All-hands notes",
    by: "ilse",
    at: "2025-01-20",
    labels: ["meeting-notes", "company"],
    body: doc`
Twice a year, in a room if we can. Newest first.
${m.children({ sort: "creation", reverse: "true", excerptType: "none" })}
`,
  },
  {
    title: "All-hands January 2025",
    by: "lotte",
    at: "2025-01-21",
    under: "All-hands notes",
    labels: ["meeting-notes", "company"],
    body: doc`
Innsbruck, {2025-01-20} and {2025-01-21}. Everybody except @owen (ferry cancelled).
## What was said
- @ilse: 2024 closed at 1,161 k€; instruments up 4 %, Headwater up 19 %. The service pays for the lab for the first time.
- @mateus showed the first day of Millpond on PostgreSQL. Queries over ten years: 38 s before, 2.1 s now.
- @wren: 41 unplanned visits per 100 stations. Eleven of them were spiders in the radar horn. :eyes:
## What was decided
${m.decisions([inline("Heron 3 ships with a spider mesh, even if it costs 3 dB."), inline("Unplanned visits become a company figure, reported every quarter.")])}
## Left open
Whether we want a second lab in New Zealand. @owen and @tomoko write a page (it became [[FIELD:A small lab in Dunedin]]).
`,
  },
  {
    title: "All-hands July 2025",
    by: "lotte",
    at: "2025-07-08",
    under: "All-hands notes",
    labels: ["meeting-notes", "company"],
    body: doc`
Porto, {2025-07-07}. All twelve in one room, the only time so far. :tada:
## Heron 3
Launched on 17 June, 64 sold in three weeks. @saskia: nobody asks about accuracy, everybody asks about the mesh.
## Complaints from the floor
- @nyambura: customers get the same alert by text message, mail and phone. Became {ENG-412}.
- @rafi: three weeks without a code review in May. Agreed: review within two working days or hand it on.
## Walk
The Douro gauge at Crestuma has a staff with both centimetres and *palmos*. Photograph lost.
`,
  },
  {
    title: "All-hands February 2026",
    by: "lotte",
    at: "2026-02-10",
    under: "All-hands notes",
    labels: ["meeting-notes", "company"],
    comments: [
      {
        by: "bruno",
        at: "2026-02-11",
        text: "For the record: the 99.93 % counts Sluice only. Alerts were at 99.7 %, see [[ENG:Service levels]].",
        replies: [{ by: "ilse", at: "2026-02-11", text: "Thank you, corrected in the board paper." }],
      },
    ],
    body: doc`
By video, {2026-02-09}, two sittings.
1. Revenue 2025: 1,306 k€. Bonus paid with the March salaries.
2. Availability 99.93 %.
3. @petr told us that he leaves at the end of March for the metrology office in Brno. We will miss the jokes about buffer solution.
4. The lab moves to the Mitterweg in August; the Bathtub has to be cut in two. @tomoko asked not to be asked how.
5. Project Rapids has started: [[RAPIDS:Project Rapids]].
`,
  },
  {
    title: "All-hands September 2026",
    by: "lotte",
    at: "2026-09-15",
    under: "All-hands notes",
    labels: ["meeting-notes", "company"],
    body: doc`
Innsbruck, new lab, {2026-09-14}.
- The Bathtub is tight again. It lost 3 mm in 24 hours in August, and 0.2 mm now.
- @saskia: the Kitano tender (48 stations) is ours if Otter 2 is certified in Japan by March 2027.
- @anjali: first month with more questions from programs than from people. 61 % of requests to the API come from scripts.
- Vote on the Friday rule: kept, 9 to 2.
[ ] @lotte books Porto for February by {2026-11-30}
[x] @wren orders twenty dry bags
[ ] @mateus answers the question about a second on-call rota by {2026-12-01}
`,
  },
  {
    title: "Decision log",
    by: "ilse",
    properties: { "reviewed-by": { person: "lotte", on: "2026-09-01" } },
    at: "2025-01-27",
    labels: ["company", "decision"],
    body: doc`
Company decisions with more than 20 k€ or more than one team behind them. Architecture decisions are kept separately in [[ENG:Architecture decisions]].
| Date | Decision | Asked by | Page
| {2025-01-20} | Spider mesh on every Heron 3 | @wren | [[All-hands January 2025]]
| {2025-04-29} | Stop Tern | @tomoko | [[HW:Tern: why we stopped]]
| {2025-10-13} | Recall all Otter wipers of batch W-2231 | @nyambura | [[HW:Field notice FN-04: wiper motor]]
| {2026-01-12} | Run Rapids with two customers instead of five | @wren | [[RAPIDS:Scope and success]]
| {2026-03-02} | Move the lab in August | @ilse | [[Moving the lab]]
| {2026-06-08} | No on-device alerts before Burrow 5 | @rafi | [[ENG:ADR-015: Alerts are decided in Bellbuoy]]

${m.macro("contentbylabel", { cql: "label = &quot;decision&quot;", max: "10", showLabels: "false", showSpace: "false" }, { schemaVersion: 4 })}
`,
  },
  {
    title: "Moving the lab",
    by: "ilse",
    at: "2026-03-02",
    under: "Decision log",
    labels: ["company", "planning"],
    edits: [
      { by: "tomoko", at: "2026-06-01", note: "Crane quote", now: "4,800 €", was: "2,900 €" },
      { by: "ilse", at: "2026-08-24", note: "Done", now: "DONE", was: "PLANNED" },
    ],
    comments: [
      {
        by: "lotte",
        at: "2026-06-02",
        text: "The crane was planned at 2,900. What changed?",
        on: "crane",
        resolved: true,
        replies: [
          {
            by: "tomoko",
            at: "2026-06-03",
            text: "The Bathtub weighs 3.1 t without water. The first crane may lift 2.5 t.",
          },
        ],
      },
    ],
    body: doc`
State: {green:DONE}, moved between 10 and 21 August 2026.
## Why
The landlord in the Höttinger Au ends the lease; the new hall in the Mitterweg has a pit, so that the Bathtub can stand lower and the sondes hang in a real current.
## Costs
| Item | Plan | Real
| Rent, 5 years, per month | 3,450 € | 3,450 €
| Crane | ((crane|4,800 €)) | 5,120 €
| Re-levelling and certification of the tank | 6,000 € | 7,750 €
| New climate chamber | 18,000 € | 16,400 €

## What went wrong
- The weld of the tank leaked along the cut, 3 mm per day. @tomoko rewelded on 2 September.
- For nine working days no sonde could be calibrated. 14 customers waited; @nyambura wrote to each.
- The network socket for the signing laptop was installed although the laptop must not have one. Sealed with a sticker by @rafi.
`,
  },
  {
    title: "Brand and tone",
    by: "saskia",
    at: "2025-09-02",
    labels: ["company", "marketing"],
    files: [
      {
        name: "palette.csv",
        type: "text/csv",
        text: "name,hex,use\nInn,#0b6e99,main\nSilt,#8c6d46,second\nFlood,#c0392b,warnings only\nFoam,#f4f9fb,backgrounds\n",
      },
    ],
    body: doc`
Write as you would talk to a hydrologist at the river: short, exact, without adjectives.
:::tip Do
“Heron 3 measures level from above the water, to 2 mm, for five years on one battery.”
:::
:::warning Do not
“Our revolutionary solution empowers stakeholders along the whole value stream.”
:::
## Colours
See [[^palette.csv|the palette]]. ${m.coloured("rgb(192,57,43)", "Flood red")} is for warnings only; a red button on a web page has cost us a phone call from Motukawa.
## Names
Products are birds and animals of the bank. Check with @saskia before you name anything: *Kingfisher* is taken by a brewery that writes letters.
`,
  },
  {
    title: "Untitled plan for a river museum",
    by: "ilse",
    at: "2026-10-04",
    status: "draft",
    labels: ["idea"],
    body: doc`
Old Gauge One on the wall, a staff gauge for children to read, the wiper from FN-04 behind glass. Ask the city about the pit?
`,
  },
  {
    title: "Coffee machine rota",
    by: "lotte",
    at: "2025-02-06",
    status: "trashed",
    body: doc`
Week 7 @petr, week 8 @tomoko (when in Innsbruck), week 9 whoever broke it.
`,
  },
  {
    title: "Lab open day 2026",
    by: "saskia",
    at: "2026-09-21",
    labels: ["company", "marketing"],
    body: "",
  },
  {
    title: "Heron 3 is out",
    by: "tomoko",
    at: "2025-06-17",
    blog: true,
    labels: ["news", "heron"],
    likes: ["ilse", "wren", "rafi", "saskia", "owen", "nyambura"],
    comments: [
      {
        by: "owen",
        at: "2025-06-18",
        text: "Two are already on the Taieri bridge. The mesh works: 0 spiders in 26 hours. :thumbsup:",
      },
    ],
    body: doc`
After 26 months, four boards and one very patient bridge owner, Heron 3 leaves the lab today. :tada:
What is new: 80 GHz instead of 26, a beam of 3.2 degrees instead of 11, and a battery that lasts five years at one reading each 15 minutes. What is gone: the serial port that nobody could reach with gloves.
The figures are in the [[HW:Heron 3 data sheet]]. Thanks to @petr for 1,900 measurements at the Bathtub and to Kastner for finding the cracked via.
`,
  },
  {
    title: "What we learned from the dry spring",
    by: "ilse",
    at: "2025-05-22",
    blog: true,
    labels: ["news", "hydrology"],
    likes: ["wren", "saskia"],
    body: doc`
Snow depth at the Brenner was 41 % of the mean on 1 April. For us that meant: few alarms, few calls, and three customers who asked why they pay for flood warnings.
The honest answer is low flow. At 38 of the stations in [[FIELD:Station register]] stage went below the lowest measured point of the rating, and Rater happily extrapolated. Discharges below that point were wrong by up to 60 %. We now show them in grey, see [[ENG:ADR-011: Grey out extrapolated discharge]].
`,
  },
  {
    title: "Goodbye Petr",
    by: "lotte",
    at: "2026-03-31",
    blog: true,
    labels: ["news", "people"],
    likes: ["ilse", "mateus", "tomoko", "rafi", "wren", "anjali", "bruno", "nyambura", "owen"],
    comments: [
      { by: "rafi", at: "2026-03-31", text: "مع السلامة يا بيتر. Who will tell me now that my filter is wrong?" },
      { by: "tomoko", at: "2026-04-01", text: "お疲れ様でした。The pH 7 bottle stays where you left it." },
    ],
    body: doc`
Eight years, 4,212 sondes, one swim in the Bathtub (involuntary). Today was the last day of @petr.
His handover is complete and in the wiki: [[HW:Gauge Lab]] has eleven pages that did not exist in January. From tomorrow @tomoko signs the certificates, and @rafi takes over the drift model.
`,
  },
  {
    title: "New lab, same tank",
    by: "tomoko",
    at: "2026-09-03",
    blog: true,
    labels: ["news", "gauge-lab"],
    likes: ["ilse", "lotte"],
    body: doc`
We cut the Bathtub at 5.80 m, drove it across the city at four in the morning and welded it together again. Twice. Read the long version in [[Moving the lab]].
> If it leaks it is a river, if it does not leak it is an instrument.
> – the welder
`,
  },
  {
    title: "Twelve percent more rivers",
    by: "saskia",
    at: "2026-10-20",
    blog: true,
    labels: ["news", "sales"],
    likes: ["ilse", "owen", "wren"],
    body: doc`
2,312 devices reported to Headwater on 1 October, 252 more than at New Year. New on the map: the upper Tana with [[SALES:Customer: Tana Basin Authority]], four irrigation canals near Bow Fork, and the first station in Jordan, at the mouth of a wadi that had water on nine days last year.
For the coming tenders see [[SALES:Tender calendar]].
`,
  },
];
