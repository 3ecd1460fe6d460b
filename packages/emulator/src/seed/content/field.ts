import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Visit = {
  station: string;
  at: string;
  by: string;
  why: string;
  found: string;
  did: string[];
  hours: number;
  next: string;
};

const VISITS: Visit[] = [
  {
    station: "OBI-014 Zirl",
    at: "2025-04-02",
    by: "wren",
    why: "After INC-24 the Wasserverband wanted a second sensor",
    found: "Staff gauge and radar differ by 4 mm. Moss on the staff.",
    did: ["Brushed the staff", "Second Heron 2 on the downstream arm, input 2"],
    hours: 3,
    next: "with the mud test in May",
  },
  {
    station: "MOT-017 Outram",
    at: "2025-06-18",
    by: "owen",
    why: "First Heron 3 in the south",
    found: "Gate operations of 12 cm in 15 minutes, flagged as ducks.",
    did: ["Heron 3 revision A, mesh turned the right way", "Asked @anjali for another threshold"],
    hours: 5,
    next: "after the first flood",
  },
  {
    station: "BOW-031 Larkspur Check",
    at: "2025-07-21",
    by: "wren",
    why: "Silent since Thursday",
    found: "Cow. The cable, not the cow, was cut; the cow was interested.",
    did: ["New cable in steel conduit", "Complimented the cow"],
    hours: 4,
    next: "spring",
  },
  {
    station: "MOT-040 Gorge",
    at: "2025-07-15",
    by: "owen",
    why: "Flood of 14 July, no data for 9 hours",
    found: "Burrow alive, 37 readings an hour in flash, no cell for nine hours. Water mark at 5.31 m.",
    did: ["Read memory by cable", "Levelled the flood mark", "Asked for the satellite option"],
    hours: 9,
    next: "October",
  },
  {
    station: "OBI-022 Telfs",
    at: "2025-09-09",
    by: "wren",
    why: "212 boots a day",
    found: "Antenna cable loose; each transmission pulled the supply down.",
    did: ["New plug", "Burrow exchanged, brass insert"],
    hours: 2,
    next: "routine",
  },
  {
    station: "TAN-008 Kiambere",
    at: "2025-11-27",
    by: "nyambura",
    why: "Wiper of FN-04, and I was near",
    found: "Wiper stuck, window green. Two hippos at 40 m, one at 15.",
    did: ["Swapped the wiper in 11 minutes", "Left"],
    hours: 2,
    next: "not alone",
  },
  {
    station: "KIT-003 Shizukuishi",
    at: "2026-02-19",
    by: "owen",
    why: "Ice flags for three weeks",
    found: "-14 °C and a perfect sheet of ice. The flag was right, the customer did not believe it.",
    did: ["Photograph with hammer", "Lunch with the prefecture, わんこそば, 74 bowls"],
    hours: 6,
    next: "after the snow melt",
  },
  {
    station: "OBI-014 Zirl",
    at: "2026-05-12",
    by: "wren",
    why: "The morning after INC-31",
    found: "Station perfect, water mark at 4.87 m, both radars within 3 mm.",
    did: ["Levelled the flood mark with the fire brigade", "Apologised"],
    hours: 6,
    next: "August",
  },
  {
    station: "JRW-002 Siq",
    at: "2026-08-27",
    by: "rafi",
    why: "First flood since installation",
    found: "Wall of water at 16:40, 2.7 m in four minutes. Heron survived, the solar panel is somewhere else.",
    did: ["Panel bolted to rock, 3 m higher", "Copied the recording {{2026-08-wadi}}"],
    hours: 7,
    next: "before November",
  },
  {
    station: "RAV-011 Azenha",
    at: "2026-10-06",
    by: "wren",
    why: "Otter 1 against Otter 2, four weeks side by side",
    found: "Difference 0.03 pH, 0.6 % oxygen. fDOM rises with each rain, as it should.",
    did: ["Took Otter 1 home", "Left Otter 2 as pilot"],
    hours: 3,
    next: "January",
  },
];

