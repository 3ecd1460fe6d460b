import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";
import { accountIdOf } from "./people.ts";

const pipeline = `flowchart LR
  Burrow -->|LTE-M, CoAP| Sluice
  Sluice --> Millpond[(Millpond)]
  Sluice --> Sieve
  Sieve -->|flags| Millpond
  Millpond --> Rater
  Rater --> Bellbuoy
  Millpond --> Deck
  Bellbuoy -->|SMS, mail, phone| People`;

const sluiceDiagram = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 200" width="760" height="200"><g font-family="sans-serif" font-size="15"><rect x="10" y="60" width="140" height="60" fill="#e3fcef"/><text x="40" y="95">CoAP edge</text><rect x="210" y="60" width="140" height="60" fill="#deebff"/><text x="245" y="95">Decoder</text><rect x="410" y="60" width="140" height="60" fill="#deebff"/><text x="445" y="95">Journal</text><rect x="610" y="60" width="140" height="60" fill="#fff0b3"/><text x="640" y="95">Fan-out</text></g></svg>`;

const capacity = `month,readings_per_day,peak_per_second,journal_gb
2025-01,4128000,96,38
2025-07,5020000,131,47
2026-01,5910000,160,58
2026-05,6240000,412,71
2026-10,6690000,188,69
`;

