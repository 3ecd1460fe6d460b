import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";
import { chartPng } from "./png.ts";

/** Project Rapids: a pilot with two customers. */
export const rapids = (): Entry[] => [
  {
    title: "Project Rapids",
    by: "wren",
    at: "2026-01-08T15:05",
    labels: ["pilot", "project", "start-here"],
    files: [
      {
        name: "rapids-overview",
        type: "application/vnd.jgraph.mxfile",
        text: '<mxfile><diagram name="Overview"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/><mxCell id="2" value="Water" vertex="1" parent="1"/><mxCell id="3" value="Burrow" vertex="1" parent="1"/><mxCell id="4" value="Bellbuoy" vertex="1" parent="1"/><mxCell id="5" edge="1" source="2" target="3" parent="1"/><mxCell id="6" edge="1" source="3" target="4" parent="1"/></root></mxGraphModel></diagram></mxfile>',
      },
      { name: "rapids-overview.png", type: "image/png", base64: chartPng("rapids overview") },
    ],
    likes: ["ilse", "owen"],
    body: doc`
${m.details("project", [
  ["Lead", m.mention("wren")],
  ["Team", ["anjali", "bruno", "owen"].map(m.mention).join(" ")],
  [
    "Customers",
    inline("[[SALES:Customer: Wasserverband Oberinn|Oberinn]], [[SALES:Customer: Motukawa Regional Council|Motukawa]]"),
  ],
  ["Decision", m.date("2026-11-27")],
  ["State", m.status("DECISION DUE", "Yellow")],
])}
From water to a ringing phone in two minutes, measured, at 20 stations.
${m.drawio("rapids-overview", 641, 321)}
- [[Scope and success]]
- [[Risks]]
- [[Measured times]]
- [[Recommendation]]
`,
  },
  {
    title: "Scope and success",
    by: "wren",
    at: "2026-01-12",
    labels: ["project"],
    edits: [
      {
        by: "wren",
        at: "2026-05-21",
        note: "Extension signed",
        now: "until 30 November 2026",
        was: "until 31 July 2026",
      },
    ],
    comments: [
      {
        by: "ilse",
        at: "2026-01-12",
        text: "Two customers, not five. We can phone two by hand when it breaks.",
        replies: [{ by: "wren", at: "2026-05-12", text: "We did. 14 minutes." }],
      },
      {
        by: "bruno",
        at: "2026-01-14",
        text: "99 of 100 within two minutes means one siren late in each big flood. Are we fine with that?",
        on: "percent",
        replies: [{ by: "wren", at: "2026-01-14", text: "They have 8 minutes today." }],
      },
    ],
    body: doc`
Runs until 30 November 2026.
| !In | 20 stations (12 Oberinn, 8 Motukawa), readings each minute in fast mode, text and voice
| !Out | sirens, forecasts of our own, more than two customers

**Success** is ((percent|99 of 100 alarms within two minutes)) from the reading to the first ringing phone, and fewer than one false alarm per station and quarter.
`,
  },
  {
    title: "Measured times",
    by: "anjali",
    at: "2026-04-02",
    labels: ["project", "metrics"],
    files: [
      {
        name: "rapids-times.csv",
        type: "text/csv",
        text: "quarter,alarms,within_2min,median_s,worst_s\n2026Q1,41,41,38,96\n2026Q2,63,54,41,2820\n2026Q3,57,57,33,71\n2026Q4,22,22,31,64\n",
        at: "2026-11-16",
      },
    ],
    edits: [
      {
        by: "anjali",
        at: "2026-11-16",
        note: "Up to mid-November",
        now: "183 alarms, 174 within two minutes: 95.1 %",
        was: "104 alarms, 95 within two minutes: 91.3 %",
      },
    ],
    comments: [
      {
        by: "wren",
        at: "2026-11-17",
        text: "Without the night of 11 May it is 174 of 174. May we say that?",
        on: "total",
        replies: [
          { by: "anjali", at: "2026-11-17", text: "We may say both numbers in one sentence. Never the second alone." },
        ],
      },
    ],
    body: doc`
| Quarter | Alarms | Within 2 min | Median | Worst
| Q1 2026 | 41 | 41 | 38 s | 96 s
| Q2 2026 | 63 | 54 | 41 s | 47 min, [[ENG:INC-31: Forty-seven minutes behind the flood]]
| Q3 2026 | 57 | 57 | 33 s | 71 s
| Q4 2026 to 15 November | 22 | 22 | 31 s | 64 s

Together ((total|183 alarms, 174 within two minutes: 95.1 %)). Data: [[^rapids-times.csv]].
${m.viewFile("rapids-times.csv")}
`,
  },
  {
    title: "Two valleys compared",
    by: "owen",
    at: "2026-03-20",
    labels: ["project", "research"],
    likes: ["wren"],
    body: m.layout(
      m.section("fixed-width", [
        doc`
Before anybody asks again why the same alarm needs two designs.
`,
      ]),
      m.section(
        "two_equal",
        [
          doc`
## Oberinn
- 12 stations, all with a cell
- From the second step to the road: 26 minutes
- Somebody is always awake: the power station
- What kills: the underpass at Zirl
`,
          doc`
## Motukawa
- 8 stations, 6 without a cell when it rains
- From the gorge to Outram: 3 h 40 min
- Nobody is awake. The dog Kevin may be
- What kills: fords, and people who know them
`,
        ],
        "wide",
      ),
      m.section("fixed-width", [
        doc`
${m.rule}
So in Zirl each second counts and in Outram each *station* counts. One figure for both is a compromise; see [[Scope and success]].
`,
      ]),
    ),
  },
  {
    title: "Risks",
    by: "bruno",
    at: "2026-01-19",
    labels: ["project", "risk"],
    body: doc`
| !Risk | How likely | What we do
| !No cell in the gorge | certain | satellite for six stations, asked
| !Battery in fast mode | {yellow:LIKELY} | 60 s only while the water rises; measured −11 % a year
| !Everybody wakes at once | {green:SOLVED} | firmware 4.9.2
| !One person ill | {yellow:LIKELY} | second pager from January
| !False alarm at night | {red:HAPPENED} | twice; both gate operations
`,
  },
  {
    title: "Forecast intake",
    by: "anjali",
    at: "2026-03-09",
    labels: ["project", "design"],
    body: doc`
The Wasserverband sends a file each hour. Format agreed on {2026-03-05}:
:::code xml forecast.xml
<forecast station="OBI-014" issued="2026-05-11T18:00:00Z">
  <step at="2026-05-11T19:00:00Z" stage="2.31" low="2.10" high="2.60"/>
  <step at="2026-05-11T20:00:00Z" stage="2.74" low="2.40" high="3.15"/>
</forecast>
:::
Bellbuoy warns when the *low* line passes the threshold within three hours. @ilse wanted the middle line, @wren the high one; a month of replay decided: low 3 warnings, 3 right; middle 7, 5 right; high 19, 6 right.
`,
  },
  {
    title: "Interviews with the fire brigades",
    by: "wren",
    at: "2026-02-04",
    labels: ["research"],
    likes: ["nyambura"],
    body: doc`
Zirl, {2026-01-29}, eleven volunteers, two crates.
> Um drei in der Früh lese ich keinen Text. Sag mir die Brücke und ob ich fahren muss.
- The first word of the message must be the place
- A call is better than a text; a text is better than an app
- Nobody knows what 3.20 m means. Everybody knows *bis zur zweiten Stufe*

So each threshold now has a sentence in the words of the village. 74 sentences, written by the captain's daughter.
`,
  },
  {
    title: "Weekly notes Rapids",
    by: "wren",
    at: "2026-02-06",
    labels: ["meeting-notes"],
    body: doc`
One page, newest on top, three lines each.
### {2026-11-13}
INC-34: not an alarm problem, a silence problem. Council meets on 10 December.
### {2026-10-02}
First flood on 4.9.2: wake-ups spread, 188 packets per second at the peak instead of 412.
### {2026-08-21}
Forecast band in Deck. The captain's daughter found that the band covers the date.
### {2026-05-15}
Showed INC-31 to the Wasserverband. They asked one question: “Und jetzt?” We had the list.
### {2026-02-06}
12 of 20 stations in fast mode. Batteries fine.
`,
  },
  {
    title: "Recommendation",
    by: "wren",
    at: "2026-11-18",
    status: "draft",
    labels: ["project"],
    body: doc`
Draft, not before {2026-11-25} please.
I recommend **yes**, from April 2027, as an option of 9 € per station and month, with one condition: a fourth name on the pager before the first contract.
`,
  },
  {
    title: "How fast is fast enough",
    by: "wren",
    at: "2026-07-30",
    blog: true,
    labels: ["pilot", "field"],
    likes: ["ilse", "anjali", "saskia"],
    body: doc`
In Zirl the brigade needs eleven minutes to close the underpass. The Oberinn, on its worst day, needs 26 from the second step to the road. That leaves fifteen minutes for us, the phone and two boots per person.
So two minutes are not a technical whim. See [[Scope and success]].
`,
  },
];
