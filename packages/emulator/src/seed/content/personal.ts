import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc } from "./notation.ts";

/** Anjali's personal space. */
export const anjaliSpace = (): Entry[] => [
  {
    title: "Anjali's desk",
    by: "anjali",
    at: "2025-01-06T04:35",
    labels: ["personal"],
    body: doc`
Notes I do not want to lose and do not want to defend. Pune, 10:00 to 18:30, no meetings before chai.
${m.children({})}
`,
  },
  {
    title: "Reading list",
    by: "anjali",
    at: "2025-02-15",
    labels: ["personal"],
    body: doc`
[x] The chapter on hysteresis, third time
[ ] Log-structured merge trees, the old paper
[ ] *Low flow hydrology*, recommended by @ilse
  [x] part one
  [ ] part two, with the exercises
`,
  },
  {
    title: "Queries I keep forgetting",
    by: "anjali",
    at: "2025-04-30",
    labels: ["personal", "sql"],
    body: doc`
:::code sql Longest gap of a sensor
SELECT taken_at, taken_at - lag(taken_at) OVER (ORDER BY taken_at) AS gap
FROM reading WHERE sensor_id = 4711
ORDER BY gap DESC NULLS LAST LIMIT 5;
:::
:::code sql Who reads whole years?
SELECT key_id, count(*) FROM request_log
WHERE path LIKE '%/readings%' AND span_days > 300
GROUP BY 1 ORDER BY 2 DESC;
:::
`,
  },
  {
    title: "Talk: three billion readings and one table",
    by: "anjali",
    at: "2026-02-20",
    labels: ["personal", "talk"],
    body: doc`
Twenty minutes, one story: how we were wrong about needing something special. Slides: pond, duck, restore, pizza. End with the nightly comparison that differed in nothing for seven nights, and that we looked at three stations anyway.
`,
  },
  {
    title: "Letter about the index",
    by: "anjali",
    at: "2026-10-19",
    status: "draft",
    labels: ["personal"],
    restrictions: { read: { people: ["anjali"] }, update: { people: ["anjali"] } },
    body: doc`
Dear Lotte, this is not about the money, which is why it has to begin with the money.
`,
  },
];

/** Owen's personal space. */
export const owenSpace = (): Entry[] => [
  {
    title: "Owen's notebook",
    by: "owen",
    at: "2025-02-11T20:05",
    labels: ["personal"],
    body: doc`
Kia ora. Dunedin, a shed, a kayak and 61 stations. If you cannot reach me I am in the gorge, and the gorge has no cell.
`,
  },
  {
    title: "Who has which key",
    by: "owen",
    at: "2025-05-02",
    labels: ["personal", "access"],
    body: doc`
| Gate | Key with | Remember
| Loganburn | the farmer, left house | bring biscuits
| Paerau weir | under nothing, ask | dog is called Kevin
| Gorge road | council, Hine | closed when it rains, that is the point
`,
  },
  {
    title: "Te reo for gauges",
    by: "owen",
    at: "2025-08-20",
    labels: ["personal", "language"],
    likes: ["nyambura"],
    body: doc`
awa – river · wai – water · waipuke – flood · teitei – height · ine – to measure. *Kei te piki te wai*: the water is rising. Hine corrects me on Thursdays.
`,
  },
  {
    title: "Flood diary July 2025",
    by: "owen",
    at: "2025-07-16",
    labels: ["personal", "flood"],
    body: doc`
**14th** 05:40 gorge silent. 07:00 road closed. Sat at the barrier with a thermos and no numbers.
**15th** Walked in with Hine's nephew. Burrow happy, 333 readings in its belly. Mark at 5.31.
**16th** Wrote the satellite request. Told @rafi that I want a siren; he said no, kindly, with reasons.
`,
  },
];
