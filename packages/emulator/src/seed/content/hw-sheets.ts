import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Sheet = {
  name: string;
  at: string;
  sold: string;
  price: string;
  intro: string;
  facts: [string, string][];
  history: [string, string][];
  spares: [part: string, number: string, price: string][];
  more?: Partial<Entry>;
};

const sheet = (one: Sheet): Entry => ({
  title: `${one.name} data sheet`,
  by: "tomoko",
  at: one.at,
  under: "Product line",
  labels: ["data-sheet", one.name.split(" ")[0]?.toLowerCase() ?? ""],
  ...one.more,
  body:
    m.details("sheet", [
      ["Sold", inline(one.sold)],
      ["List price", inline(one.price)],
      ["Looked after by", m.mention("tomoko")],
    ]) +
    m.p(inline(one.intro)) +
    m.h2("Technical data") +
    m.table(
      [["Quantity", "Value"], ...one.facts].map((row) => row.map(inline)),
      {
        headerColumn: true,
        columns: [300, 460],
      },
    ) +
    m.h2("Revisions") +
    m.bullets(one.history.map(([rev, text]) => m.listItem(m.p(`${m.strong(m.esc(rev))} ${inline(text)}`)))) +
    m.h2("Spare parts") +
    m.table(
      [["Part", "Number", "Price"], ...one.spares].map((row) => row.map(inline)),
      { numbered: true },
    ),
});

