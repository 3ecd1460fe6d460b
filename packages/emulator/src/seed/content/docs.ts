import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

/** Headwater Documentation: the public manual. */
export const productDocs = (): Entry[] => [
  {
    title: "Headwater Documentation",
    by: "anjali",
    at: "2024-12-09T05:05",
    labels: ["public", "start-here"],
    body: m.layout(
      m.section("three_equal", [
        doc`
### First steps
[[Your first station]]

[[Ideas behind Headwater]]
`,
        doc`
### For hydrologists
[[Rating curves]]

[[Quality control]]

[[Statistics]]
`,
        doc`
### For programmers
[[API overview]]

[[Webhooks]]

[[Limits]]
`,
      ]),
      m.section("fixed-width", [
        doc`
This manual is published on Thursdays. Found a mistake? Comment on the page.
${m.macro("contributors", { order: "update", limit: "5", showCount: "true" })}
`,
      ]),
    ),
  },
  {
    title: "Ideas behind Headwater",
    by: "anjali",
    at: "2025-01-08",
    labels: ["public", "concepts"],
    likes: ["ilse"],
    body: doc`
1. **A value that was measured is never changed.** Corrections and flags lie beside it.
2. **Every number has a unit, a datum and a person.** If one is missing, the number is not shown.
3. **You can leave.** All data in open formats, at any time, without asking.
4. **A machine may do what a person may do.** There are no private doors.
${m.adfPanel("custom", inline("If you know other systems: what they call *parameter* we call *quantity*, what they call *time series* we call *sensor*."), "telescope", "#E6FCFF")}
`,
  },
  {
    title: "Your first station",
    by: "nyambura",
    at: "2025-01-15",
    labels: ["public", "tutorial"],
    body: doc`
Fifteen minutes, if the Burrow already has a signal.
1. *Stations* → *New*. Enter the serial from the lid. Deck shows where it woke up last.
2. Give it a name a stranger would find: river, place, bank.
3. **Gauge zero**: the height in metres above sea level that counts as zero. Take it from the levelling, not from a map.
4. Read the staff gauge and enter the value with its time. Deck shows the difference to the radar; below 10 mm say *yes*.
5. Set one alarm, even a silly one, and press *Try*.
:::tip
Do step 4 again after a week. Arms sink.
:::
`,
  },
  {
    title: "Rating curves",
    by: "mateus",
    at: "2025-02-05",
    labels: ["public", "rating", "hydrology"],
    edits: [
      {
        by: "mateus",
        at: "2025-05-27",
        note: "Extrapolation is shown since 2025.5",
        now: "drawn in grey",
        was: "drawn like the rest",
      },
    ],
    body: doc`
${m.toc(2)}
## What it is
A rating gives discharge for stage: *Q = a (h − h*${m.sub("0")}*)*${m.sup("b")}, in up to five segments.
## Publish one
*Station* → *Rating* → *New*. Enter gaugings (stage, discharge, date, who) or upload them:
:::code csv gaugings.csv
time_utc,stage_m,discharge_m3s,method,by
2026-03-14T09:20:00Z,0.612,2.41,salt,H. Plattner
2026-05-12T07:45:00Z,4.870,211,float,fire brigade
:::
Deck proposes segments. You decide.
## Rules
- At a joint both segments agree within 2 %
- The exponent lies between 1.5 and 2.5
- Outside your gaugings the curve goes on, drawn in grey
## In the past
A rating with a start in the past computes everything since then again. Reports already sent are **not** changed; Deck lists them for you.
`,
  },
  {
    title: "Quality control",
    by: "anjali",
    at: "2025-02-12",
    labels: ["public", "quality-control"],
    body: doc`
Headwater looks at each reading with eleven rules and sets flags. What they mean is listed in one place only:
${m.includePage("What do the flags mean?", "HELP")}
You may switch a rule off for a sensor, for example *frog* for a groundwater well. It asks for a reason and remembers your name.
`,
  },
  {
    title: "Statistics",
    by: "ilse",
    at: "2025-03-25",
    labels: ["public", "hydrology"],
    body: doc`
Mean, extremes, duration curve, low flow and return periods.
## Low flow
{{NM7Q}} is the lowest mean of seven consecutive days in a year. Years begin where you say; in Austria on 1 April, so that one winter is one winter.
## Return periods
We fit a generalised extreme value distribution by L-moments and show the band. With fewer than 20 years we refuse. With 20 to 30 we show it with a warning triangle :warning:
:::code julia What we compute
using Distributions
q = sort(annual_maxima)
b0, b1 = mean(q), sum((i - 1) / (n - 1) * q[i] for i in 1:n) / n
l1, l2 = b0, 2b1 - b0
:::
Jede Wiederkehrzeit ohne Vertrauensbereich ist eine Meinung.
`,
  },
  {
    title: "API overview",
    by: "anjali",
    at: "2025-01-28",
    labels: ["public", "api", "reference"],
    likes: ["saskia", "bruno"],
    edits: [
      { by: "anjali", at: "2026-08-18", note: "Forecasts", now: "/v2/forecasts/{station}", was: "/v2/…" },
      { by: "anjali", at: "2026-09-22", note: "Limits", now: "600 requests a minute", was: "no fixed limit" },
    ],
    comments: [
      {
        by: "mateus",
        at: "2026-10-02",
        text: "“Missing” needs a sentence. Scripts read null as zero.",
        on: "missing",
        replies: [{ by: "anjali", at: "2026-10-02", text: "Written. Also with a test that refuses to divide by it." }],
      },
    ],
    body: doc`
Base address {{https://api.headwater.example/v2}}. JSON in UTF-8, times in UTC. Key in the header {{Authorization: Bearer …}}. Limit: 600 requests a minute, see [[Limits]].
## Routes
${m.table(
  [
    ["Method", "Route", "What you get"].map(inline),
    ["{green:GET}", "{{/v2/stations}}", "all stations you may see, 200 per page"].map(inline),
    ["{green:GET}", "{{/v2/sensors/{sensor}/readings?from=&to=}}", "readings, oldest first, at most 50,000"].map(
      inline,
    ),
    ["{green:GET}", "{{/v2/sensors/{sensor}/newest}}", "one reading"].map(inline),
    ["{blue:POST}", "{{/v2/sensors/{sensor}/corrections}}", "a correction with your name and reason"].map(inline),
    ["{yellow:PUT}", "{{/v2/forecasts/{station}}}", "replace the forecast of a station (2026.8)"].map(inline),
  ],
  { columns: [90, 400, 270], layout: "wide", width: 760 },
)}
## Example
:::code http
GET /v2/sensors/4711/newest HTTP/1.1
Host: api.headwater.example
Authorization: Bearer hw_live_…
:::
:::code json
{
  "sensor": 4711,
  "quantity": "stage",
  "unit": "m",
  "datum": "gauge zero 571.204 m above sea level",
  "taken_at": "2026-11-19T06:15:00Z",
  "value": 1.412,
  "flags": []
}
:::
((missing|A missing value is {{null}} and means “not measured”, never zero.))
## In your language
:::code csharp
var reading = await http.GetFromJsonAsync<Reading>($"v2/sensors/{id}/newest");
if (reading?.Value is null) return; // not measured is not zero
:::
:::code ruby
puts Headwater.newest(4711).then { |r| r.value ? "#{r.value} #{r.unit}" : "not measured" }
:::
`,
  },
  {
    title: "Webhooks",
    by: "bruno",
    at: "2025-08-20",
    labels: ["public", "api"],
    body: doc`
We call your address when an alarm changes its state. Signed, at least once, in order per alarm.
:::code json body
{ "event": "alarm.raised", "alarm": 88, "station": "OBI-014", "stage_m": 3.21, "at": "2026-05-11T21:04:00Z" }
:::
## Check the signature
Header {{Headwater-Signature: t=1778533440,v1=…}}; HMAC SHA-256 over {{t + "." + body}}. Refuse anything older than five minutes.
:::code php
if (!hash_equals(hash_hmac('sha256', $t . '.' . $body, $secret), $v1)) { http_response_code(400); exit; }
:::
## When you do not answer
After 10 s we try again: 1 min, 5 min, 30 min, 2 h, then every 6 h for three days. Anything but 2xx counts as no.
`,
  },
  {
    title: "Limits",
    by: "anjali",
    at: "2026-09-22",
    labels: ["public", "api", "reference"],
    body: doc`
| !What | Limit | Answer beyond it
| !Requests per key | 600 a minute | 429 with {{Retry-After}} in seconds
| !Readings per answer | 50,000 | {{next}} in the body
| !Size of an answer | 5 MB | {{next}} in the body
| !Stations per tenant | 2,000 | talk to us
| !Forecast upload | one per station and 10 minutes | 409

For one maximum do not fetch a year. Ask for {{/v2/sensors/{sensor}/extremes?from=&to=}}.
`,
  },
  {
    title: "Glossary (German, Japanese, Arabic)",
    by: "tomoko",
    at: "2025-07-15",
    labels: ["public", "glossary"],
    body: doc`
${m.table(
  [
    ["English", "Deutsch", "日本語", "العربية"].map(inline),
    ["stage", "Wasserstand", "水位", "منسوب المياه"].map(inline),
    ["gauge zero", "Pegelnullpunkt", "量水標零点高", "صفر المقياس"].map(inline),
    ["discharge", "Abfluss", "流量", "التصريف"].map(inline),
    ["rating curve", "Abflusskurve", "水位流量曲線", "منحنى التصريف"].map(inline),
    ["turbidity", "Trübung", "濁度", "العكارة"].map(inline),
    ["flood", "Hochwasser", "洪水", "فيضان"].map(inline),
    ["drought", "Niedrigwasser", "渇水", "جفاف"].map(inline),
  ],
  { numbered: true, columns: [180, 180, 180, 180] },
)}
`,
  },
  {
    title: "Migrating from the 1.x API",
    by: "mateus",
    at: "2024-12-20",
    status: "archived",
    labels: ["public", "outdated", "api"],
    body: doc`
The 1.x API was switched off on {2025-12-31}. Nobody noticed, which is the best that can be said of a migration page.
`,
  },
];
