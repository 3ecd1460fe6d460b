import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Customer = {
  name: string;
  at: string;
  since: string;
  stations: number;
  contact: string;
  yearly: string;
  mood: [string, m.StatusColour];
  story: string;
  more?: Partial<Entry>;
};

const customer = (one: Customer): Entry => ({
  title: `Customer: ${one.name}`,
  by: "saskia",
  at: one.at,
  under: "Customers",
  labels: ["customer"],
  ...one.more,
  body:
    m.details("customer", [
      ["Since", m.esc(one.since)],
      ["Stations", String(one.stations)],
      ["Contact", m.esc(one.contact)],
      ["Per year", m.esc(one.yearly)],
      ["Mood", m.status(one.mood[0], one.mood[1])],
    ]) + one.story,
});

const CUSTOMERS: Customer[] = [
  {
    name: "Wasserverband Oberinn",
    at: "2025-01-13",
    since: "2015",
    stations: 74,
    contact: "Dr. Hannes Plattner",
    yearly: "96,200 €",
    mood: ["HAPPY AGAIN", "Green"],
    story: doc`
First customer, still has Gauge One number 3 in the lobby. Twice let down at night ([[ENG:INC-24: Alerts an hour late on the last Sunday of March|2025]], [[ENG:INC-31: Forty-seven minutes behind the flood|2026]]), twice told the truth within a day. Extended until 2030 on {2026-05-21}.
**Wants:** discharge of the Sanna under ice. **Does not want:** another newsletter.
`,
  },
  {
    name: "Motukawa Regional Council",
    at: "2025-01-14",
    since: "2018",
    stations: 61,
    contact: "Hine Paraone",
    yearly: "NZ$ 141,000",
    mood: ["WORRIED", "Yellow"],
    story: doc`
Floods in our sleep. Since [[ENG:INC-34: Five hours of silence from Motukawa]] they ask what a silent valley means. @owen is there twice a month; the relation is his.
**Open:** satellite for six stations, 2,900 NZ$ a year; they will say yes if the council says yes, {2026-12-10}.
`,
  },
  {
    name: "Bow Fork Irrigation District",
    at: "2025-01-15",
    since: "2019",
    stations: 58,
    contact: "Earl Whitcomb",
    yearly: "US$ 61,500",
    mood: ["HAPPY", "Green"],
    story: doc`
Pays for water by the hour, so every minute counts and every foot. Had 4,300 feet once ([[ENG:INC-29: A decoder that read feet]]) and framed the screenshot.
Units: feet and cubic feet per second. Never show them litres.
`,
  },
  {
    name: "Kitano Prefectural River Office",
    at: "2025-01-16",
    since: "2021",
    stations: 36,
    contact: "佐々木 健一 (Sasaki Ken'ichi)",
    yearly: "¥ 8,900,000",
    mood: ["PATIENT", "Blue"],
    story: doc`
48 more stations in [[Tender calendar]], on condition of the Japanese type certificate for Otter 2 by March 2027. Speak through @tomoko; letters on paper, with seal. 
注意: 3月31日は年度末です。請求書は必ず3月15日までに。 (Fiscal year ends on 31 March; invoices by the 15th.)
`,
  },
  {
    name: "Tana Basin Authority",
    at: "2025-06-03",
    since: "2023",
    stations: 33,
    contact: "Eng. Wanjiru Mbugua",
    yearly: "KSh 5.1 m",
    mood: ["GROWING", "Green"],
    story: doc`
Nyambura's customer. Went from 12 stations to 33 in two years, paid from a dam programme that ends in June 2027. **Risk:** what then? Idea: the tea factories downstream pay for turbidity.
`,
  },
  {
    name: "Câmara de Ribeira Alta",
    at: "2025-02-10",
    since: "2022",
    stations: 24,
    contact: "Eng.ª Teresa Vilar",
    yearly: "21,400 €",
    mood: ["QUIET", "Grey"],
    story: doc`
Pilot site of Otter 2. Never complains; @nyambura calls every second month to be sure that quiet is not angry. In October: “está tudo bem, só a chuva é que falta”.
`,
  },
  {
    name: "Jordan Rift Water Trust",
    at: "2026-03-17",
    since: "2026",
    stations: 14,
    contact: "م. ليان عبيدات (Layan Obeidat)",
    yearly: "JD 9,800",
    mood: ["NEW", "Purple"],
    story: doc`
Found us through @rafi's cousin. First flood on record on 27 August, [[blog:FIELD:2026/09/08:Nine days of water]]. They want a siren; we said no until Burrow 5 ([[ENG:ADR-015: Alerts are decided in Bellbuoy]]).
`,
  },
];

