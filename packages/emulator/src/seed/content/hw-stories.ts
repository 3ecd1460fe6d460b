import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

/** The long tail of field notice FN-04, and what the instrument people write on the blog. */
export const instrumentStories = (): Entry[] => [
  {
    title: "FN-04 letters and answers",
    by: "nyambura",
    at: "2025-10-17",
    under: "Field notice FN-04: wiper motor",
    labels: ["fn-04", "customer-letter"],
    body: doc`
Nine letters, each written by @ilse with a name at the top. What came back:
- Seven: “thank you for telling us”
- One (Tana): “we knew since August, we told you four times”. True, see [[ENG:INC-27: Turbidity rises in eleven rivers at once]]
- One asked for the price of six weeks without turbidity. We offered a year of Headwater for three stations; accepted

${m.emojiPanel(
  "✉️",
  "2709",
  "#DEEBFF",
  doc`
The sentence that worked best: “You were right and we did not listen.”
`,
)}
`,
  },
  {
    title: "FN-04 progress by customer",
    by: "wren",
    at: "2025-10-27",
    under: "FN-04 letters and answers",
    labels: ["fn-04", "tracking"],
    edits: [{ by: "wren", at: "2026-01-30", note: "Only five left", now: "3 under ice, 2 lost", was: "171 to do" }],
    body: doc`
| !Customer | Wipers | Renewed | Open
| !Wasserverband Oberinn | 81 | 80 | 1
| !Motukawa | 52 | 52 | 0
| !Kitano | 40 | 38 | 2, under ice
| !Tana | 23 | 22 | 1, lost in the flood
| !Others | 18 | 17 | 1, lost, owner laughs
| !**Sum** | **214** | **209** | **5**: 3 under ice, 2 lost
`,
  },
  {
    title: "FN-04 parcel list for Kitano",
    by: "tomoko",
    at: "2025-11-06",
    under: "FN-04 progress by customer",
    labels: ["fn-04", "logistics"],
    body: doc`
四十個。 Forty wipers in two parcels, because one of forty is “machine parts” and one of twenty is “samples”.
1. Parcel A, 20 pieces, OTR-10961 to OTR-10980
2. Parcel B, 20 pieces, OTR-10981 to OTR-11000, opened by customs on {2025-11-12} and closed with tape that has ducks on it
${m.numbered([m.listItem(m.p(inline("Continue here when parcel C becomes necessary")))], 3)}
`,
  },
  {
    title: "Board bring-up checklist",
    by: "tomoko",
    at: "2025-02-06",
    under: "Product line",
    labels: ["hardware", "template", "procedure"],
    body: doc`
For every first board of a revision. Smoke is a result, write it down.
[ ] Look at it under the microscope before the current does
[ ] 3.30 V ± 1 %, ripple below 20 mV
[ ] Sleep current: 14 µA (Burrow 4), 11 µA (Burrow 5, second processor)
  [ ] at 25 &deg;C
  [ ] at −30 &deg;C, after two hours
[ ] Clock: less than 0.5 s a day at 5 &deg;C. *New since Burrow 5*
[ ] Connect a cable of 140 m on purpose
[ ] Drop it from the bench. It will happen anyway
`,
  },
  {
    title: "Cleaning sensors in the lab",
    by: "petr",
    at: "2026-03-04",
    under: "Gauge Lab",
    labels: ["procedure", "calibration"],
    body: doc`
Ranked by how much it saves the instrument.
1. Water and time. One night.
2. Toothbrush, soft, blue. The green one is for shoes.
3. Vinegar essence 5 % for lime, ten minutes, not for the oxygen cap.
4. Nothing else. Acetone dissolves windows; ask the three Otters of 2021.
`,
  },
  {
    title: "Twenty-six months for two millimetres",
    by: "petr",
    at: "2025-06-26",
    blog: true,
    labels: ["heron", "gauge-lab"],
    likes: ["tomoko", "ilse"],
    body: doc`
1,900 measurements, and the last two millimetres were foam. Every second Tuesday the residuals had a sine of 1.6 mm; on the Tuesdays in between they did not. The cleaning company turned the absorber mats round, every second Monday evening, to dry.
Now the mats are screwed down and the sine is gone. [[Calibrating a Heron at the Bathtub]], step 3.
`,
  },
  {
    title: "A beam as narrow as a river",
    by: "tomoko",
    at: "2025-02-04",
    blog: true,
    labels: ["heron", "supplier"],
    likes: ["rafi"],
    comments: [
      { by: "rafi", at: "2025-02-05", text: "For the record, I liked the Veltro commands. {{$LVL?}} is poetry." },
    ],
    body: doc`
11 degrees from a bridge of 10 metres is a circle of almost two metres. 3.2 degrees is 56 centimetres. Under the bridge of Steinach the difference is a pier, and the pier does not rise.
Why we build our own front end now: [[Why we left the Veltro radar module]].
`,
  },
  {
    title: "Six of ten",
    by: "rafi",
    at: "2026-11-10",
    blog: true,
    labels: ["burrow", "firmware"],
    likes: ["tomoko", "wren"],
    body: doc`
Six Burrow 5 hang on poles and talk. Two have a clock that hurries by four seconds a day when it is cold. @tomoko says crystal, I say temperature, and since last night we have a plot that makes us both right, which nobody enjoys.
خمسة سطور من الكود تكفي للتعويض، لكن توموكو تريد مكثّفًا. (Five lines of code would compensate; Tomoko wants a capacitor.) More in [[Burrow 5 plan]].
`,
  },
  {
    title: "The last certificate with my name",
    by: "petr",
    at: "2026-03-30",
    blog: true,
    labels: ["gauge-lab", "people"],
    likes: ["lotte", "owen", "ilse", "nyambura"],
    body: doc`
OTR-11240, pH slope 57.9 mV, turbidity 0.1 NTU in clear water. A good one to end with. It goes to the Sanna at Landeck.
Tomoko's signature is more beautiful anyway. Please rinse before **and** after. See also [[blog:HQ:2026/03/31:Goodbye Petr]] tomorrow, I am told there is cake.
`,
  },
];
