import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc } from "./notation.ts";

const UNDER = "Runbooks";
const LABELS = ["runbook", "on-call"];

/** What to do when something of Headwater is broken. */
export const engineeringRunbooks = (): Entry[] => [
  {
    title: "Runbooks",
    by: "bruno",
    at: "2024-12-16",
    labels: ["runbook", "on-call", "start-here"],
    body: doc`
:::warning Before anything else
Can somebody get wet? Then phone first ([[On-call handbook]]).
:::
${m.macro("contentbylabel", { cql: "label = &quot;runbook&quot; and space = currentSpace()", max: "30", sort: "title", showLabels: "false", showSpace: "false", excerptType: "simple" }, { schemaVersion: 4 })}
A runbook is good when @lotte could follow it at three in the morning. She tried two on {2026-02-25} and both were changed.
`,
  },
  {
    title: "Runbook: A station is silent",
    by: "bruno",
    at: "2025-01-20",
    under: UNDER,
    labels: [...LABELS, "connectivity"],
    likes: ["nyambura", "owen", "wren"],
    edits: [
      {
        by: "nyambura",
        at: "2026-01-15",
        note: "Carrier maintenance is on Tuesdays now",
        now: "Tuesdays 01:00 to 03:00",
        was: "Thursdays 02:00 to 04:00",
      },
    ],
    body: doc`
${m.excerpt("when", doc`Use this when one station, or a few that are not neighbours, have sent nothing for six hours.`)}
## Look
1. {{deckctl station show OBI-014}} and read *last packet*, *battery*, *cell*.
2. Battery below 3.35 V? It is asleep to save itself. Sun or a visit.
3. Cell quality below −112 dBm in the last ten packets? Wait six more hours.
4. Several silent stations with one carrier? That is the carrier. Maintenance windows: Tuesdays 01:00 to 03:00.
## Do
:::code bash
deckctl station ping OBI-014        # asks the carrier whether the SIM is attached
deckctl sim reset OBI-014           # forces a new attach, safe
deckctl station restart OBI-014     # queued until it wakes; NOT during the wet weeks
:::
## Give up
After 48 hours make a visit request: [[FIELD:Asking for a visit]]. Tell the customer what you know, even if it is nothing: [[HELP:My station shows no new readings]].
`,
  },
  {
    title: "Runbook: Journal lag",
    by: "anjali",
    at: "2025-01-27",
    under: UNDER,
    labels: [...LABELS, "headwater"],
    edits: [
      {
        by: "bruno",
        at: "2026-05-20",
        note: "The step that was missing in INC-31",
        now: "Before scaling, look at the decoder queue",
        was: "Scale Sieve to 6",
      },
    ],
    body: doc`
Alarm: {{sluice_journal_lag_seconds > 120}} for five minutes.
- **Before scaling, look at the decoder queue**: {{curl -s sluice:9100/metrics | grep decoder_queue}}. Above 20 MB the decoder is the narrow place and more Sieves make it worse.
- Decoder is the narrow place:
  - restart the decoder only: {{systemctl restart sluice-decoder}}
  - if it fills again within 3 minutes set {{decoder.threads}} to 8
- Sieve is the narrow place:
  - {{nomad job scale sieve 6}}
  - after an hour back to 2, it does not shrink by itself
- Neither: it is Millpond. Go to [[Runbook: Give Millpond more disk]] or wake @anjali.

Lag below 10 s for 15 minutes ends the incident. Then look whether Bellbuoy rang for old readings; it must not ring for anything older than 20 minutes.
`,
  },
  {
    title: "Runbook: Give Millpond more disk",
    by: "bruno",
    at: "2025-05-06",
    under: UNDER,
    labels: [...LABELS, "database"],
    restrictions: { update: { groups: ["engineering"] } },
    body: doc`
Alarm at 80 %. You have about three weeks, so do it in daylight.
1. Check that compression runs: {{SELECT * FROM timescaledb_information.job_stats WHERE last_run_status <> 'Success';}}
2. If a job failed, run it by hand. In two of three cases this is everything.
3. Otherwise grow the volume on the **replica** first, wait for zero lag, then the primary.
:::warning Two people
Dropping a chunk, even an empty one, needs a second person who reads the command aloud.
:::
:::code sql
-- biggest uncompressed chunks
SELECT chunk_name, pg_size_pretty(total_bytes)
FROM chunk_sizes WHERE NOT is_compressed
ORDER BY total_bytes DESC LIMIT 10;
:::
`,
  },
  {
    title: "Runbook: Alarms ring for nothing",
    by: "bruno",
    at: "2025-03-11",
    under: UNDER,
    labels: [...LABELS, "alerts"],
    body: doc`
Symptom: more than five alarms in ten minutes from places that have nothing in common.
1. {{bellctl storm on}}: rings nobody, collects everything, shows a banner in Deck. It ends by itself after 30 minutes.
2. Look at the first three readings. Same firmware version? Same minute? Then it is a decoder or a clock, see [[INC-29: A decoder that read feet]].
3. Phone the customers who were called already. Three sentences: it was us, the river is calm, we write tomorrow.
4. {{bellctl storm off}} only after @nyambura or the second says so.
`,
  },
  {
    title: "Runbook: Voice carrier down",
    by: "bruno",
    at: "2025-11-25",
    under: UNDER,
    labels: [...LABELS, "alerts"],
    body: doc`
Since [[ADR-013: Alarm calls leave through two carriers]] a broken carrier costs every second call, which the ladder repeats after four minutes through the other one.
[ ] {{bellctl carrier disable A}}
[ ] Ring your own phone: {{bellctl test --to on-call}}
[ ] Status page: “calls may arrive up to 4 minutes later”
[ ] After the carrier says it is back: three test calls before {{enable}}
`,
  },
  {
    title: "Runbook: Replace a TLS or DTLS certificate",
    by: "bruno",
    at: "2025-02-13",
    under: UNDER,
    labels: [...LABELS, "security"],
    body: doc`
Web certificates renew themselves. The DTLS certificate of Sluice does not: Burrows before 4.4 pin it.
| !Firmware | Behaviour
| !up to 4.3 | pinned to {{sluice-2023}}, valid until {2027-08-31}. **184 devices.**
| !4.4 to 4.8 | trusts our own authority
| !4.9 and later | trusts our own authority, checks revocation once a week

So we serve two chains, chosen by the name the device asks for. Do not tidy this up before the last old device is gone; the list is {{deckctl devices --firmware '<4.4'}}, and @wren swaps about nine a month.
`,
  },
  {
    title: "Runbook: Restore Millpond",
    by: "anjali",
    at: "2025-02-19",
    under: UNDER,
    labels: [...LABELS, "database", "disaster"],
    comments: [
      {
        by: "bruno",
        at: "2026-08-19",
        text: "Drill of today: 1 h 49 min. The base backup has grown, the network has not.",
        on: "duration",
      },
    ],
    body: doc`
Last drill {2026-08-19}: ((duration|1 h 49 min to a point in time)). First drill (2025): 52 min.
1. Stop the fan-out of Sluice. The journal holds 14 days; you have time.
2. New machine from the image {{pond-17}}.
3. {{wal-g backup-fetch /var/lib/postgresql/17/main LATEST}}
4. Set {{recovery_target_time}}. Say the time aloud, with its zone.
5. Start, wait for *consistent recovery state reached*, look at three stations you know.
6. Point {{pond-rw}} to it, start the fan-out; the journal replays itself, duplicates fall away (ADR-004).
:::tip
Steps 2 and 3 work without anyone's permission. Begin, then phone.
:::
`,
  },
  {
    title: "Runbook: Roll back a release",
    by: "bruno",
    at: "2025-01-29",
    under: UNDER,
    labels: [...LABELS, "release"],
    body: doc`
{{make rollback TO=2026.8}} for services. It refuses when a migration lies between that cannot go back, and prints which.
Firmware cannot be rolled back from here. A Burrow keeps the previous image and returns to it alone when it has not reached Sluice for 26 hours. If you need it sooner, somebody drives.
`,
  },
  {
    title: "Runbook: Customer sees another customer's data",
    by: "mateus",
    at: "2025-02-07",
    under: UNDER,
    labels: [...LABELS, "security"],
    restrictions: { read: { groups: ["engineering", "leadership"] } },
    body: doc`
It has never happened. If it does:
1. {{deckctl lockdown}}: Deck and the API answer 503, ingest and alarms go on.
2. Phone @mateus **and** @ilse, any hour.
3. Keep everything: no restarts, no clean-up, copy the logs to the sealed bucket.
4. The data protection authority has to know within 72 hours. @lotte has the form filled in up to the date.
`,
  },
  {
    title: "Runbook: Push firmware to a group",
    by: "rafi",
    at: "2025-03-20",
    under: UNDER,
    labels: ["runbook", "firmware", "release"],
    edits: [{ by: "rafi", at: "2026-04-01", now: "friends, 5 %, 25 %, all", was: "5 %, 25 %, all" }],
    body: doc`
Rings: friends, 5 %, 25 %, all. Two days between rings, four over a weekend.
1. The image is signed ([[HW:Signing firmware]]) and its page under [[HW:Firmware releases]] exists.
2. {{deckctl firmware offer 4.9.2 --ring friends}}
3. After two days compare: boots per day, session length, battery slope. {{deckctl firmware compare 4.9.2}} prints them and a verdict. The verdict is advice.
4. Stop at once when more than 0.5 % of a ring are silent for 26 hours.

*Friends* are 22 stations whose owners like us, plus Owen's shed.
`,
  },
  {
    title: "Runbook: Sydney is down",
    by: "bruno",
    at: "2025-09-16",
    under: UNDER,
    labels: [...LABELS, "disaster"],
    body: doc`
The southern tenants (New Zealand, Japan) are served from Sydney; their Burrows fall back to Frankfurt after three failures, about 11 minutes.
- Deck for them is read-only until Sydney is back.
- Alarms work from Frankfurt, with voice through carrier B only: A has no numbers in New Zealand.
- Tell @owen, not the customer, first. He knows which river is up.

Drilled once, {2026-03-17}: 13 minutes until the first reading, one surprise (the Japanese text templates were missing in Frankfurt).
`,
  },
  {
    title: "Runbook: Influx disk full",
    by: "bruno",
    at: "2024-12-16",
    under: UNDER,
    status: "archived",
    labels: ["runbook", "outdated"],
    body: doc`
InfluxDB is gone since {2025-04-28}. Do not follow this.
~~Delete the oldest shard, restart, hope.~~
`,
  },
];
