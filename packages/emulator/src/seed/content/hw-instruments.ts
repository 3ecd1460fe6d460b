import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

const heronDrawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 300" width="420" height="300"><path d="M150 40h120l-20 60h-80z" fill="#c1c7d0"/><path d="M170 100l-90 180h260l-90-180z" fill="#deebff" opacity=".6"/><text x="150" y="70" font-family="sans-serif" font-size="18">Heron 3</text><text x="180" y="260" font-family="sans-serif" font-size="14">3.2°</text></svg>`;

const driftCsv = `sonde,days,ph_drift,do_drift_percent,turbidity_ntu
OTR-10882,61,0.04,1.1,0.3
OTR-10884,61,0.05,0.9,0.2
OTR-10891,58,0.21,1.4,6.8
OTR-10907,63,0.03,1.2,0.4
OTR-10915,63,0.06,3.9,0.3
`;

/** Instruments: products, the lab and decisions about hardware. */
export const instruments = (): Entry[] => [
  {
    title: "Instruments",
    by: "tomoko",
    at: "2024-11-21T01:35",
    labels: ["start-here"],
    body: m.layout(
      m.section("two_left_sidebar", [
        doc`
### Pages
${m.macro("pagetree", { root: '<ac:link><ri:page ri:content-title="@home" /></ac:link>', startDepth: "1" })}
`,
        doc`
## 計測器へようこそ
Welcome. Here is everything that gets wet: gauges, sondes, loggers, what runs in them and how we know that they are right.
- Data sheets and history: [[Product line]]
- How a sonde becomes trustworthy: [[Gauge Lab]]
- What runs in the box: [[Firmware]]
- What each register means: [[Burrow 4 register map]] (very long)
:::info
The lab can be visited by camera. Ask @tomoko for a link and wave before you speak; the bench is in the same room as the welding.
:::
`,
      ]),
    ),
  },
  {
    title: "Product line",
    by: "tomoko",
    at: "2024-12-04",
    labels: ["hardware", "product"],
    likes: ["saskia"],
    edits: [
      { by: "tomoko", at: "2025-06-17", note: "Heron 3", now: "sold since 17 June 2025", was: "in pre-series" },
      { by: "tomoko", at: "2026-10-15", note: "Otter 2", now: "sold since 15 October 2026", was: "in mud test" },
    ],
    body: doc`
${m.table(
  [
    ["Name", "What it measures", "State", "Data sheet"].map(inline),
    [{ blocks: m.p(inline("**Level**")), header: true, colspan: 4, highlight: "#e6fcff" }],
    ["Heron 2", "Stage by 26 GHz radar", "{grey:NO LONGER SOLD} repaired until 2030", "[[Heron 2 data sheet]]"].map(
      inline,
    ),
    ["Heron 3", "Stage by 80 GHz radar", "{green:SOLD} sold since 17 June 2025", "[[Heron 3 data sheet]]"].map(inline),
    [{ blocks: m.p(inline("**Water quality**")), header: true, colspan: 4, highlight: "#e3fcef" }],
    [
      "Otter 1",
      "Temperature, conductivity, oxygen, pH, turbidity",
      "{yellow:LAST ORDERS} until 2027-03-31",
      "[[Otter 1 data sheet]]",
    ].map(inline),
    [
      "Otter 2",
      "the same and dissolved organic matter",
      "{green:SOLD} sold since 15 October 2026",
      "[[Otter 2 data sheet]]",
    ].map(inline),
    ["Dipper", "Turbidity and velocity, in the hand", "{green:SOLD}", "[[Dipper data sheet]]"].map(inline),
    [{ blocks: m.p(inline("**On the pole**")), header: true, colspan: 4, highlight: "#fffae6" }],
    ["Burrow 3", "Logger, LTE Cat 1", "{grey:NO LONGER SOLD} 212 in the field", "[[Burrow 3 data sheet]]"].map(inline),
    ["Burrow 4", "Logger, LTE-M", "{green:SOLD}", "[[Burrow 4 data sheet]]"].map(inline),
    ["Burrow 5", "Logger, LTE-M and satellite, second processor", "{blue:BETA}", "[[Burrow 5 plan]]"].map(inline),
    ["Tern", "Surface velocity by camera", "{red:STOPPED}", "[[Tern: why we stopped]]"].map(inline),
  ],
  { layout: "wide", width: 960, columns: [140, 340, 300, 180] },
)}
`,
  },
  {
    title: "Why we left the Veltro radar module",
    by: "tomoko",
    at: "2025-01-28",
    under: "Product line",
    labels: ["decision", "heron", "supplier"],
    comments: [
      {
        by: "saskia",
        at: "2025-01-30",
        text: "Customers know the Veltro name. Do we say anything?",
        replies: [{ by: "tomoko", at: "2025-01-30", text: "We say 80 GHz. Nobody buys a module." }],
      },
    ],
    body: doc`
Heron 2 contains a radar module from Veltro (26 GHz). Heron 3 contains our own front end around a Nordweg chip. The decision took fourteen months and two people stopped speaking for one of them; so here is the calm version.
## For staying
- Works. 1,640 sold, 0.9 % failures a year.
- @rafi knows its command set by heart.
## Against
1. Price went from 118 € to 161 € in two years.
2. Beam of 11 degrees: at 10 m above the water it sees a circle of almost 2 m. Under narrow bridges that is the pier.
3. Lead time of 26 weeks in 2023. We built housings and had nothing to put inside.
4. Veltro answers mails on Thursdays.
## Result
Own front end: 74 € in parts, 3.2 degrees, chip from two distributors. It cost 190 k€ to develop, which is 2,180 pieces of the difference. Break-even was expected for summer 2027; on today's numbers {2027-10-31}.
`,
  },
  {
    title: "Tern: why we stopped",
    by: "tomoko",
    at: "2025-04-29",
    under: "Product line",
    labels: ["decision", "tern"],
    likes: ["ilse"],
    body: doc`
Tern was a camera that saw the velocity of the surface. It was beautiful and it was wrong at night.
## Numbers
| Condition | Deviation from current meter
| Day, waves | 4 %
| Day, mirror-smooth | no result
| Night with lamp | 22 %, and 4,000 moths
| Flood with foam | 6 %

Floods come at night. That is the whole story.
## What we keep
- The lens heater, now in Heron 3's mesh
- The field tests: [[FIELD:Tern trial at the Sill]]
- One unit on @ilse's desk
`,
  },
  {
    title: "Second source for boards",
    by: "tomoko",
    at: "2025-11-19",
    under: "Product line",
    labels: ["supplier", "risk"],
    edits: [{ by: "lotte", at: "2026-04-22", note: "Offer of Dravia", now: "31.20 €", was: "no price yet" }],
    body: doc`
Every board we sell is soldered by Kastner Elektronik in Linz. In October 2025 their reflow oven was down for 12 days and so were we.
| !Firm | Place | Price per Burrow board | First sample
| !Kastner | Linz | 27.90 € | –
| !Dravia | Maribor | 31.20 € | good, 2 of 50 reworked
| !Senko Denshi | Morioka | 38.50 € | very good, 0 of 50

My proposal: 80 % Kastner, 20 % Dravia, so that Dravia does not forget us. @lotte thinks 90 and 10. Senko only for the Kitano tender, because of the label *made in Japan*.
`,
  },
  {
    title: "Field notice FN-04: wiper motor",
    by: "petr",
    at: "2025-10-13",
    under: "Otter 1 data sheet",
    labels: ["field-notice", "otter", "fn-04"],
    likes: ["nyambura", "wren"],
    files: [
      {
        name: "fn-04-serials.csv",
        type: "text/csv",
        text: "from,to,count,shipped\nOTR-10880,OTR-10953,74,2025-04\nOTR-10961,OTR-11052,92,2025-05\nOTR-11060,OTR-11107,48,2025-06\n",
      },
    ],
    edits: [
      { by: "tomoko", at: "2026-01-30", note: "Count at the end of January", now: "209 of 214", was: "0 of 214" },
    ],
    body: doc`
:::warning Stop
Turbidity of the sondes listed in [[^fn-04-serials.csv]] must not be used for decisions until the wiper has been replaced.
:::
Renewed so far: **209 of 214**. The other five are under ice or lost.
## Cause
Wiper motors of batch W-2231. The magnet of the encoder is held by glue that did not harden (mixing nozzle clogged on 4 March 2025, according to the maker). The motor turns, the magnet does not, the controller believes what it wants.
## How to see it
Look at the flag {{W}} in Deck or, at the river, start a wipe from the Burrow's button and watch with your eyes.
## What to do
Post the sonde, or swap the wiper yourself in eight minutes: [[HELP:Replace the wiper of an Otter]]. The incident: [[ENG:INC-27: Turbidity rises in eleven rivers at once]].
`,
  },
  {
    title: "Burrow 5 plan",
    by: "rafi",
    at: "2026-02-09",
    under: "Product line",
    labels: ["planning", "burrow"],
    edits: [
      {
        by: "rafi",
        at: "2026-06-09",
        note: "After ADR-015",
        now: "compares two sensors before it wakes a siren",
        was: "wakes a siren",
      },
    ],
    comments: [
      {
        by: "wren",
        at: "2026-02-10",
        text: "Please one connector that can be closed with a mitten.",
        on: "plug",
        replies: [{ by: "tomoko", at: "2026-02-10", text: "M12 stays. But the key gets a wing." }],
      },
      {
        by: "tomoko",
        at: "2026-11-06",
        text: "Boards 7 and 9: clock +4.1 s a day at 5 °C, correct at 25 °C. I believe crystal load, Rafi believes temperature. Both can be true.",
      },
    ],
    body: doc`
${m.details("", [
  ["Owner", m.mention("rafi")],
  ["State", m.status("BETA", "Blue")],
  ["First ten rivers", m.date("2026-12-18")],
])}
## Why a fifth
Burrow 4 sleeps. To decide anything locally it would have to be awake, and then its battery lasts nine weeks. Burrow 5 has a second processor of 11 µA that ((plug|listens all the time)) and compares two sensors before it wakes a siren.
## Must
- Fits on the old pole clamp
- Satellite fallback, 40 messages a month
- −30 to 60 &deg;C
- Firmware signed by two keys
## May
Bluetooth for the visit. @owen: must. @rafi: a radio that is on is a battery that is off.
## Plan
| Step | Planned | Real
| Schematic | {2026-03-15} | {2026-03-20}
| Boards, 12 pieces | {2026-06-01} | {2026-06-19}
| Ten friendly rivers | {2026-10-01} | 6 of 10 on 5 November
| Mud test | {2027-01-15} |
`,
  },
  {
    title: "Gauge Lab",
    by: "petr",
    at: "2025-01-21",
    labels: ["gauge-lab", "calibration"],
    likes: ["tomoko", "rafi"],
    body: doc`
Everything we know about being right. Written by @petr, mostly in his last winter; kept by @tomoko.
${m.children({ depth: "2", excerptType: "simple" })}
## Rules on the door
1. Rinse before, rinse after, write down both times.
2. The pH 7 bottle stays on the left.
3. A number without a temperature is a rumour.
4. If the Bathtub hums, leave.
`,
  },
  {
    title: "Calibrating an Otter",
    by: "petr",
    at: "2025-02-03",
    under: "Gauge Lab",
    labels: ["calibration", "otter", "procedure"],
    likes: ["owen"],
    edits: [
      { by: "petr", at: "2025-11-20", note: "Wiper check because of FN-04", now: "and watch it move", was: "" },
      { by: "tomoko", at: "2026-05-04", note: "Buffer temperature", now: "25.0 ± 0.2", was: "25 ± 1" },
    ],
    comments: [
      {
        by: "owen",
        at: "2026-05-10",
        text: "0.2 degrees is not possible in a van.",
        on: "temperature",
        replies: [
          { by: "tomoko", at: "2026-05-11", text: "Then do not calibrate in a van. That is why we have drift swaps." },
          { by: "owen", at: "2026-05-11", text: "Fair. It still hurts." },
        ],
      },
    ],
    body: doc`
Time: 2 h 10 min for four sondes, most of it waiting.
## You need
- Buffers pH 4.01, 7.00, 10.01, opened less than 30 days ago
- Conductivity standard 1,413 µS/cm
- Formazin 0, 20, 100 NTU, and gloves
- Air-saturated water: pump it for 30 minutes. Not 20
## Steps
1. Clean. Toothbrush, no soap.
2. Start a wipe and watch it move.
3. pH in the order 7, 4, 10. Wait until the value changes less than 0.01 in a minute. Bath at ((temperature|25.0 ± 0.2)) &deg;C.
4. Conductivity. Knock the bubbles out of the cell.
5. Oxygen at 100 %: sensor 2 cm above the water, lid loosely on. Write down the air pressure *of the lab*, not of the weather service.
6. Turbidity, from clear to dirty.
7. {{otterctl cal write --serial OTR-11240 --by T.H.}}
## Accept when
| Quantity | Before cleaning | After calibration
| pH | drift < 0.2 in 60 days | ± 0.05
| Oxygen | drift < 3 % | ± 1 %
| Conductivity | – | ± 0.5 %
| Turbidity | < 1 NTU in clear water | ± 2 % or 0.3 NTU

Otherwise [[When a sonde fails calibration]].
`,
  },
  {
    title: "When a sonde fails calibration",
    by: "petr",
    at: "2026-02-18",
    under: "Calibrating an Otter",
    labels: ["calibration", "otter", "procedure"],
    body: doc`
- **pH slope below 52 mV**: the glass is old. Change it; do not “wake it up” with acid, it lies afterwards.
- **pH slow**: dirty junction. Warm water, one night.
- **Oxygen above 104 % in air**: cap has a scratch. New cap, then wait two hours in water.
- **Turbidity jumps between two values**: bubble on the window or FN-04.
- **Everything wrong by the same factor**: somebody measured the standard, drank a coffee and came back. Begin again.

Three failures in one year and the sonde retires to the school shelf. So far 61.
`,
  },
  {
    title: "Calibrating a Heron at the Bathtub",
    by: "petr",
    at: "2025-03-12",
    under: "Gauge Lab",
    labels: ["calibration", "heron", "procedure"],
    files: [{ name: "heron-beam.svg", type: "image/svg+xml", text: heronDrawing }],
    body: doc`
${m.image("heron-beam.svg", { width: 300, original: [420, 300], alt: "A Heron above water with its beam", caption: inline("80 GHz, opening 3.2 degrees"), layout: "wrap-right" })}
A radar gauge measures the time to the water and back. What we calibrate is everything that is *not* water: the horn, the electronics, and the habit of the algorithm to prefer strong echoes.
1. Fill to 1,000.0 mm on the laser. Wait ten minutes for waves.
2. Measure at 1, 2, 4, 6 and 8 m. The arm goes to 8.20 m if nobody stands behind it.
3. The residual must be below 2 mm at each height. A sine in the residuals means a reflection from the rim: move the foam.
4. Repeat at 5 &deg;C in the chamber with the metal plate, because water freezes.

Since the move the pit gives us 9.6 m. See [[HQ:Moving the lab]].
`,
  },
  {
    title: "Drift model",
    by: "petr",
    at: "2026-01-26",
    under: "Gauge Lab",
    labels: ["calibration", "model"],
    properties: { "drift-model": { factor: 0.87, measuredAt: "2025-12-03", validUntil: "2026-08-10" } },
    files: [{ name: "drift-sample.csv", type: "text/csv", text: driftCsv }],
    edits: [
      {
        by: "rafi",
        at: "2026-04-21",
        note: "petr_feeling has a name now",
        now: "lab_humidity_factor",
        was: "petr_feeling",
      },
    ],
    comments: [
      {
        by: "ilse",
        at: "2026-01-27",
        text: "Is the correction linear because the drift is linear, or because we have two points?",
        on: "linear",
        replies: [{ by: "petr", at: "2026-01-27", text: "Because we have two points. I am honest on my way out." }],
      },
    ],
    body: doc`
Between two calibrations a sonde drifts. We know the error at the end and distribute it ((linear|linearly over the days)).
${m.codeMacro(
  "r",
  `drift <- function(t, t0, t1, error, humidity = 0.87) {
  share <- as.numeric(t - t0) / as.numeric(t1 - t0)
  error * share * humidity   # lab_humidity_factor
}`,
  { title: "drift.R" },
)}
The factor {{lab_humidity_factor}} = 0.87 corrects the air calibration of oxygen in a dry lab. In the new lab it should be measured again ({HW-210}).
## Sample
Five sondes that came back in June 2025: [[^drift-sample.csv]]. OTR-10891 is the first sonde of FN-04 that we had in our hands. We wrote “algae” in its file.
`,
  },
  {
    title: "Mud test",
    by: "petr",
    at: "2025-01-23",
    under: "Gauge Lab",
    labels: ["procedure", "testing"],
    body: doc`
Ten days in the Sill below Matrei, between the sewage works and the power station, where a river has everything: silt, leaves, a weir that opens without warning, and children.
| Test | Passed when
| Two sondes side by side | differ by less than 2 % on day 10
| Wiper | window clear without a hand
| Cable | no bite marks through the first layer
| Housing | dry. A gram of water is a gram too much

History: Otter 1 passed at the third attempt, Heron 3 at the first, Otter 2 at the second (seal of the wiper shaft, 2.3 g).
Access: key at the power station, phone first, see [[FIELD:Safety on and near water]].
`,
  },
  {
    title: "Certificates and traceability",
    by: "petr",
    at: "2026-02-25",
    under: "Gauge Lab",
    labels: ["calibration", "policy"],
    restrictions: { update: { groups: ["calibration-lab"] } },
    body: doc`
What we sign, and on what it rests.
1. Lengths: laser interferometer, sent to Vienna every second year. Last {2025-05-14}.
2. Temperature: two platinum probes, compared with each other each Monday. If they differ by more than 0.02 K nobody measures.
3. Conductivity and pH: bought standards with their own certificates, scanned.

From {2026-04-01} @tomoko signs. Certificates before that date carry the signature of @petr and stay valid.
`,
  },
  {
    title: "Lab safety",
    by: "tomoko",
    at: "2025-01-29",
    under: "Gauge Lab",
    labels: ["safety", "policy"],
    body: doc`
Formazin is suspected to cause cancer. Gloves, hood, and never alone. The old rule of “nobody else in the room” was exactly the wrong way round.
Buffer on skin: water. Buffer in the eye: water for ten minutes, then the eye hospital, Anichstraße 35. Tank: nobody inside while the carriage has power; the key is on the carriage so that you cannot.
${m.indented(1, inline("日本語版は壁に貼ってあります。"))}
`,
  },
  {
    title: "Retired instruments on the school shelf",
    by: "petr",
    at: "2026-03-24",
    under: "Gauge Lab",
    labels: ["outreach"],
    body: doc`
61 sondes and 14 gauges that are no longer good enough for a river and still very good for a class of twelve-year-olds. Write to @lotte; she sends a box with a lesson for two hours and a return label.
Lent now: Gymnasium Landeck (4), Lycée in Gent (2), Moi Girls, Nairobi (6, carried by @nyambura in her luggage).
`,
  },
];
