import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

const AREA = { devices: "Devices", deck: "Deck and reports", alarms: "Alarms" } as const;

/** Support Knowledge Base: answers for customers. */
export const support = (): Entry[] => [
  {
    title: "Support Knowledge Base",
    by: "nyambura",
    at: "2024-11-25T07:05",
    labels: ["start-here"],
    body: doc`
${m.centred(inline("**How can we help?**"))}
${m.macro("livesearch", { spaceKey: "HELP", size: "large", placeholder: "For example: no new readings" })}
${m.children({ depth: "2", style: "h3" })}
Nothing fits? [Write to us](mailto:help@rillmark.example). A person answers, in 2026 usually within 41 minutes.
`,
  },
  ...Object.values(AREA).map(
    (title, i): Entry => ({
      title,
      by: "nyambura",
      at: `2024-11-2${6 + i}`,
      labels: ["index"],
      body: doc`
${m.children({ sort: "title", excerptType: "simple" })}
`,
    }),
  ),
  {
    title: "My station shows no new readings",
    by: "nyambura",
    at: "2024-12-02",
    under: AREA.devices,
    labels: ["how-to", "connectivity", "top-ten"],
    likes: ["wren", "bruno"],
    edits: [
      { by: "nyambura", at: "2025-08-05", note: "Screen text of 4.6", now: "No cell", was: "NO NET" },
      {
        by: "bruno",
        at: "2026-11-13",
        note: "After INC-34",
        now: "Are your neighbours silent too?",
        was: "Is it only one station?",
      },
    ],
    comments: [
      {
        by: "owen",
        at: "2025-02-12",
        text: "Please add: do not open the box in the rain to look at the lamp.",
        resolved: true,
      },
    ],
    body: doc`
${m.excerpt("silent", doc`In four of five cases the station has no mobile signal for a while. It keeps measuring and sends everything later; nothing is lost.`)}
## Look first
1. **How long?** Below two hours: wait, please.
2. **Are your neighbours silent too?** Then it is the network of the valley, and we already know.
3. **Battery** in Deck below 3.35 V? Clean the solar panel, or ask for a new pack.
## At the station
Press the button for one second and read the screen. Do not open the box in the rain.
| !Screen | Meaning | What to do
| !**Sent hh:mm** | everything is fine | tell us, the fault is ours
| !**No cell** | no signal | go 20 m away with your phone: does it have any?
| !**Sleep V** | battery low | new pack, part BRW4-115
| !dark | no supply | check the plug, then call us

For us: [[ENG:Runbook: A station is silent]].
`,
  },
  {
    title: "Replace the wiper of an Otter",
    by: "nyambura",
    at: "2025-10-21",
    under: AREA.devices,
    labels: ["how-to", "otter", "fn-04"],
    likes: ["tomoko", "owen"],
    body: doc`
Eight minutes, one hexagon key 1.5 mm (in the parcel). Film by @owen, 4:10, with gloves on:
${m.card("https://video.rillmark.example/w/wiper-swap", "embed")}
1. Unplug. A wiper that starts with your finger under it is a lesson for life.
2. Loosen the screw, pull the arm straight off.
3. New arm at a right angle to the window, screw until it *just* holds.
4. Plug in, press the Burrow's button twice: the wiper must move, and you must **see** it move.
5. Write the number of the new wiper into Deck.
:::info Why the recall?
See the [[HW:Field notice FN-04: wiper motor|field notice]]. It costs you nothing, also after the warranty.
:::
`,
  },
  {
    title: "Which Otter do I have?",
    by: "nyambura",
    at: "2025-03-27",
    under: AREA.devices,
    labels: ["how-to", "otter"],
    edits: [{ by: "nyambura", at: "2026-10-16", note: "Otter 2", now: "Blue ring: Otter 2.", was: "" }],
    body: doc`
Black ring: Otter 1. Blue ring: Otter 2. Serial below 10,400: it is older than 2021 and we would like to meet it.
Caps, wipers and cables do **not** fit between the two. The parts are on the data sheets: [[HW:Otter 1 data sheet]], [[HW:Otter 2 data sheet]].
`,
  },
  {
    title: "Change the desiccant",
    by: "nyambura",
    at: "2025-03-10",
    under: AREA.devices,
    labels: ["how-to", "burrow"],
    body: doc`
Orange is good, green is wet. Once a year, and after each time the box was open for more than five minutes.
Buy ours (BRW4-003, 2 €) or dry the old one: 120 &deg;C, three hours, not in the microwave. Yes, someone did.
`,
  },
  {
    title: "Read a Burrow with a laptop",
    by: "rafi",
    at: "2025-05-20",
    under: AREA.devices,
    labels: ["how-to", "burrow", "advanced"],
    body: doc`
You need a USB to RS-485 adapter and patience with your driver.
:::code powershell
# Windows: which port is it?
Get-CimInstance Win32_SerialPort | Select-Object DeviceID, Description
burrow-cli.exe --port COM5 read level --count 96 > yesterday.csv
:::
:::code bash Linux and macOS
burrow-cli --port /dev/ttyUSB0 read level --count 96 > yesterday.csv
:::
All registers: [[HW:Burrow 4 register map#reg-2000|from input 1 on]].
`,
  },
  {
    title: "Winter: ice, snow and frozen stations",
    by: "wren",
    at: "2025-11-03",
    under: AREA.devices,
    labels: ["how-to", "winter"],
    likes: ["nyambura"],
    body: doc`
:snowflake: A radar sees the top of the ice. That is correct and useless.
- Level under ice: only with a pressure cell. We sell it, we do not love it
- Rain gauge shows nothing below 0 &deg;C and twice as much in the thaw
- Panels above 600 m: 60 degrees steep
- Below −20 &deg;C the pack gives a third. The Burrow then sends every six hours and tells you so

Do not knock ice off the Heron with a hammer. A bag of warm water is enough.
`,
  },
  {
    title: "My curve is grey",
    by: "nyambura",
    at: "2025-06-02",
    under: AREA.deck,
    labels: ["how-to", "rating", "top-ten"],
    body: doc`
Grey discharge is *extrapolated*: the water stands below the lowest or above the highest gauging of your rating. The number may be wrong by half.
What to do: measure once in this range and publish a new curve ([[DOCS:Rating curves]]). Why we do it: [[ENG:ADR-011: Grey out extrapolated discharge]].
`,
  },
  {
    title: "What do the flags mean?",
    by: "anjali",
    at: "2025-01-13",
    under: AREA.deck,
    labels: ["reference", "quality-control", "top-ten"],
    edits: [{ by: "anjali", at: "2025-11-05", note: "W is new", now: "wiper did not clean", was: "reserved" }],
    body: doc`
| !Flag | Means | Is the value kept?
| !{red:D} | duck: jumped for one reading | yes, not in statistics
| !{yellow:F} | frog: the same for six hours | yes
| !{blue:I} | ice suspected | yes
| !{red:R} | outside what is possible | yes, not drawn
| !{yellow:W} | wiper did not clean | yes, not in statistics
| !{grey:P} | provisional, wait a quarter of an hour | yes

We never delete or change a value. You can set flags yourself; your name stays beside them.
`,
  },
  {
    title: "Export readings",
    by: "nyambura",
    at: "2024-12-16",
    under: AREA.deck,
    labels: ["how-to", "export"],
    body: doc`
Deck → station → *Data* → *Export*. CSV, WaterML 2 or a spreadsheet.
:::code text First lines of a CSV
# station;OBI-014;Zirl
# unit;m;above gauge zero 571.204 m
time_utc;stage;flags
2026-05-11T21:45:00Z;2.981;
2026-05-11T22:00:00Z;3.102;
:::
- Times are UTC. Your spreadsheet will try to help; switch that off
- More than a million lines: use the API, [[DOCS:API overview]]
- Decimal comma: in your profile, not in the export
`,
  },
  {
    title: "Add a person to our account",
    by: "nyambura",
    at: "2024-12-17",
    under: AREA.deck,
    labels: ["how-to", "accounts"],
    body: doc`
Only somebody with the role *keeper* can. Menu → *People* → *Invite*.
| Role | Sees | Changes | Gets alarms
| Reader | all stations | nothing | no
| Watcher | all stations | own alarms | yes
| Keeper | all stations | everything | if wanted

No keeper left because she retired? Write to us on paper with letterhead; we phone back the number on your website, not the one in the letter.
`,
  },
  {
    title: "Report in Arabic shows reversed numbers",
    by: "nyambura",
    at: "2026-09-07",
    under: AREA.deck,
    labels: ["known-problem", "solved"],
    body: doc`
{green:SOLVED} in [[ENG:Headwater 2026.9]].
In the printed report ١٫٤١٢ م appeared as ٢١٤٫١. The chart was right. Reports printed between 18 August and 22 September should be printed again; نعتذر عن الإزعاج.
`,
  },
  {
    title: "Test an alarm without waking everybody",
    by: "bruno",
    at: "2025-02-05",
    under: AREA.alarms,
    labels: ["how-to", "alerts", "top-ten"],
    body: doc`
*Alarms* → the alarm → *Try*. Only you get the text message, the mail and the call, and each begins with the word **Test**.
Do it after each change and once a year in autumn. In 2025 we found 61 phone numbers that belong to nobody any more, because 40 customers pressed that button.
`,
  },
  {
    title: "I got the alarm three times",
    by: "nyambura",
    at: "2025-07-10",
    under: AREA.alarms,
    labels: ["alerts", "solved"],
    body: doc`
That was on purpose until September 2025: text message, then mail, then call. Since [[ENG:Headwater 2025.9]] one click on any of them stops the others.
Still three times? Then you are in the list three times. Look under *People*.
`,
  },
  {
    title: "Quiet hours",
    by: "bruno",
    at: "2025-04-07",
    under: AREA.alarms,
    labels: ["how-to", "alerts"],
    edits: [
      {
        by: "bruno",
        at: "2025-06-03",
        note: "Red ignores quiet hours",
        now: "Red alarms ring anyway",
        was: "Red alarms wait, too",
      },
    ],
    body: doc`
Yellow alarms wait until your quiet hours end. Red alarms ring anyway, unless you tick *even red* and confirm that a person, not a machine, decided so.
Quiet hours follow the clock of the place you choose, summer and winter. They did not on 30 March 2025, and we have written down why: ask for the report, we send it.
`,
  },
  {
    title: "Why was there no alarm?",
    by: "nyambura",
    at: "2025-01-31",
    under: AREA.alarms,
    labels: ["alerts", "top-ten"],
    comments: [
      {
        by: "bruno",
        at: "2026-05-15",
        text: "I would add INC-31 by name. People talk about it anyway.",
        on: "ours",
        replies: [{ by: "nyambura", at: "2026-05-15", text: "Added, with the date." }],
        resolved: true,
      },
      { by: "wren", at: "2025-02-03", text: "Reason 2 is the one nobody believes." },
    ],
    body: doc`
In the order of how often it was so:
1. The threshold was higher than you remember.
2. The station had no signal when the water rose. **No signal, no alarm.** Ask us about satellite.
3. The phone number was old.
4. The reading was flagged as a duck and was a real wave. It happened four times in 2025.
5. ((ours|It was our fault.)) The last time: 11 May 2026, up to 47 minutes late. We phone you before you phone us.
`,
  },
  {
    title: "Template: support answer",
    by: "nyambura",
    at: "2025-02-17",
    labels: ["template"],
    body: doc`
${m.p(m.placeholder("Name. Not “dear customer”."))}
${m.p(m.placeholder("What you understood, in one sentence."))}
${m.p(m.placeholder("What it is. If you do not know, say so and say when you will."))}
${m.p(m.placeholder("One thing they can do now."))}
Regards from the river,
`,
  },
  {
    title: "Old: connect a Gauge One by modem",
    by: "petr",
    at: "2024-12-18",
    status: "archived",
    labels: ["outdated", "gauge-one"],
    body: '<p>Only for the eleven Gauge One that still phone home.</p><ac:macro ac:name="note"><ac:rich-text-body><p>The number changed in 2016. Use <strong>+43 512 000 000</strong>.</p></ac:rich-text-body></ac:macro><ac:macro ac:name="code"><ac:parameter ac:name="language">none</ac:parameter><ac:plain-text-body><![CDATA[ATZ\nAT+CBST=7,0,1\nATD+43512000000]]></ac:plain-text-body></ac:macro><p>CONNECT 9600 means it worked.&nbsp;NO CARRIER means it is raining.</p>',
  },
];