const SHEETS: Sheet[] = [
  {
    name: "Heron 2",
    at: "2024-12-04",
    sold: "2017-05 to 2025-06, 1,640 pieces",
    price: "– (was 1,180 €)",
    intro:
      "Level from above the water with 26 GHz. Repaired until 31 December 2030, with Veltro modules from our own shelf (88 left).",
    facts: [
      ["Range", "0.4 to 30 m"],
      ["Accuracy", "± 3 mm"],
      ["Beam", "11&deg;"],
      ["Supply", "9 to 28 V, 14 mA while measuring"],
      ["Interface", "SDI-12, RS-485"],
      ["Protection", "IP67"],
    ],
    history: [
      ["B", "2018: heated lens removed"],
      ["C", "2020: connector M12 instead of gland"],
      ["D", "2022: Veltro firmware 3, no more echo of the own pole"],
    ],
    spares: [
      ["Radar module", "HRN2-110", "161 €"],
      ["Sun hood", "HRN2-204", "24 €"],
    ],
  },
  {
    name: "Heron 3",
    at: "2025-05-30",
    sold: "since 2025-06-17",
    price: "1,290 € (2026)",
    intro: "Level from above the water with 80 GHz, with a mesh against spiders. A reading takes 1.1 s and 0.9 J.",
    facts: [
      ["Range", "0.2 to 35 m"],
      ["Accuracy", "± 2 mm, 1 σ, at 20 &deg;C"],
      ["Beam", "3.2&deg;"],
      ["Supply", "5 to 28 V, 9 mA while measuring"],
      ["Interface", "SDI-12, Modbus RTU"],
      ["Temperature", "−40 to 70 &deg;C"],
      ["Protection", "IP68, 1 m for 7 days"],
    ],
    history: [
      ["A", "first series, 120 pieces, mesh may be inside out"],
      ["B", "September 2025: packing picture, mesh keyed"],
      ["C", "May 2026: new adhesive at the lens after two leaks on the Taieri"],
    ],
    spares: [
      ["Spider mesh", "HRN3-031", "9 €"],
      ["Wall arm 60 cm", "HRN3-140", "88 €"],
      ["Wall arm 120 cm", "HRN3-141", "124 €"],
    ],
    more: {
      likes: ["owen", "saskia"],
      edits: [
        { by: "tomoko", at: "2026-01-09", note: "Price 2026", now: "1,290 € (2026)", was: "1,240 €" },
        { by: "tomoko", at: "2026-05-18", note: "Revision C", now: "two leaks on the Taieri", was: "leaks" },
      ],
      comments: [
        {
          by: "saskia",
          at: "2026-01-12",
          text: "Tenders ask for “accuracy over the whole temperature range”. Do we have that number?",
          replies: [
            {
              by: "tomoko",
              at: "2026-01-14",
              text: "± 4 mm from −40 to 70. I do not want it on the sheet before the chamber in the new lab has run a week.",
            },
          ],
        },
      ],
    },
  },
  {
    name: "Otter 1",
    at: "2024-12-05",
    sold: "2019-03 to 2027-03 (last orders)",
    price: "4,350 €",
    intro:
      "Five quantities under water, with a wiper. Read [[Field notice FN-04: wiper motor]] before you use one from spring 2025.",
    facts: [
      ["Temperature", "± 0.1 K"],
      ["Conductivity", "0 to 20 mS/cm, ± 0.5 %"],
      ["Oxygen", "optical, 0 to 20 mg/l, ± 1 %"],
      ["pH", "± 0.05"],
      ["Turbidity", "0 to 1,000 NTU, ± 2 %"],
      ["Depth", "max. 25 m"],
    ],
    history: [
      ["C", "2022: titanium screws"],
      ["D", "2024: wiper W-22"],
      ["E", "November 2025: wiper W-24 with glued **and** crimped magnet"],
    ],
    spares: [
      ["Wiper W-24", "OTR1-024", "62 €"],
      ["pH electrode", "OTR1-050", "190 €"],
      ["Oxygen cap", "OTR1-051", "115 €"],
      ["O-ring set", "OTR1-002", "6 €"],
    ],
  },
  {
    name: "Otter 2",
    at: "2026-03-03",
    sold: "since 2026-10-15",
    price: "4,890 €",
    intro:
      "As Otter 1, and dissolved organic matter by fluorescence (fDOM). Electrodes plug from outside, so that @owen can change one with cold fingers.",
    facts: [
      ["Temperature", "± 0.05 K"],
      ["Conductivity", "0 to 100 mS/cm, ± 0.5 %"],
      ["Oxygen", "optical, ± 1 %"],
      ["pH", "± 0.05; read the firmware note"],
      ["Turbidity", "0 to 4,000 NTU, ± 2 %"],
      ["fDOM", "0 to 300 µg/l QSU"],
      ["Depth", "max. 50 m"],
    ],
    history: [
      ["A", "pilot, 12 pieces"],
      [
        "B",
        "October 2026: wiper shaft with a second seal; pH driver repaired ([[ENG:INC-33: Otter 2 sends pH of minus three]])",
      ],
    ],
    spares: [
      ["Wiper W-30", "OTR2-030", "68 €"],
      ["pH plug", "OTR2-050", "205 €"],
      ["fDOM window", "OTR2-061", "48 €"],
    ],
    more: {
      likes: ["nyambura"],
      edits: [
        { by: "tomoko", at: "2026-10-12", note: "Ready for sale", now: "since 2026-10-15", was: "planned for 2026-06" },
      ],
    },
  },
  {
    name: "Dipper",
    at: "2024-12-06",
    sold: "since 2021-09",
    price: "890 €",
    intro:
      "For the hand: turbidity by light, velocity by a propeller of 30 mm. Nobody at Rillmark loves it and it sells 140 pieces a year.",
    facts: [
      ["Turbidity", "0 to 800 NTU"],
      ["Velocity", "0.05 to 4 m/s"],
      ["Battery", "3 × AA, about 60 h"],
      ["Weight", "640 g"],
    ],
    history: [["B", "2023: display readable with sunglasses"]],
    spares: [
      ["Propeller", "DPR-030", "12 €"],
      ["Rod, 3 parts", "DPR-100", "95 €"],
    ],
  },
  {
    name: "Burrow 3",
    at: "2024-12-06",
    sold: "2016-04 to 2021-08, 212 still alive",
    price: "–",
    intro:
      "Logger with LTE Cat 1 and MQTT. Cannot be updated over the air beyond 3.9; pinned to the certificate that ends on 31 August 2027.",
    facts: [
      ["Modem", "LTE Cat 1"],
      ["Memory", "60 days"],
      ["Battery", "lead gel 7 Ah and panel 10 W"],
    ],
    history: [["–", "no changes since 2020"]],
    spares: [["Panel 10 W", "BRW3-010", "58 €"]],
    more: { labels: ["data-sheet", "burrow", "outdated"] },
  },
  {
    name: "Burrow 4",
    at: "2024-12-06",
    sold: "since 2021-06",
    price: "740 €",
    intro:
      "Logger and radio for up to eight sensors. Each register is described in [[Burrow 4 register map]], each packet in [[Packet format]].",
    facts: [
      ["Modem", "LTE-M and NB-IoT"],
      ["Inputs", "SDI-12 (6), Modbus RTU (1), pulse (1)"],
      ["Memory", "400 days at 15 minutes"],
      ["Battery", "115 Wh lithium, five years with one Heron 3"],
      ["Sleep", "14 µA"],
      ["Temperature", "−30 to 60 &deg;C"],
    ],
    history: [
      ["C", "2023: antenna screw instead of snap"],
      ["D", "2025: brass insert, after 19 broken threads"],
    ],
    spares: [
      ["Battery pack", "BRW4-115", "84 €"],
      ["Antenna", "BRW4-008", "19 €"],
      ["Desiccant", "BRW4-003", "2 €"],
    ],
    more: {
      files: [
        {
          name: "burrow-4-wiring.csv",
          type: "text/csv",
          text: "pin,colour,signal\n1,brown,+12 V switched\n2,white,SDI-12 data\n3,blue,ground\n4,black,RS-485 A\n5,grey,RS-485 B\n",
        },
      ],
    },
  },
];