const visit = (one: Visit): Entry => ({
  title: `Visit ${one.station} ${one.at}`,
  by: one.by,
  at: one.at,
  under: "Visit reports",
  labels: ["visit-report", one.station.slice(0, 3).toLowerCase()],
  body:
    m.details("visit", [
      ["Station", m.pageLink("Station register", { text: m.esc(one.station) })],
      ["Who", m.mention(one.by)],
      ["Why", inline(one.why)],
      ["Hours with the drive", String(one.hours)],
    ]) +
    m.h3("Found") +
    m.p(inline(one.found)) +
    m.h3("Done") +
    m.taskList(one.did.map((text) => m.task(true, inline(text)))) +
    m.p(`${m.strong("Next visit:")} ${inline(one.next)}`),
});

/** Field Operations: the people in boots. */
export const fieldOperations = (): Entry[] => [
  {
    title: "Field Operations",
    by: "wren",
    at: "2024-11-22T16:10",
    labels: ["start-here"],
    body: doc`
Two people and a half, 300 stations, three hemispheres if you ask @owen.
${m.expand(
  "Phone numbers",
  doc`
- Field phone (Wren or whoever is awake): on the sticker inside each Burrow
- Rescue: 144 in Austria, 111 in New Zealand, 911 in Colorado, 999 in Kenya, 119 in Japan
`,
)}
## Before you go
1. [[Safety on and near water]]. Every time.
2. [[Visit handbook]]
3. Is the river calm? Deck, then the weather, then your own eyes.
## Where things are
${m.children({ depth: "3", sort: "title" })}
`,
  },
  {
    title: "Safety on and near water",
    by: "wren",
    at: "2024-11-25",
    labels: ["safety", "policy", "start-here"],
    likes: ["lotte", "owen", "tomoko"],
    restrictions: { update: { people: ["wren", "owen", "lotte"] } },
    edits: [
      {
        by: "wren",
        at: "2025-07-16",
        note: "After the gorge",
        now: "Nobody walks into a gorge alone, also not “only to the corner”.",
        was: "Do not walk into a gorge alone.",
      },
      { by: "nyambura", at: "2025-12-01", note: "Hippos", now: "Large animals", was: "Animals" },
    ],
    comments: [
      {
        by: "rafi",
        at: "2026-08-28",
        text: "For wadis ten minutes of warning is optimistic. I had four.",
        on: "warning-time",
        replies: [{ by: "wren", at: "2026-08-28", text: "Changed to: if you hear it, you are late." }],
        resolved: true,
      },
      {
        by: "lotte",
        at: "2025-01-15",
        text: "The insurance wants a date on the film. Everybody watches it again each January.",
      },
    ],
    body: doc`
:::warning The one rule
No reading is worth a life. You may turn round at any moment, for any reason, and nobody asks why.
:::
## Alone or not
| !Place | Alone? | Life vest
| !Bridge with railing | yes | no
| !Bank, dry, slope below 30° | yes | yes
| !In the water above the knee | **never** | yes, and a line
| !Boat | **never** | yes
| !Gorge or wadi | **never** | yes

Nobody walks into a gorge alone, also not “only to the corner”.
## Before
- Phone the dam upstream. They open when *they* want.
- Tell the field phone where you are and when you will call. Thirty minutes late: we call. Sixty: rescue.
- ((warning-time|If you hear the flood, you are late.)) Leave things behind.
## Large animals
Cows are curious, hippos are not. Distance to hippos: 50 m, upwind, with the car between you. The visit of 27 November 2025 is an example of how not to.
## Cold
Below 5 &deg;C water you have ten minutes of useful hands. Practise opening the vest with mittens.
## Deutsch in drei Sätzen
Nie allein ins Wasser. Immer beim Kraftwerk anrufen. Umdrehen ist erlaubt.
`,
  },
  {
    title: "Visit handbook",
    by: "wren",
    at: "2024-12-02",
    labels: ["guide", "visits", "start-here"],
    likes: ["owen"],
    edits: [
      {
        by: "owen",
        at: "2026-07-22",
        note: "Codes for a week",
        now: "the codes of the next seven days",
        was: "the code of the day",
      },
    ],
    body: doc`
${m.toc(2)}
## The evening before
- Print the station's line from [[Station register]] and the codes of the next seven days
- Charge: drill, tablet, field phone, yourself
- Drift swap? Take the sonde **and** its certificate
## At the river
1. Read the staff gauge before you touch anything. Write the time to the minute.
2. Compare with the Burrow. More than 10 mm: measure again, then believe the staff.
3. Photograph: upstream, downstream, the staff, the box open, the box closed.
4. Do what you came for.
5. Read the staff again. Rivers move while you work.
6. Look at the Burrow's screen until a packet was acknowledged.
## In the evening
Write the report from [[Template: visit report]]. A visit without a report did not happen, and @lotte does not pay the sandwich.
${m.macro("gallery", { title: "Good examples of the five pictures", columns: "3", page: '<ac:link><ri:page ri:content-title="Pictures of visits 2026" /></ac:link>' })}
`,
  },
  {
    title: "Template: visit report",
    by: "wren",
    at: "2024-12-02",
    under: "Visit handbook",
    labels: ["template", "visits"],
    body:
      m.details("visit", [
        ["Station", m.placeholder("number and place")],
        ["Who", m.placeholder("@mention", "mention")],
        ["Why", m.placeholder("one sentence")],
        ["Hours with the drive", m.placeholder("round up")],
      ]) +
      doc`
### Found
${m.p(m.placeholder("Staff, radar, difference. Then the story."))}
### Done
[ ] ${m.placeholder("one line per thing")}
### Pictures
${m.p(m.placeholder("five, see the handbook"))}
`,
  },
  {
    title: "Visit reports",
    by: "wren",
    at: "2025-04-01",
    under: "Visit handbook",
    labels: ["visits"],
    body: doc`
Only the ones from which somebody can learn; the other 300 a year are in Deck.
${m.detailsSummary('label = "visit-report"', "Station,Who,Why,Hours with the drive", "Visit", "visit")}
`,
  },
  ...VISITS.map(visit),
  {
    title: "Levelling a staff gauge",
    by: "owen",
    at: "2025-03-19",
    under: "Visit handbook",
    labels: ["procedure", "levelling"],
    likes: ["ilse", "petr"],
    body: doc`
Gauge zero is a promise. Keep it with a levelling instrument, three bench marks and patience.
1. Set up between bench mark and staff, distances equal within 2 m.
2. Forward, back, forward. The sum must close within 2 mm.
3. Check all three bench marks. If one has moved, the bank moved: phone @ilse.
4. Staff bent? Straighten it or replace it. **Never repaint the numbers.**
## What happened at MOT-017
The flood of July 2025 pushed the staff 31 mm down. Gauge zero did **not** change: the radar stayed right and the staff was wrong. Somebody (me) nearly corrected the wrong one.
| | Staff | Radar
| !Before | 1.204 m | 1.235 m
| !After | 1.236 m | 1.235 m
`,
  },
  {
    title: "Drift swap step by step",
    by: "owen",
    at: "2025-02-26",
    under: "Visit handbook",
    labels: ["procedure", "otter"],
    comments: [
      {
        by: "petr",
        at: "2025-02-27",
        text: "Side by side for ten minutes **before** you clean the old one, please. After cleaning I cannot know what drift was.",
        on: "side",
        resolved: true,
      },
    ],
    body: doc`
1. Both sondes in the river, ((side|side by side, ten minutes, old one uncleaned)).
2. Old one: clean, five more minutes.
3. Old one out, dry cap on, into the blue bag. Blue is used, yellow is fresh.
4. New one on the cable. Deck asks for the serial; the certificate is found by it.
5. Wait for two readings.

A good swap takes 35 minutes. Record: 19, in the rain, @owen, nobody believes it.
`,
  },
  {
    title: "Asking for a visit",
    by: "nyambura",
    at: "2025-01-24",
    labels: ["guide", "visits"],
    body: doc`
Any of us may ask. Write: station, what you saw, since when, what you tried, what the owner loses each day.
| !Priority | Meaning | Promise
| !{red:WET} | somebody may get wet without it | start today
| !{yellow:BLIND} | no data, owner needs them | 5 working days
| !{grey:WITH THE NEXT} | anything else | with the next visit nearby

In 2026 so far: 9 wet, 71 blind, 204 with the next. @wren plans on Mondays.
`,
  },
  {
    title: "Shipping batteries",
    by: "wren",
    at: "2025-01-30",
    labels: ["logistics", "procedure", "safety"],
    edits: [
      {
        by: "lotte",
        at: "2026-01-05",
        note: "New carrier rules",
        now: "UN 3480, section IB",
        was: "UN 3480, section II",
      },
    ],
    body: doc`
One Burrow pack is 115 Wh, above the 100 Wh that may fly with a person.
- Alone: UN 3480, section IB, not above 30 % charge, never in a passenger aircraft
- In a Burrow: UN 3481, packing instruction 967
- Damaged or swollen: **do not ship**. Sand, metal box, outdoors, phone @wren
## Times
To Dunedin 19 days by sea, so @owen keeps 24 in the shed. To Amman by truck through three customs offices, 9 to 30 days. To Nairobi: do not, buy cells there and send the empty case.
`,
  },
  {
    title: "Spare parts and where they are",
    by: "wren",
    at: "2025-02-12",
    labels: ["logistics", "stock"],
    edits: [{ by: "owen", at: "2026-11-03", note: "Counted", now: "24", was: "31" }],
    body: doc`
${m.table(
  [
    ["Part", "Innsbruck", "Fort Collins", "Dunedin", "Nairobi"].map(inline),
    ["Battery pack", "60", "35", "24", "0, see [[Shipping batteries]]"].map(inline),
    ["Heron 3", "18", "6", "4", "2"].map(inline),
    ["Otter 1 (swap)", "12", "3", "5", "2"].map(inline),
    ["Otter 2 (swap)", "4", "0", "2", "0"].map(inline),
    ["Wiper W-24", "5", "10", "8", "6"].map(inline),
    ["Desiccant", "400", "90", "60", "50"].map(inline),
    ["Life vest", "6", "4", "3", "2"].map(inline),
  ],
  { headerColumn: true, columns: [200, 140, 140, 140, 140] },
)}
Counted on the first of each quarter. Who takes the last but one orders.
`,
  },
  {
    title: "Spider mesh retrofit",
    by: "wren",
    at: "2025-03-26",
    labels: ["heron", "procedure"],
    body: doc`
For the 900 Heron 2 that have no mesh. 3D-printed ring, steel mesh 1.2 mm, two screws.
- Costs 1 dB at 26 GHz (measured by @petr), not 3 as feared in [[HQ:All-hands January 2025]]
- Clean the horn first: one spider inside a mesh is worse than none
- 412 done by October 2026; unplanned visits for spiders went from 11 to 2 per 100 stations
`,
  },
  {
    title: "Tern trial at the Sill",
    by: "wren",
    at: "2025-02-28",
    status: "archived",
    labels: ["tern", "outdated"],
    body: doc`
Camera on the footbridge below Matrei, 40 nights. 4,000 moths counted by @petr from pictures, by hand, because the counter counted leaves.
Result and end: [[HW:Tern: why we stopped]].
`,
  },
  {
    title: "A small lab in Dunedin",
    by: "owen",
    at: "2025-02-14",
    labels: ["proposal"],
    comments: [
      {
        by: "tomoko",
        at: "2025-02-17",
        text: "I support the tank and not the certificates. Two places that sign are two truths.",
        on: "sign",
        replies: [
          { by: "owen", at: "2025-02-17", text: "Then I check and you sign. Agreed?" },
          { by: "tomoko", at: "2025-02-18", text: "Agreed." },
        ],
      },
      {
        by: "lotte",
        at: "2025-02-20",
        text: "26,000 € and 300 € a month. Postage of sondes from Dunedin was 9,100 € last year. Pays back in about four years.",
      },
    ],
    body: doc`
State: {yellow:WAITING} for [[RAPIDS:Project Rapids]]; asked again in January 2027.
A sonde from Motukawa travels 18,400 km to be told that it drifted by 0.05 pH. I propose a bath, a buffer shelf and a bench in the council's old pump house.
- Can: clean, check, swap caps and wipers
- Cannot: ((sign|sign certificates))
- Costs: 26,000 € once, 300 € a month for the pump house (with possums)
`,
  },
  {
    title: "Boats and trailers",
    by: "wren",
    at: "2025-05-05",
    labels: ["safety", "equipment"],
    body: doc`
| Name | What | Where | Next inspection
| *Marit* | inflatable, 3.2 m | Innsbruck | {2027-03-01}
| *Second Opinion* | aluminium, 4.1 m, 15 hp | Fort Collins | {2026-12-10}
| *Tahi* | kayak, for @owen and nobody else | Dunedin | –

Trailer licence: Wren, Owen, Ilse. The plug is 13-pin in Europe and 7-pin in Colorado; the adapter is in the glove box and not in the lab, @tomoko.
`,
  },
  {
    title: "Crossing borders with instruments",
    by: "nyambura",
    at: "2025-10-30",
    labels: ["logistics", "guide"],
    likes: ["rafi", "owen"],
    body: doc`
An Otter looks like something that officers want to open.
1. Carry the one-page letter (English, Swahili, Arabic, Japanese) with a picture of a river.
2. Buffer solution is *water for calibration, not medicine*. In Amman: محلول معايرة.
3. ATA carnet for anything above 5,000 €; @lotte needs ten days.
4. Never write “radar” on the form for Jordan. Write “level gauge”. Heron has its permission under that word.
`,
  },
  {
    title: "Mud call notes",
    by: "nyambura",
    at: "2025-02-03",
    labels: ["meeting-notes"],
    body: doc`
First Monday of the month, 16:00 UTC. Field tells support what broke, support tells field what hurts.
${m.children({ sort: "title", reverse: "true" })}
`,
  },
  ...(
    [
      [
        "2025-03-03",
        "wren",
        "Colorado thaws: 14 of 58 stations wet inside. Desiccant was saved on.",
        "Desiccant goes on the packing list of every visit.",
        "@nyambura tells customers to change it themselves, with a film",
      ],
      [
        "2025-09-01",
        "nyambura",
        "Fourth turbidity complaint. I answered “clean the sensor” again.",
        "A third equal complaint goes to the lab, not to the customer.",
        "@petr one sonde on the bench",
      ],
      [
        "2026-03-02",
        "nyambura",
        "Customers call the number of the person they know. @owen got 31 calls at night in February.",
        "One number for all; after the second ring it goes round the world.",
        "@bruno forwards the personal numbers",
      ],
      [
        "2026-08-03",
        "owen",
        "Codes of the day are useless in the gorge.",
        "Codes of a week on the visit sheet.",
        "@rafi Deck shows seven codes",
      ],
      [
        "2026-11-02",
        "wren",
        "Nine a month with the old certificate: 184 Burrows before 4.4 left, 21 months needed, ten left.",
        "Two of the winter visits in Colorado become swap tours.",
        "@wren a list by county until {2026-11-27}",
      ],
    ] as const
  ).map(
    ([at, by, heard, agreed, todo]): Entry => ({
      title: `Mud call ${at}`,
      by,
      at,
      under: "Mud call notes",
      labels: ["meeting-notes", "mud-call"],
      body: doc`
${m.p(`${m.date(at)} ${["wren", "owen", "nyambura", "bruno"].map(m.mention).join(" ")}`)}
### Heard
${m.p(inline(heard))}
### Agreed
${m.decisions([inline(agreed)])}
### To do
${m.taskList([m.task(at < "2026-11", inline(todo))])}
`,
    }),
  ),
  {
    title: "Nine days of water",
    by: "rafi",
    at: "2026-09-08",
    blog: true,
    labels: ["field", "jordan"],
    likes: ["ilse", "owen", "nyambura", "saskia"],
    comments: [{ by: "wren", at: "2026-09-08", text: "Four minutes. I have read it three times." }],
    body: doc`
وادي الموجب: a canyon, 40 degrees, and a gauge that reads zero for 356 days a year. On 27 August at 16:36 it read zero. At 16:40 it read 2.7 metres.
The Heron kept measuring. The panel did not. I found a shoe, three tyres and my own pencil from the installation.
The recording is now part of the tests, see [[ENG:Testing against a recorded river]]; the report is [[Visit JRW-002 Siq 2026-08-27]].
`,
  },
  {
    title: "The cow of Larkspur",
    by: "wren",
    at: "2025-07-24",
    blog: true,
    labels: ["field"],
    likes: ["owen", "lotte", "bruno", "anjali", "mateus"],
    body: doc`
Silent since Thursday, said the list. No cell, said the runbook. Cow, said the cow.
Lesson: SDI-12 cable tastes of something. Steel conduit costs 6 dollars a metre and a drive costs 140. [[Visit BOW-031 Larkspur Check 2025-07-21]] has the sober version.
`,
  },
  {
    title: "One season without spiders",
    by: "owen",
    at: "2025-12-12",
    blog: true,
    labels: ["field", "heron"],
    likes: ["tomoko"],
    body: doc`
61 stations, one summer, no web in any horn. What we found instead: a wētā living *on* the mesh, in the warm spot above the lens. It costs 0.2 dB and we let it stay. Details for the others in [[Spider mesh retrofit]].
`,
  },
];