/** Sales and Partners. */
export const sales = (): Entry[] => [
  {
    title: "Sales and Partners",
    by: "saskia",
    at: "2024-12-02T10:05",
    labels: ["start-here"],
    body: doc`
Wer schnell ein Angebot braucht: [[Price book 2026]], dann [[Writing an offer]]. Everybody else: read [[What customers really ask]] first, it is more useful than any brochure.
${m.children({ depth: "2" })}
`,
  },
  {
    title: "Price book 2026",
    by: "saskia",
    at: "2025-12-08",
    labels: ["prices"],
    restrictions: { update: { people: ["saskia", "lotte"] } },
    properties: {
      "content-appearance-published": "full-width",
      approval: { state: "approved", by: "ilse", at: "2025-12-19" },
    },
    files: [
      {
        name: "prices-2026.csv",
        type: "text/csv",
        text: "item,eur,usd,nzd\nHeron 3,1290,1450,2290\nOtter 2,4890,5450,8700\nBurrow 4,740,830,1310\nHeadwater basic (month),9.50,11,17\nHeadwater alarm (month),19,22,34\n",
        at: "2025-12-08",
      },
    ],
    edits: [{ by: "saskia", at: "2026-10-15", note: "Otter 2", now: "4,890 €", was: "on request" }],
    comments: [
      {
        by: "wren",
        at: "2025-12-09",
        text: "We sell five visits a year for the price of three.",
        on: "visit",
        replies: [
          {
            by: "saskia",
            at: "2025-12-10",
            text: "Because without visits they leave after three years. Ask @lotte, we counted.",
          },
        ],
      },
    ],
    body: doc`
Valid from {2026-01-01}. As a file: [[^prices-2026.csv]].
${m.viewFile("prices-2026.csv")}
| Item | Price | Discount you may give alone
| Heron 3 | 1,290 € | 8 % from ten
| Otter 2 | 4,890 € | 5 % from five
| Burrow 4 | 740 € | 10 % with a Heron
| Headwater, basic, per station and month | 9.50 € | none
| Headwater, with alarms | 19.00 € | none
| ((visit|Care package: two visits, one drift swap)) | 620 € per station and year | 15 % from twenty

More discount: @ilse, by a comment here, never by chat.
`,
  },
  {
    title: "Price book 2025",
    by: "saskia",
    at: "2024-12-09",
    under: "Price book 2026",
    status: "archived",
    labels: ["prices", "outdated"],
    body: doc`
Heron 3 1,240 €, Heron 2 1,180 €, Otter 1 4,350 €, Burrow 4 720 €. Kept because offers of 2025 may be accepted until {2026-06-30}.
`,
  },
  {
    title: "Writing an offer",
    by: "saskia",
    at: "2025-01-20",
    labels: ["guide", "template"],
    body: doc`
1. Ask which decision the numbers serve. “Monitoring” is not a decision.
2. Count visits before instruments. A station nobody visits dies in its third spring.
3. Write what it does **not** do. Every tender we lost politely came back.
4. One page. If it is two, the second is the map.
:::expand Sentences that have worked
- “You will know within two minutes, on three phones, at night.” Only with the alarm package!
- “If you leave us, you take all readings with you as CSV.” True, tried by two.
- “Wir kommen auch, wenn es regnet.”
:::
:::expand Sentences that are forbidden
- “Maintenance-free”
- “AI-powered”
- “Military grade”
:::
`,
  },
  {
    title: "What customers really ask",
    by: "saskia",
    at: "2025-03-06",
    labels: ["insight"],
    likes: ["ilse", "nyambura", "mateus"],
    edits: [{ by: "nyambura", at: "2026-09-10", note: "Numbers of two years", now: "212 calls", was: "90 calls" }],
    body: doc`
Counted by hand over 212 calls.
| Question | Times | Honest answer
| What happens when the mobile network is down? | 61 | It keeps 400 days and sends later. **No alarm meanwhile.**
| Who comes when it breaks? | 48 | Wren or Owen, in five working days, or your own people with our film
| Can we leave? | 33 | Yes, with everything
| How exact is it? | 9 | ± 2 mm, and your staff gauge is ± 10
| Is there an app? | 7 | No

Saskia's law: the more a tender writes about accuracy, the less anybody will look at the data.
`,
  },
  {
    title: "Tender calendar",
    by: "saskia",
    at: "2025-09-15",
    labels: ["tenders"],
    body: doc`
${m.table(
  [
    ["Tender", "Stations", "Due", "Chance", "Who"].map(inline),
    ["Kitano, upper Kitakami", "48", "{2027-03-31}", "{green:80 %}", "@tomoko"].map(inline),
    ["Canton of Valgrisa", "20", "{2026-12-18}", "{yellow:40 %}", "@saskia"].map(inline),
    ["Tana, phase 3", "25", "{2027-06-30}", "{yellow:50 %}", "@nyambura"].map(inline),
    ["State of Rio Grande, through partner", "110", "{2027-02-15}", "{red:15 %}", "@saskia"].map(inline),
  ],
  { columns: [280, 90, 140, 120, 130] },
)}
Valgrisa wants {{ISO 27001}}. We have [[HQ:Information security in one page]] and good intentions. @bruno estimates nine months; that is a no for this one.
`,
  },
  {
    title: "Partner programme",
    by: "saskia",
    at: "2025-04-14",
    labels: ["partners"],
    body: doc`
Partners install, we calibrate and run Headwater. Four today: Hidrosul (Porto Alegre), Nordlys Vann (Tromsø), Sagana Drilling (Thika), Ōtepoti Controls (Dunedin).
- 22 % on instruments, nothing on Headwater in the first year, 10 % from the second
- Two people of the partner spend three days in the lab. Since 2026 one may be by video
- They see only their tenants, and as guests this space
:::note Sagana Drilling
Wired OFFSET as gauge zero at six stations. Repaired in May 2025 by @nyambura; now the register map says it in bold: [[HW:Burrow 4 register map]].
:::
`,
  },
  {
    title: "Why we lose",
    by: "saskia",
    at: "2026-01-26",
    labels: ["insight", "tenders"],
    restrictions: { read: { people: ["saskia", "ilse", "mateus", "wren"] } },
    body: doc`
Nine lost tenders in 2025, each called back after a month.
1. Price of Headwater over ten years: 4. They compare with a server under a desk.
2. No certificate ISO 27001: 2.
3. “Too small, what if you disappear?”: 2. Escrow of the source was offered once and refused as too complicated.
4. Competitor's cousin: 1.

I propose a price for ten years up front. @lotte is against it because of the pension fund rule; see [[Ten-year price]].
`,
  },
  {
    title: "Ten-year price",
    by: "saskia",
    at: "2026-02-02",
    under: "Why we lose",
    labels: ["prices", "proposal"],
    comments: [
      {
        by: "ilse",
        at: "2026-02-03",
        text: "I would rather lose a tender than promise what a SIM card costs in 2036.",
      },
    ],
    body: doc`
2,280 € for a station with alarms would be the sum of today's prices. I propose 1,850 € at once. Calculation: 4 % a year, 6 % leave early, SIM price flat. The last one is the weak point.
`,
  },
  {
    title: "Customers",
    by: "saskia",
    at: "2025-01-13",
    labels: ["customer"],
    body: doc`
${m.detailsSummary('label = "customer" and space = "SALES"', "Since,Stations,Per year,Mood", "Customer", "customer")}
164 customers in all; pages only for the seven with ten stations or more. The other 157 have on average 2.9.
`,
  },
  ...CUSTOMERS.map(customer),
  {
    title: "Trade fair packing list",
    by: "saskia",
    at: "2025-10-08",
    status: "trashed",
    labels: ["marketing"],
    body: doc`
- Bathtub model (the small one)
- 200 ducks, rubber
- Adapter 13 to 7 pin, again
`,
  },
  {
    title: "Rubber ducks are not a strategy",
    by: "saskia",
    at: "2025-10-23",
    blog: true,
    labels: ["sales", "news"],
    likes: ["ilse", "tomoko", "owen"],
    body: doc`
We gave away 200 rubber ducks at the fair and collected 31 addresses, of which two knew what a rating curve is. The one real lead came to the stand by mistake, looking for the toilets, and stayed 50 minutes because of the open Otter. Next year: fewer ducks, one more open Otter.
See also [[HQ:Words we use]], entry *Duck*.
`,
  },
];