type Firmware = {
  version: string;
  at: string;
  summary: string;
  lines: string[];
  sizeKb: number;
  rings: string;
  withdrawn?: true;
};

const FIRMWARE: Firmware[] = [
  {
    version: "4.4.0",
    at: "2024-12-11",
    summary: "Trusts our own certificate authority.",
    lines: ["Pinned certificate removed", "{{AT+CEDRXS}} no longer sent to modems that do not know it"],
    sizeKb: 198,
    rings: "friends 11.12., all 08.01.",
  },
  {
    version: "4.5.0",
    at: "2025-02-20",
    summary: "CBOR packets (version 5). Withdrawn.",
    lines: [
      "Readings in CBOR, 64 bytes instead of 412 ([[ENG:ADR-003: Readings travel in CBOR]])",
      "Drains batteries after a failed attach",
    ],
    sizeKb: 201,
    rings: "friends and 5 % only",
    withdrawn: true,
  },
  {
    version: "4.5.1",
    at: "2025-03-06",
    summary: "UART of the modem is off after a failed attach.",
    lines: ["[[ENG:INC-23: Firmware 4.5.0 drains batteries]]"],
    sizeKb: 201,
    rings: "friends 06.03., all 20.03.",
  },
  {
    version: "4.6.0",
    at: "2025-10-06",
    summary: "CoAP over DTLS instead of MQTT.",
    lines: [
      "Session resumption: 380 bytes less per contact",
      "Previous image is kept and returns after 26 h without Sluice",
    ],
    sizeKb: 214,
    rings: "friends 06.10., all 03.11.",
  },
  {
    version: "4.7.0",
    at: "2025-12-02",
    summary: "Flag bits from the device.",
    lines: [
      "{{jump}}, {{supply low}}, {{self-test failed}} ([[ENG:ADR-010: Devices flag and never filter]])",
      "Wipe twice when the first wipe took less than 300 ms",
    ],
    sizeKb: 219,
    rings: "all 15.12.",
  },
  {
    version: "4.8.0",
    at: "2026-02-11",
    summary: "Packet version 6 with units.",
    lines: ["The unit travels with each quantity", "Clock from two cells when three disagree"],
    sizeKb: 224,
    rings: "friends 11.02., all 04.03.",
  },
  {
    version: "4.9.0",
    at: "2026-03-18",
    summary: "Last before the wet weeks: quieter SDI-12.",
    lines: ["Retries with a break of 40 ms, repairs Heron 2 on long cables", "Revocation list once a week"],
    sizeKb: 226,
    rings: "5 % only, stopped by the freeze",
  },
  {
    version: "4.9.1",
    at: "2026-08-31",
    summary: "Motukawa may be updated again.",
    lines: ["As 4.9.0, for southern tenants after their freeze", "Time-out of Modbus 250 ms"],
    sizeKb: 226,
    rings: "south 01.09., all 07.09.",
  },
  {
    version: "4.9.2",
    at: "2026-09-10",
    summary: "Fast mode no longer wakes everybody in the same second.",
    lines: [
      "Wake-up spread over 60 s by serial number ([[ENG:INC-31: Forty-seven minutes behind the flood]])",
      "Otter 2 driver",
    ],
    sizeKb: 231,
    rings: "friends 10.09., all 24.09.",
  },
  {
    version: "4.9.3",
    at: "2026-10-12",
    summary: "pH of Otter 2 has its sign back.",
    lines: ["[[ENG:INC-33: Otter 2 sends pH of minus three]]"],
    sizeKb: 231,
    rings: "pilots 12.10., all 19.10.",
  },
];