/** Engineering: the services of Headwater and how the team runs them. */
export const engineeringPlatform = (): Entry[] => [
  {
    title: "Engineering",
    by: "mateus",
    at: "2024-11-20T09:15",
    labels: ["start-here"],
    likes: ["anjali"],
    body: doc`
Five people, six services, one database we are proud of. Start with [[How a reading travels]]; when something is on fire go to [[Runbooks]].
${m.children({ all: "false", depth: "2", style: "h3", sort: "title" })}
## Who has the pager
Even weeks @bruno and @anjali, odd weeks @mateus and @bruno. The phone number is on the wall in Porto and in the vault, not here.
`,
  },
  {
    title: "How a reading travels",
    by: "anjali",
    at: "2024-12-10",
    labels: ["architecture", "headwater", "start-here"],
    likes: ["mateus", "nyambura", "wren", "rafi"],
    edits: [
      {
        by: "anjali",
        at: "2025-04-14",
        note: "Millpond is PostgreSQL now",
        now: "PostgreSQL with hypertables",
        was: "InfluxDB 1.8",
      },
      { by: "rafi", at: "2025-11-03", note: "CoAP since 4.6", now: "CoAP over DTLS", was: "MQTT over TLS" },
      {
        by: "bruno",
        at: "2026-06-02",
        note: "Numbers of May",
        now: "median 9 s, worst hour in 2026 47 min",
        was: "median 11 s, worst hour in 2025 22 min",
      },
    ],
    comments: [
      {
        by: "wren",
        at: "2025-12-01",
        text: "Nine seconds from where? The water or the modem?",
        on: "latency",
        resolved: true,
        replies: [
          {
            by: "anjali",
            at: "2025-12-01",
            text: "From the end of the radio session. The Burrow may have slept up to 15 minutes before that.",
          },
        ],
      },
      {
        by: "nyambura",
        at: "2026-06-03",
        text: "I send this page to every customer who asks “why is my reading late”. Please keep it short.",
      },
    ],
    body: doc`
One reading, from the water to a phone, with the place to look when it does not arrive.
${m.codeMacro("mermaid", pipeline, { title: "The path" })}
1. A **Heron** or **Otter** measures when the Burrow wakes it, by default every 15 minutes, every 60 seconds when the rise is faster than 5 cm in 10 minutes.
2. The **Burrow** keeps each reading in flash (400 days) and sends it by {{CoAP over DTLS}} when the modem has a cell.
3. **[[Sluice]]** checks the signature, decodes the packet and writes it to the journal. From here nothing is lost.
4. **[[Sieve]]** puts quality flags on it: *duck*, *frog*, *ice*, *out of range*. It never changes a value.
5. **[[Millpond]]** keeps the value and the flags, in PostgreSQL with hypertables.
6. **[[Rater]]** makes discharge out of stage.
7. **[[Bellbuoy]]** decides whether anybody must be woken.
8. **[[Deck]]** shows it.

Time from 2 to 8: ((latency|median 9 s, worst hour in 2026 47 min)), see [[INC-31: Forty-seven minutes behind the flood]].
:::info When a customer says “it is late”
Look at the packet counter first: [[Runbook: A station is silent]]. In four of five cases the modem had no cell and everything arrives together an hour later.
:::
`,
  },
  {
    title: "Services",
    by: "mateus",
    at: "2024-12-10",
    labels: ["architecture"],
    body: doc`
One page per service, each with the same properties on top. The table below builds itself from them.
${m.detailsSummary('label = "service" and space = "ENG"', "Owner,Language,State kept in,Level", "Service", "service")}
`,
  },
  {
    title: "Sluice",
    by: "anjali",
    at: "2024-12-11",
    under: "Services",
    labels: ["service", "headwater"],
    files: [
      { name: "sluice-parts.svg", type: "image/svg+xml", text: sluiceDiagram },
      {
        name: "sluice-capacity.csv",
        type: "text/csv",
        text: capacity,
        by: "bruno",
        at: "2026-10-05",
        note: "Monthly, from the journal",
      },
    ],
    comments: [
      {
        by: "bruno",
        at: "2026-05-29",
        text: "After INC-31 this should say what happens above 400 packets a second.",
        on: "peak",
        replies: [
          {
            by: "anjali",
            at: "2026-05-30",
            text: "Tested with 900 yesterday, the edge holds, the decoder queue grows to 31 MB. Numbers added.",
          },
        ],
        resolved: true,
      },
    ],
    properties: {
      "service-catalogue": { tier: 1, repository: "headwater/sluice", alerts: ["journal-lag", "dtls-failures"] },
    },
    body: doc`
${m.details("service", [
  ["Owner", m.mention("anjali")],
  ["Language", "Rust"],
  ["State kept in", "journal on disk, 14 days"],
  ["Level", m.status("TIER 1", "Red")],
])}
Sluice takes packets from the Burrows. It speaks CoAP over DTLS 1.2 with a key per device (and MQTT for 212 Burrow 3 that cannot be updated).
${m.image("sluice-parts.svg", { original: [760, 200], alt: "Four boxes: edge, decoder, journal, fan-out", caption: inline("Edge and journal may be restarted separately since 2025.6.") })}
## What it promises
- A packet that was acknowledged is on two disks.
- The same packet twice makes one reading. The key is device, boot counter and sequence number, see [[ADR-004: A reading has a natural key]].
- A packet from a device it does not know is kept for 7 days in the *foundlings* table.

## Load
Usual peak 188 packets per second; ((peak|tested to 900 for one hour)). The history is in [[^sluice-capacity.csv]].
## Configuration
:::code yaml sluice.yaml (production, shortened)
edge:
  listen: "[::]:5684"
  dtls:
    cipher: TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8
    session_cache: 20000
journal:
  path: /var/lib/sluice
  keep: 14d
  fsync: every-batch   # 40 ms, not negotiable
fanout:
  - sieve: grpc://sieve.internal:7001
  - archive: s3://headwater-raw-eu
:::
`,
  },
  {
    title: "Sieve",
    by: "anjali",
    at: "2024-12-12",
    under: "Services",
    labels: ["service", "headwater", "quality-control"],
    comments: [
      {
        by: "rafi",
        at: "2025-04-24",
        text: "48 readings are twelve hours, but 48 minutes in fast mode. Is that meant?",
        on: "pure",
        replies: [{ by: "anjali", at: "2025-04-25", text: "No. It is an accident that has never hurt. {ENG-402}" }],
      },
    ],
    body: doc`
${m.details("service", [
  ["Owner", m.mention("anjali")],
  ["Language", "Python 3.12"],
  ["State kept in", "none (reads Millpond)"],
  ["Level", m.status("TIER 2", "Yellow")],
])}
${m.p(`Sieve gives flags to readings. Eleven rules, each ${m.marker("pure", `a pure function of ${m.strong("the last 48 readings")}`)}${m.marker("pure", ` (${m.code("Window")})`)} of one sensor and the season.`)}
| !Rule | Flag | False alarms in 2025
| !Range | {{R}} | 0.0 %
| !Duck | {{D}} | 1.9 %, see [[The duck filter]]
| !Frog | {{F}} | 4.4 %, mostly real droughts
| !Ice | {{I}} | 7.1 %
| !Wiper stuck | {{W}} | new in 2025.11 because of FN-04

## Rules in code
:::code python sieve/rules/frog.py
def frog(window: Window, season: Season) -> Flag | None:
    """The same value for six hours. Groundwater wells are allowed to be boring."""
    if window.station.kind == "well":
        return None
    recent = window.since(hours=6)
    if len(recent) < 20:
        return None
    spread = max(r.value for r in recent) - min(r.value for r in recent)
    return Flag.FROG if spread <= window.sensor.resolution else None
:::
Changing a rule does **not** reflag the past. If a customer needs that, run {{sieve replay --station S --from DATE}} and write it in the station's history.
`,
  },
  {
    title: "The duck filter",
    by: "anjali",
    at: "2025-02-18",
    under: "Sieve",
    labels: ["quality-control", "explainer"],
    likes: ["owen", "ilse", "tomoko"],
    files: [
      {
        name: "duck-2025-02-11.csv",
        type: "text/csv",
        text: "time,stage_mm\n06:00,1412\n06:15,1411\n06:30,1688\n06:45,1412\n07:00,1413\n",
      },
    ],
    edits: [
      {
        by: "anjali",
        at: "2026-02-17",
        note: "From 10 to 15 cm after the Taieri complaints",
        now: "15 cm",
        was: "10 cm",
      },
    ],
    comments: [
      {
        by: "rafi",
        at: "2025-02-19",
        text: "I could do this on the device with a median of five and save the radio. Why not there?",
        on: "median",
        replies: [
          {
            by: "anjali",
            at: "2025-02-19",
            text: "Because a flash flood in a canal is also one reading that jumps. In the cloud we keep the value and flag it. On the device it is gone.",
          },
          { by: "rafi", at: "2025-02-20", text: "Then a flag from the device, not a filter. 4.7 has one spare bit." },
          {
            by: "ilse",
            at: "2025-02-24",
            text: "Flag, not filter. Decided, see [[ADR-010: Devices flag and never filter]].",
          },
        ],
      },
      {
        by: "owen",
        at: "2026-02-16",
        text: "Taieri at Outram drops 12 cm in a quarter of an hour each time they close the gate. Not a duck.",
      },
    ],
    body: doc`
A duck swims under the radar and the river seems to rise by the height of a duck. It is the most common bad reading we have: 2,811 times in 2025.
${m.table(
  [
    ["Time", "Stage", "Flag"].map(inline),
    ["06:15", "1.411 m", ""].map(inline),
    [inline("06:30"), { blocks: m.p(inline("1.688 m")), highlight: "#ffebe6" }, inline("{red:D}")],
    ["06:45", "1.412 m", ""].map(inline),
  ],
  { columns: [120, 160, 120], layout: "center", width: 400 },
)}
## The rule
A reading is a duck when it differs by more than 15 cm from **both** neighbours and the neighbours differ by less than 3 cm from each other. That needs the next reading, so the flag comes 15 minutes late; until then the reading is *provisional*.
${m.p(`Why not ${m.marker("median", inline("a **median of five**"))}${m.marker("median", inline(" on the device"))}? Read the comments, and then the decision.`)}
## Data
The morning of 11 February 2025 at Outram: [[^duck-2025-02-11.csv|five readings as CSV]].
`,
  },
  {
    title: "Millpond",
    by: "anjali",
    at: "2024-12-16",
    under: "Services",
    labels: ["service", "headwater", "database"],
    edits: [{ by: "bruno", at: "2026-03-10", note: "PostgreSQL 17", now: "PostgreSQL 17", was: "PostgreSQL 16" }],
    body: doc`
${m.details("service", [
  ["Owner", m.mention("anjali")],
  ["Language", "SQL, a little Go"],
  ["State kept in", "PostgreSQL 17, two sites"],
  ["Level", m.status("TIER 1", "Red")],
])}
3.9 billion readings, 212 GB after compression, one table. It was InfluxDB until 12 April 2025; the reasons and the quarrel are in [[ADR-009: Move Millpond to PostgreSQL]].
## Tables
:::code sql
CREATE TABLE reading (
  sensor_id   bigint      NOT NULL,
  taken_at    timestamptz NOT NULL,
  value       real        NOT NULL,
  flags       smallint    NOT NULL DEFAULT 0,
  boot        integer     NOT NULL,
  sequence    integer     NOT NULL,
  PRIMARY KEY (sensor_id, taken_at)
);
SELECT create_hypertable('reading', 'taken_at', chunk_time_interval => interval '7 days');
-- Flags are bits: 1 range, 2 duck, 4 frog, 8 ice, 16 wiper, 32 provisional
:::
## Rules of the pond
- Nobody updates {{value}}. Corrections are rows in {{correction}}, with a person and a reason.
- Read from the replica ({{pond-ro}}). The primary has eight connections for people and they are for emergencies.
- Retention: raw for ever since ADR-007, hourly means for ever, flags 10 years.
- Dropping a chunk needs two people: [[Runbook: Give Millpond more disk]].
`,
  },
  {
    title: "Rater",
    by: "mateus",
    at: "2024-12-17",
    under: "Services",
    labels: ["service", "headwater", "hydrology"],
    comments: [
      {
        by: "ilse",
        at: "2025-06-10",
        text: "Step 3: please say that the exponent is almost always between 1.5 and 2.5. Anything else is a typing error.",
        on: "exponent",
        resolved: true,
      },
    ],
    body: doc`
${m.details("service", [
  ["Owner", m.mention("mateus")],
  ["Language", "Go"],
  ["State kept in", "Millpond, schema rating"],
  ["Level", m.status("TIER 2", "Yellow")],
])}
Rater turns stage into discharge with the formula every hydrologist knows:
${m.macro("mathblock", {}, { plain: "Q = a\\,(h - h_0)^b" })}
where *h*${m.sub("0")} is the stage of zero flow and ((exponent|*b* lies between 1.5 and 2.5, otherwise Rater refuses the curve)).
## Segments
A station has up to five segments. At the joint both must give the same discharge within 2 %, or the publisher gets an error with the two numbers.
## Validity
Each curve has a first and a last moment. Publishing a new curve with a start in the past recalculates everything since then; a year of one station takes 1.4 s.
:::code go rater/curve.go
// Discharge answers NaN below the stage of zero flow: an empty river is a fact, a negative one is a bug.
func (s Segment) Discharge(h float64) float64 {
	if h <= s.H0 {
		return math.NaN()
	}
	return s.A * math.Pow(h-s.H0, s.B)
}
:::
Outside the measured range the result carries the flag *extrapolated*; [[ADR-011: Grey out extrapolated discharge]] says how it is shown. How customers publish a curve: [[DOCS:Rating curves]].
`,
  },
  {
    title: "Bellbuoy",
    by: "bruno",
    at: "2024-12-18",
    under: "Services",
    labels: ["service", "headwater", "alerts"],
    comments: [
      {
        by: "nyambura",
        at: "2025-07-09",
        text: "Three channels for one alarm is three complaints. Can “seen” on one channel stop the others?",
        on: "channels",
        resolved: true,
        replies: [{ by: "bruno", at: "2025-09-01", text: "In 2025.9: acknowledging anywhere stops the ladder." }],
      },
    ],
    body: doc`
${m.details("service", [
  ["Owner", m.mention("bruno")],
  ["Language", "Elixir"],
  ["State kept in", "PostgreSQL 17, own instance"],
  ["Level", m.status("TIER 1", "Red")],
])}
Bellbuoy wakes people. It reads flagged readings and forecasts, compares them with thresholds, and climbs a **ladder**: ((channels|text message, then mail, then a call every four minutes)) until somebody acknowledges.
## Three states
| State | Enter | Leave
| {green:CALM} | below 95 % of the threshold for 30 min | –
| {yellow:WATCH} | two readings above 90 % | back to calm
| {red:ALARM} | one reading above the threshold without flag {{D}} | acknowledged *and* below

:::code elixir
def next(%{state: :watch} = buoy, reading) when reading.value >= buoy.threshold do
  if :duck in reading.flags, do: {:hold, buoy}, else: {:ring, %{buoy | state: :alarm}}
end
:::
## Hours
Quiet hours are kept in the customer's time zone *as a zone name*, never as an offset. That sentence cost us a Sunday: [[INC-24: Alerts an hour late on the last Sunday of March]].
`,
  },
  {
    title: "Deck",
    by: "mateus",
    at: "2024-12-19",
    under: "Services",
    labels: ["service", "headwater", "frontend"],
    body: doc`
${m.details("service", [
  ["Owner", m.mention("mateus")],
  ["Language", "TypeScript"],
  ["State kept in", "none"],
  ["Level", m.status("TIER 3", "Green")],
])}
The web page customers see. Maps, curves, alarms, reports. It talks only to the public API, so that whatever Deck can do a customer's script can do ([[ADR-006: Deck uses the public API]]).
:::code tsx deck/src/station-card.tsx
export function StationCard({ station }: { station: Station }) {
  const newest = useNewestReading(station.id);
  if (newest.state === "loading") return <Skeleton lines={3} />;
  return (
    <article aria-label={station.name}>
      <h3>{station.name}</h3>
      {newest.value && newest.value < station.zero ? <Dry /> : <Stage reading={newest} />}
    </article>
  );
}
:::
- Charts show at most 4,000 points; above that the API answers with minimum and maximum per pixel, so a peak never disappears.
- Works from 360 px width. Tested by @nyambura on the oldest phone in Nairobi.
- Languages: English, German, Portuguese, Japanese (by @tomoko), Arabic (right to left, by @rafi).
`,
  },
  {
    title: "Who decides what",
    by: "mateus",
    at: "2025-01-09",
    labels: ["policy", "engineering"],
    body: doc`
| !Question | Decides | Must be asked
| !Packet format | @rafi and @anjali together | @tomoko
| !Database schema of Millpond | @anjali | @bruno
| !Anything that can ring a phone | @bruno | @nyambura
| !What a chart looks like | @mateus | one customer
| !A rule of Sieve | @anjali | @ilse

If two names stand in the middle and they disagree after a week, the person with the pager that week decides, and it stays so for three months.
`,
  },
  {
    title: "Wet weeks freeze",
    by: "mateus",
    at: "2025-02-24",
    under: "Who decides what",
    labels: ["policy", "release"],
    edits: [
      {
        by: "mateus",
        at: "2026-02-23",
        note: "2026 dates; southern wet weeks added after Owen's comment",
        now: "30 March to 17 May 2026",
        was: "31 March to 18 May 2025",
      },
    ],
    comments: [
      {
        by: "owen",
        at: "2025-03-02",
        text: "Your dry season is my flood season. The Motukawa stations flood in June to August and you release on every Tuesday of it.",
        replies: [
          {
            by: "mateus",
            at: "2025-03-03",
            text: "You are right and it is embarrassing. From 2026 firmware for the southern tenants freezes from 1 June to 31 August.",
          },
        ],
      },
      {
        by: "rafi",
        at: "2026-02-24",
        text: "Together that leaves me September to March for firmware. Noted in the Burrow 5 plan.",
        on: "window",
      },
    ],
    body: doc`
Calendar weeks 14 to 20: **30 March to 17 May 2026**.
## Frozen
- Firmware and configuration of devices north of the equator
- Sluice, Sieve, Bellbuoy: only repairs, two pairs of eyes, never after 14:00
- Thresholds, except by the customer
## Not frozen
Deck, documentation, Rater (with a dry run on five stations).
## South
((window|Firmware for southern tenants freezes from 1 June to 31 August)).
## Exceptions so far
| When | What | Who said yes
| {2025-04-12} | Millpond cut-over, because InfluxDB had 6 days of disk left | @ilse
| {2026-05-11} | Sluice hotfix during INC-31 | @mateus
`,
  },
  {
    title: "Service levels",
    by: "bruno",
    at: "2025-03-18",
    labels: ["reliability", "headwater"],
    likes: ["ilse"],
    properties: { slo: { ingest: 99.9, alerts: 99.9, deck: 99.5, window: "quarter" } },
    body: doc`
What we promise in contracts, and what we measured.
${m.table(
  [
    [
      { blocks: m.p(inline("**Level**")), header: true, rowspan: 2 },
      { blocks: m.p(inline("**Promise**")), header: true, rowspan: 2 },
      { blocks: m.centred(inline("**Measured**")), header: true, colspan: 4 },
    ],
    ["Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"].map((text) => ({ blocks: m.p(text), header: true })),
    ["Ingest", "99.9 %", "99.95 %", "99.93 %", "99.71 %", "99.96 %"].map(inline),
    ["Alert within 2 minutes", "99.9 %", "99.90 %", "99.70 %", "99.12 %", "99.94 %"].map(inline),
    ["Deck", "99.5 %", "99.98 %", "99.97 %", "99.90 %", "99.99 %"].map(inline),
  ],
  { headerColumn: true, headerRow: false, columns: [220, 120, 105, 105, 105, 105] },
)}
Q2 2026 broke two promises in one night. Credits of 3,180 € were paid, see [[INC-31: Forty-seven minutes behind the flood]].
## How it is measured
Two robots, one in Frankfurt and one on the mobile network in Dunedin (a Burrow on @owen's shed), send a reading each minute and wait for the text message.
`,
  },
  {
    title: "Development guide",
    by: "bruno",
    at: "2025-01-15",
    labels: ["guide", "engineering"],
    body: doc`
${m.toc(3)}
## Set up
:::code bash
git clone git@git.rillmark.example:headwater/headwater.git
cd headwater && make pond && make replay DAY=2026-05-11
:::
{{make replay}} sends one recorded day through everything on your machine, at 200 times the speed. The night of INC-31 is the default since it exists.
## Branches
Short ones. A branch older than five days gets a comment from a script called *moss*.
## Reviews
Within two working days or hand on. Ask for one thing you are unsure of; a review without a question gets a stamp, not a thought.
## Commits
:::code diff
- fixed stuff
+ Keep the DTLS session across a journal restart, because 400 handshakes at once took 90 s
:::
## Versions
Year, dot, running number: 2026.9 is the ninth release of 2026. Firmware counts by itself: [[HW:Firmware releases]].
`,
  },
  {
    title: "Code style examples",
    by: "bruno",
    at: "2025-01-16",
    under: "Development guide",
    labels: ["guide", "engineering"],
    body: doc`
One good example per language that we really use. Copy the habit, not the text.
## C (Burrow)
${m.codeMacro(
  "c",
  `/* No floating point before the ADC has settled: 3 ms at -20 degrees. */
static int32_t stage_mm(uint16_t raw, const calibration_t *cal)
{
    int32_t mm = cal->offset_mm - (int32_t)((raw * cal->gain_q16) >> 16);
    return mm > cal->max_mm ? READING_INVALID : mm;
}`,
  { title: "heron.c", linenumbers: "true" },
)}
## C++ (lab bench)
:::code cpp
template <typename T>
auto median(std::vector<T> values) -> T {
    auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}
:::
## Rust (Sluice)
:::code rust
pub fn accept(packet: &Packet, seen: &mut Seen) -> Result<Reading, Refusal> {
    let key = (packet.device, packet.boot, packet.sequence);
    if !seen.insert(key) {
        return Err(Refusal::Duplicate(key));
    }
    Reading::decode(packet)
}
:::
## SQL
:::code sql
SELECT station, max(value) - min(value) AS rise
FROM reading_hourly
WHERE taken_at >= now() - interval '6 hours' AND flags & 2 = 0
GROUP BY station HAVING max(value) - min(value) > 500;
:::
## Java (the one customer adapter)
:::code java
var discharge = ratings.stream()
    .filter(r -> r.validAt(instant) && stage >= r.lowest())
    .findFirst()
    .map(r -> r.discharge(stage));
:::
## Shell
:::code bash
set -euo pipefail
for s in $(deckctl stations --silent-for 6h); do
  deckctl ping "$s" || echo "$s" >> silent.txt
done
:::
## XML, and the one trap
A CDATA section ends at the first {{]]>}}. This is how the WaterML export writes it:
${m.codeMacro("xml", `<wml:comment><![CDATA[if (a[b[0]]>limit) ring();]]></wml:comment>\n<!-- two brackets and a greater-than sign in one line -->`, { title: "waterml.xml" })}
## JSON
:::code json
{ "station": "OBI-014", "stage_mm": 1412, "flags": ["provisional"], "battery_v": 3.61 }
:::
## Old notes
${m.noformat('2014-06-03  first packet ever: 0x47 0x31 0x00 0x01\n            ("G1", version 0, one reading)')}
`,
  },
  {
    title: "Testing against a recorded river",
    by: "anjali",
    at: "2025-06-25",
    under: "Development guide",
    labels: ["guide", "testing"],
    likes: ["bruno"],
    body: doc`
Unit tests find typing errors. Recorded rivers find the rest. We keep nine recordings:
| Recording | Why it is there
| {{2025-03-30-all}} | The night the clocks changed
| {{2025-06-18-taieri}} | Gate operations that look like ducks
| {{2025-10-sonde-drift}} | Eleven Otters with the bad wiper
| {{2026-05-11-oberinn}} | 1.9 m in six hours, 412 packets per second
| {{2026-08-wadi}} | Ten months of nothing, then a wall of water

Each runs in the pipeline in less than four minutes. A change that alters any flag must say so in its description, with the count before and after.
:::tip
{{make replay DIFF=1}} prints only readings whose flags changed.
:::
`,
  },
  {
    title: "On-call handbook",
    by: "bruno",
    at: "2025-02-03",
    labels: ["on-call", "reliability", "guide"],
    likes: ["mateus", "anjali"],
    comments: [
      {
        by: "anjali",
        at: "2026-08-12",
        text: "Three people in a two-person rota means I am on call 24 weeks a year. This is not sustainable, and I have said so in [[River hour notes]] twice.",
        on: "rota",
        replies: [
          {
            by: "mateus",
            at: "2026-08-13",
            text: "Agreed. The proposal is with Ilse: @rafi for the device side from January, and a paid week of rest after each night call.",
          },
        ],
      },
    ],
    body: doc`
## The week
Starts Monday 09:00 Lisbon with a handover of ten minutes. ((rota|Two people: first and second)). The second is asleep until the first asks.
## When it rings
1. Acknowledge within 5 minutes. You may do nothing else yet.
2. Ask one question: **can somebody get wet?** If an alarm ladder is broken, phone the customer by hand. The list is on paper.
3. Open the runbook. If there is none, write what you do into the incident channel; it becomes the runbook.
4. After 30 minutes without progress wake the second. This is an order, not an offer.
${m.emojiPanel(
  "🛟",
  "1f6df",
  "#FFEBE6",
  doc`
Nobody was ever blamed here for waking a colleague. Two people were blamed, gently, for not doing it.
`,
)}
## After
Write the first draft of the review within two days ([[Incident reviews]]). Sleep first.
${m.expand(
  "What to say on the phone at three in the morning",
  m.panel(
    "info",
    doc`
Slowly, in this order:
1. Who you are and from where
2. The **place**, before anything else about the water
  - not the station number
3. What you know, what you do not know
` +
      m.expand(
        "In German",
        m.quote(
          m.p(
            inline(
              "„Bruno von Rillmark. Zirl, Unterführung. Der Pegel meldet nichts seit 22 Uhr 25, bitte schauen Sie selbst.“",
            ),
          ),
        ),
      ) +
      m.table([
        ["Then", "write down"].map(inline),
        [
          inline("time"),
          { blocks: m.bullets([m.listItem(m.p(inline("who answered"))), m.listItem(m.p(inline("what they saw")))]) },
        ],
      ]),
    "Script",
  ),
)}
## Pay
One day off per night with a call. @lotte counts, you do not have to ask.
`,
  },
  {
    title: "Tools and accounts",
    by: "bruno",
    at: "2025-01-10",
    under: "Development guide",
    labels: ["guide"],
    body: doc`
- Code: {card:https://git.rillmark.example/headwater}
- Status robots: ${m.macro("profile", { user: `<ri:user ri:account-id="${accountIdOf("bruno")}" />` })} built them
- Dashboards: {card:https://graphs.rillmark.example/d/headwater}
- Status page customers see: {card:https://status.rillmark.example}
- Jira project ENG; open incidents of this quarter:
${m.jiraTable("project = ENG AND type = Incident AND created >= startOfQuarter() ORDER BY created DESC", "key,summary,status,assignee,created")}
Ask @bruno for access; say which river you need it for.
${m.card("https://status.rillmark.example/history", "block")}
${m.p(`All of it is drawn in ${m.attachmentLink("sluice-parts.svg", "the picture on Sluice's page", { title: "Sluice", space: "ENG" })}, and the customers' side in ${m.spaceLink("DOCS", "the manual")}.`)}
${m.webImage("https://status.rillmark.example/badge.svg", "Badge: all systems are up")}
`,
  },
  {
    title: "Data retention and deletion",
    by: "anjali",
    at: "2025-11-11",
    labels: ["policy", "database", "security"],
    restrictions: { update: { people: ["anjali", "bruno"] } },
    body: doc`
Only @anjali and @bruno may change this page, because auditors read it.
| Kind | Kept | Deleted how
| Raw packets | 14 days in the journal, then object storage | by hand, two people
| Readings | for ever | only on the written wish of the owner of the station
| Names and phone numbers of alarm contacts | while the contract runs + 90 days | nightly job {{forget}}
| Logs | 30 days | by age

Last audit: {2026-06-24}, one finding (mail addresses in a debug log of Bellbuoy), repaired in 2026.6.
`,
  },
  {
    title: "Cost of running Headwater",
    by: "bruno",
    at: "2026-01-20",
    labels: ["finance", "reliability"],
    restrictions: { read: { groups: ["leadership"], people: ["bruno", "anjali"] } },
    body: doc`
Restricted because it names suppliers' prices.
| !Per month | 2025 average | September 2026
| !Machines, Frankfurt | 2,140 € | 2,390 €
| !Machines, Sydney | 610 € | 880 €
| !Object storage | 95 € | 143 €
| !Mobile data (2,312 SIMs) | 3,006 € | 3,330 €
| !Text messages and calls | 410 € | 655 €

Per device and month that is 3.20 €, down from 3.31 € (average of 1,890 devices in 2025). The largest item is the SIM cards, not the servers. Negotiations with the carrier: [[SIM contract 2027]].
`,
  },
  {
    title: "SIM contract 2027",
    by: "bruno",
    at: "2026-09-08",
    under: "Cost of running Headwater",
    labels: ["finance", "connectivity"],
    body: doc`
The restriction of the page above holds here too.
- Today: 1.44 € per SIM and month, 5 MB pooled, ends {2027-03-31}.
- Offer A (same carrier): 1.19 €, three years, no satellite fallback.
- Offer B: 1.31 €, one year, roaming in Kenya and Jordan included, which we now pay extra (212 € in August).

I lean to B. @mateus wants A with a clause. Decide before {2026-12-15}.
`,
  },
];
