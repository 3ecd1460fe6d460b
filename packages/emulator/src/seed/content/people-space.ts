import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

/** People (confidential): visible to the people team and leadership only. */
export const peopleSpace = (): Entry[] => [
  {
    title: "People (confidential)",
    by: "lotte",
    at: "2024-12-03T08:35",
    labels: ["confidential"],
    body: doc`
What is here concerns single people. Do not copy it into other spaces, tickets or chats.
${m.children({})}
`,
  },
  {
    title: "Salary bands 2026",
    by: "lotte",
    at: "2025-12-10",
    labels: ["confidential", "pay"],
    restrictions: { read: { people: ["lotte", "ilse"] } },
    edits: [{ by: "lotte", at: "2026-01-12", note: "After the leadership day", now: "3.1 %", was: "2.4 %" }],
    body: doc`
Raised by 3.1 % from {2026-01-01}. Bands in full-time euros, adjusted by the place's index.
| !Band | From | To | Who
| !A | 38,000 | 47,000 | nobody at present
| !B | 46,000 | 61,000 | support, field
| !C | 58,000 | 78,000 | engineering, sales
| !D | 74,000 | 98,000 | leads

Index: Vienna 1.00, Lisbon 0.86, Amman 0.74, Nairobi 0.70, Denver 1.22, Tokyo 0.96, Auckland 1.04, Pune 0.68. @nyambura and @anjali have objected to the index in writing; answer due {2026-12-15}.
`,
  },
  {
    title: "Objections to the place index",
    by: "lotte",
    at: "2026-10-26",
    under: "Salary bands 2026",
    labels: ["confidential", "pay"],
    body: doc`
Summary of two letters.
1. The work is the same and so is the pager.
2. Flights, instruments for the home office and school fees cost the same everywhere.
3. An index of 0.68 tells a person what she is worth.

Cost of index 1.00 for everyone: 71,400 € a year. Of index not below 0.85: 33,900 €. I recommend the second for 2027 and the first by 2029.
`,
  },
  {
    title: "On-call pay",
    by: "lotte",
    at: "2026-02-27",
    labels: ["confidential", "pay", "on-call"],
    comments: [
      {
        by: "mateus",
        at: "2026-03-02",
        text: "The free day is what they want. Money second.",
        replies: [{ by: "lotte", at: "2026-03-02", text: "Both, then. 180 € a week and the day." }],
      },
    ],
    body: doc`
Asked eleven firms of our size: 120 to 400 € per week, median 200. We pay nothing and give a day per night with a call.
Proposal from 1 January 2027: 180 € per week, the day stays.
`,
  },
  {
    title: "Review round 2026",
    by: "lotte",
    at: "2026-06-15",
    labels: ["confidential", "reviews"],
    body: doc`
Each person, 60 minutes, three questions: what did you learn, what kept you from it, who helped you?
${m.taskList([
  m.task(true, inline("@wren with @owen {2026-06-22}")),
  m.task(true, inline("@mateus with @anjali {2026-06-24}")),
  m.task(true, inline("@mateus with @bruno {2026-06-25}")),
  m.task(true, inline("@ilse with @tomoko {2026-06-29}")),
  m.task(false, inline("@ilse with @saskia, moved twice {2026-11-30}")),
])}
`,
  },
  {
    title: "Hiring plan 2027",
    by: "ilse",
    at: "2026-10-12",
    labels: ["confidential", "planning"],
    restrictions: { read: { groups: ["leadership"] }, update: { people: ["ilse", "lotte"] } },
    body: doc`
One calibration engineer (Petr's place, open since April), one person for the pager. Not both before the Kitano answer.
- Calibration: 62,000 € in Innsbruck. Three letters, one good
- Reliability: 55,000 € in Porto. @bruno knows somebody

If Kitano says no: only the second.
`,
  },
  {
    title: "Leaving: checklist Petr Novotný",
    by: "lotte",
    at: "2026-02-12",
    labels: ["confidential", "checklist"],
    body: doc`
Last day {2026-03-31}.
[x] Notice in writing, 6 weeks
[x] Handover pages, eleven, see [[HW:Gauge Lab]]
[x] Keys 3 and 7 (7 is in the river)
[x] Accounts closed by @bruno at 18:00
[x] Certificate of employment, Czech and German
[ ] Invite to the opening of the new lab (he came by himself)
`,
  },
  {
    title: "Parental leave",
    by: "lotte",
    at: "2025-05-13",
    labels: ["policy", "confidential"],
    body: doc`
Sixteen weeks at full pay for each parent, wherever they live; the state's money goes to the company where it exists. First used by @rafi in 2025 (12 of 16 weeks; he says the rest would have cost us Burrow 5).
`,
  },
];