const firmwarePage = (one: Firmware): Entry => ({
  title: `Burrow firmware ${one.version}`,
  by: "rafi",
  at: one.at,
  under: "Firmware releases",
  labels: ["release-notes", "firmware", ...(one.withdrawn ? ["withdrawn"] : [])],
  body:
    m.details("firmware", [
      ["Released", m.date(one.at)],
      ["State", one.withdrawn ? m.status("WITHDRAWN", "Red") : m.status("RELEASED", "Green")],
      ["Size", m.esc(`${one.sizeKb} KB of 256`)],
      ["Rings", inline(one.rings)],
    ]) +
    m.p(inline(one.summary)) +
    m.bullets(one.lines.map((line) => m.listItem(m.p(inline(line))))),
});

/** Data sheets, firmware and the notes around them. */
export const instrumentSheets = (): Entry[] => [
  ...SHEETS.map(sheet),
  {
    title: "Firmware",
    by: "rafi",
    at: "2024-12-09",
    labels: ["firmware", "start-here"],
    likes: ["anjali"],
    body: doc`
256 KB, no operating system worth the name, and a boot loader that nobody has touched since 2021 on purpose.
## The loop
${m.codeMacro("plantuml", "@startuml\n[*] --> Sleep\nSleep --> Measure : timer\nMeasure --> Store\nStore --> Sleep : nothing due\nStore --> Attach : contact due\nAttach --> Send\nAttach --> Sleep : 90 s without cell\nSend --> Sleep\n@enduml", { title: "States of a Burrow" })}
## Rules
- No allocation after boot.
- Each wait has a time-out and each time-out has a test.
- A value that was measured is sent. See [[ENG:ADR-010: Devices flag and never filter]].
## عربي
أكتب بعض الملاحظات بالعربية لأن التفكير بها أسرع. اسألوني إن احتجتم ترجمة.
(Some of my notes are in Arabic because I think faster in it. Ask me for a translation.)
`,
  },
  {
    title: "Firmware releases",
    by: "rafi",
    at: "2024-12-11",
    under: "Firmware",
    labels: ["firmware", "release-notes"],
    body: doc`
Burrow 4 only. How a release goes out: [[ENG:Runbook: Push firmware to a group]].
${m.detailsSummary('label = "firmware" and label = "release-notes" and space = "HW"', "Released,State,Rings", "Version", "firmware")}
`,
  },
  ...FIRMWARE.map(firmwarePage),
  {
    title: "Signing firmware",
    by: "rafi",
    at: "2025-01-30",
    under: "Firmware",
    labels: ["firmware", "security", "procedure"],
    restrictions: { read: { people: ["rafi", "tomoko", "mateus", "bruno"] } },
    edits: [
      {
        by: "rafi",
        at: "2026-08-27",
        note: "The socket in the new lab is sealed",
        now: "The network socket beside it is sealed with a sticker.",
        was: "There is no network socket in the room.",
      },
    ],
    body: doc`
:::warning
Restricted. The laptop is in the cabinet, the cabinet is in the lab, the key is with two people.
:::
1. Copy the image by stick, compare the SHA-256 by reading it aloud, eight characters at a time.
2. {{fwsign --key burrow4 --in burrow-4.9.3.bin}}; both PINs.
3. Back by the same stick, then destroy the copy on it.

The network socket beside it is sealed with a sticker. If the sticker is torn, stop and phone.
`,
  },
  {
    title: "Key ceremony 2025",
    by: "rafi",
    at: "2025-03-31",
    under: "Signing firmware",
    labels: ["security"],
    body: doc`
Present: @rafi, @tomoko, @mateus. Camera off, phones in the kitchen.
Made: key pair {{burrow5-root}}, split 2 of 3. Parts in Innsbruck, Porto and a bank in Amman.
Noticed: the printer of the lab keeps a copy of the last page. Printer reset, page counted.
`,
  },
  {
    title: "Packet format",
    by: "rafi",
    at: "2025-01-09",
    under: "Firmware",
    labels: ["firmware", "reference", "protocol"],
    edits: [{ by: "rafi", at: "2026-02-05", note: "Version 6", now: "Version 6", was: "Version 5" }],
    comments: [
      {
        by: "anjali",
        at: "2026-01-23",
        text: "Key 9 absent must mean “look into the sensor record”. Please write it in bold.",
        on: "unit",
        resolved: true,
        replies: [{ by: "rafi", at: "2026-01-23", text: "Bold, and in the decoder's test." }],
      },
    ],
    body: doc`
CBOR map with integer keys. Version 6 since firmware 4.8.0.
${m.table(
  [
    ["Key", "Name", "Type", "Meaning"].map(inline),
    ["0", "sensor", "uint", "number of the input, 1 to 8"].map(inline),
    [
      "1",
      "sequence",
      "uint",
      "with the boot counter the key of the reading, [[ENG:ADR-004: A reading has a natural key]]",
    ].map(inline),
    ["2", "values", "array of int", "one or more, oldest first"].map(inline),
    ["3", "interval", "uint", "seconds between the values"].map(inline),
    ["4", "flags", "uint", "1 jump, 2 supply low, 4 self-test failed"].map(inline),
    ["7", "supply", "float16", "volts"].map(inline),
    ["9", "unit", "uint", "((unit|**absent = take the unit of the sensor record**)), never a default"].map(inline),
  ],
  { columns: [60, 120, 140, 440] },
)}
${m.expand("A packet byte by byte", m.codeMacro("", "a4                # map of 4\n  00 01           # sensor 1\n  01 1a 00016134  # sequence 90420\n  02 83           # three values\n     19 0584      #   1412\n     19 0583      #   1411\n     19 0585      #   1413\n  07 f9 4338      # 3.61 V"))}
`,
  },
  {
    title: "SDI-12 on long cables",
    by: "rafi",
    at: "2025-09-24",
    under: "Firmware",
    labels: ["firmware", "explainer"],
    likes: ["owen"],
    body: doc`
At the Motukawa dam the Heron hangs 140 m from the Burrow. The standard says 60. It worked until it rained.
## Measured
| Cable | Rise time | Errors per 1,000
| 60 m | 4 µs | 0
| 140 m, dry | 9 µs | 2
| 140 m, wet terminals | 21 µs | 188

1. Terminals with gel. This alone brings it to 11.
2. Retry after 40 ms, not at once: the line needs time. In firmware 4.9.0.
3. Two cores in parallel for ground.

If all three are not enough use Modbus; it was made for this.
`,
  },
  {
    title: "Bad cell test box",
    by: "tomoko",
    at: "2025-03-14",
    under: "Firmware",
    labels: ["testing", "firmware"],
    body: doc`
A cake tin with a Burrow inside, an antenna socket and an attenuator that a script turns from 0 to 90 dB. Made after [[ENG:INC-23: Firmware 4.5.0 drains batteries]].
Every release spends 48 hours in it: 12 h good, 12 h at the edge, 12 h nothing, 12 h random. It passes when the charge taken from the supply is within 5 % of the last release. 4.9.2: 3.1 % less.
Yes, it is a real cake tin. *Gugelhupf*, 22 cm.
`,
  },
];
