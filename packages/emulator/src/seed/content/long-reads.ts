import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc } from "./notation.ts";

/** The longer reports and guides, one list per space. */
export const longReads: Record<"HQ" | "ENG" | "HW" | "FIELD" | "HELP" | "DOCS" | "SALES", () => Entry[]> = {
  HQ: () => [
    {
      title: "Annual report 2025",
      by: "ilse",
      at: "2026-02-03",
      under: "Plan 2026",
      labels: ["company", "report"],
      likes: ["mateus", "wren", "tomoko", "saskia"],
      comments: [
        {
          by: "saskia",
          at: "2026-02-04",
          text: "Page 2 of the printed version says 1,306 and page 5 says 1,309. Which one does the bank have?",
          on: "revenue",
          resolved: true,
          replies: [{ by: "lotte", at: "2026-02-04", text: "1,306. The other three are the ducks." }],
        },
      ],
      body: doc`
${m.toc(2)}
## The year in five sentences
We sold Heron 3 and it works. We moved three billion readings to another database in a wet week and lost none. We rang an alarm an hour late because a sentence we had all agreed on was never checked. We recalled 214 wipers a month later than we could have. We earned ((revenue|1,306 k€)) and kept 61 of them.
## What the rivers did
The winter brought little snow: 41 % of the mean at the Brenner on 1 April. The spring flood did not come, and 38 stations fell below their lowest gauging. In July the Taieri gorge rose to 5.31 m at a station that could not tell anybody for nine hours. In October a week of rain on the Tana took one sonde and both its poles.
## Instruments
Heron 3 was planned for May and came on 17 June, because a via on the fourth board cracked below −20 &deg;C. 212 were sold by the end of the year, 61 of them as replacements for Heron 2. The mesh that we argued about in January ([[All-hands January 2025]]) is the reason most customers give for buying.
Otter 1 had its worst year. The wiper of batch W-2231 did not move and said that it did; see [[HW:Field notice FN-04: wiper motor]]. The recall cost 19,300 €, of which 9,900 € were parcels and drives. The maker of the motor has paid 6,000 € without admitting anything.
Tern ended in April. It is the first product we stopped before it was sold, and we should have stopped it a winter earlier.
## Headwater
| !Figure | 2024 | 2025
| !Readings stored | 1.9 billion | 2.9 billion
| !Ten years of one station | 38 s | 2.1 s
| !Availability of ingest | 99.81 % | 99.93 %
| !Alarms sent | 3,120 | 2,644
| !of them false | 411 | 288
| !First answer of support, median | 1 h 20 min | 52 min

The change of the database is told in [[blog:ENG:2025/04/16:Why we changed the database in a wet week]]. What nobody saw from outside: for four weeks each reading was written twice, compared every night, and the differences were explained one by one. The last one was a rounding of 0.0004 m.
## People
We are still twelve. Nobody left in 2025, for the first time since 2016. Three people carry the pager, which is one too few, and two of them have said so on pages that I have read.
## Money
Instruments brought 742 k€, Headwater 564 k€. The service now pays for itself and for the lab. Parcels, flights and customs are our third-largest cost after salaries and parts. We paid back 40 k€ of the loan for the tank.
## What I was wrong about
1. I believed that customers want accuracy. They want to be woken.
2. I believed that a written decision is a decision. It is one when a test fails without it.
3. I believed in Tern.
`,
    },
  ],
  ENG: () => [
    {
      title: "Threat model of Headwater",
      by: "bruno",
      at: "2025-12-16",
      under: "Services",
      labels: ["security", "architecture"],
      restrictions: { read: { groups: ["engineering", "leadership"] } },
      edits: [
        {
          by: "bruno",
          at: "2026-07-07",
          note: "After INC-32",
          now: "lives with another company",
          was: "lives two racks away",
        },
      ],
      body: doc`
Written for ourselves, not for an auditor. Who could want what, and what stands in the way.
## What is worth protecting
1. **That an alarm rings.** A false silence can kill; a false alarm costs trust.
2. **That a value is true.** Water rights in Bow Fork are paid by the hour. Somebody upstream has a motive.
3. **That phone numbers stay ours.** 1,960 volunteers gave us their private numbers.
## Who
| !Who | Wants | How likely | What stands in the way
| !A bored person with a laser pointer | a false level | {yellow:SOMETIMES} | the duck filter, and that radar ignores lasers
| !A neighbour with a water right | 2 cm less in August | {yellow:POSSIBLE} | seal on the box, second sensor, staff reader
| !A ransom gang | money | {yellow:POSSIBLE} | backups out of reach of production, drill twice a year
| !A former employee | nothing, we hope | {green:UNLIKELY} | accounts closed the same evening, see @petr's list
| !A supplier's update | – | {red:LIKELY} | two days in a ring of friends
## Paths we looked at
### A cloned Burrow
The device key is in a chip and does not come out. With the box open for an hour and 4,000 € of equipment it does; then one station lies and 2,311 do not. Accepted.
### The unlock code
Six digits a day, ten minutes of pause after a wrong one. The codes of seven days are printed on visit sheets since July 2026. A lost sheet is a lost week: phone, and Deck makes new ones.
### Deck's session
Twelve hours, one site, no scripts from elsewhere. The one cross-site hole of 2024 was an SVG attachment shown inline. Uploads are now served from another domain.
### The status page
It lives with another company since [[INC-32: Status page down with everything else]].
### Ourselves
{{deckctl}} could ring 1,960 phones with one line. It asks for a second person above 20 numbers, and the second person cannot be a script.
## What we do not defend against
A state. Two people with a crowbar. The river.
`,
    },
    {
      title: "What the night of 11 May taught us about load",
      by: "anjali",
      at: "2026-06-15",
      under: "INC-31: Forty-seven minutes behind the flood",
      labels: ["reliability", "report"],
      likes: ["bruno", "mateus", "rafi"],
      comments: [
        {
          by: "ilse",
          at: "2026-06-16",
          text: "This is the page I wanted. May I send it to the university?",
          replies: [{ by: "anjali", at: "2026-06-16", text: "Yes, without the paragraph on costs." }],
        },
      ],
      body: doc`
The review says what happened. This page says what we measured afterwards, so that the next person who sizes something has numbers instead of a feeling.
## A flood is not more of the same
On a calm day a Burrow sends one packet in 15 minutes. While the water rises fast it measures each minute and contacts us each minute. A station in flood is therefore fifteen stations. On 11 May at 22:45, 168 of the 2,240 stations were in fast mode: seven and a half percent of the stations made 55 % of the packets.
| !Stations in fast mode | Expected packets per second | Measured in replay
| !0 | 2.5 | 2.5
| !100 | 4.0 | 4.1, but in bursts of 96
| !168 | 5.1 | 5.2, bursts of **412**
| !400 | 8.7 | 8.8, bursts of 870
## The mean was never the problem
5.2 packets a second is nothing. 412 in the first second of each minute and silence in the other 59 is a wall. All clocks are good, that is what we pay for, and firmware 4.9.1 rounded the wake-up to the full minute so that the charts look tidy.
Each burst took the old decoder 74 seconds. The next came after 60. That is the whole incident in two numbers.
## What we changed
1. **Decoder:** eight threads. A burst of 412 now takes 6 s, one of 900 takes 14 s.
2. **Wake-up:** spread by serial number over 60 s. In the flood of 2 October the largest burst was 188, most of them not from floods at all.
3. **Back-pressure:** above 20 MB of queue the edge answers *5.03, try again in 20 s* to readings that are not rising. They have 400 days of memory; they can wait.
4. **Measure what hurts:** the age of the oldest unprocessed reading of a station in {{WATCH}} or {{ALARM}}, not the mean lag.
## What we did not change
We did not buy bigger machines. During the incident the processors were at 31 %.
## Limits we now know
| Service | Tested to | On
| Sluice | 900 packets per second for one hour | {2026-05-29}
| Bellbuoy | 4,000 alarms in ten minutes | {2026-06-19}
| Millpond | 11,000 readings per second | {2026-06-03}
| Rater | not tested | –
| Deck | not tested | –
`,
    },
  ],
  HW: () => [
    {
      title: "Biofouling: what grows on an Otter",
      by: "petr",
      at: "2025-12-18",
      under: "Gauge Lab",
      labels: ["otter", "research", "calibration"],
      likes: ["ilse", "owen", "nyambura"],
      comments: [
        {
          by: "nyambura",
          at: "2026-01-05",
          text: "The copper line is what customers ask for most. Can I quote it?",
          on: "copper",
          replies: [{ by: "petr", at: "2026-01-06", text: "With the caveat about fish, please." }],
          resolved: true,
        },
      ],
      body: doc`
Two years, 31 rivers, 118 sondes opened on the bench before anybody cleaned them. What I would tell a customer who asks “how often must I clean”.
## The short answer
It depends on light and nutrients, not on temperature. A dark, dirty river is kinder than a clear, sunny one.
| !Water | First film after | Wiper fails to hold the window after | Recommended swap
| !Glacial, < 6 &deg;C | 9 weeks | never seen | once a year
| !Alpine valley | 4 weeks | 14 weeks | twice a year
| !Lowland, shaded | 3 weeks | 11 weeks | every 3 months
| !Lowland, sunny, farmed | 6 days | 5 weeks | **each month** in summer
| !Tropical reservoir | 4 days | 3 weeks | each month
| !Wadi, ten days of water | – | – | dust, not algae
## What grows
1. **Diatoms**, a brown film, harmless to turbidity until it is thick enough to see from the bridge.
2. **Filamentous algae**, green. They wind round the wiper shaft. Half of all blocked wipers before FN-04 were this.
3. **Bryozoa**, twice, both in the Tâmega. They look like jelly and stop the oxygen cap completely; readings fall to zero over two days and everybody thinks the fish are dead.
4. **Mussels**, once, in the cable gland.
## What helps
- ((copper|Copper tape on the guard)): twice as long until the first film. Not on the sensor, not near the conductivity cell, and not in trout farms
- Wiping every 15 minutes instead of every 60: 40 % longer, for 6 % of the battery
- Turning the sonde so that the windows look north (south for @owen)
## What does not help
- Anti-fouling paint. It falls off into the window
- Chlorine generator: worked, ate the electrode
- Wishing
## How it shows in data
Fouling is slow and goes one way; rain is quick and comes back. Draw turbidity at night only: if the minima of seven nights climb in a line, it grows. In the summer of 2025 they climbed in eleven rivers with the *same* slope, and that was not biology. We know now: [[Field notice FN-04: wiper motor]].
`,
    },
  ],
  FIELD: () => [
    {
      title: "Installing a Heron 3 on a bridge",
      by: "wren",
      at: "2025-06-20",
      under: "Visit handbook",
      labels: ["procedure", "heron", "guide"],
      likes: ["owen", "saskia", "nyambura"],
      edits: [
        {
          by: "owen",
          at: "2025-12-15",
          note: "Wētā",
          now: "Insects on the mesh are tenants",
          was: "Insects on the mesh must go",
        },
      ],
      comments: [
        {
          by: "tomoko",
          at: "2025-06-23",
          text: "Step 4: from the centre of the mark on the housing, not from the lens.",
          on: "height",
          resolved: true,
          replies: [{ by: "wren", at: "2025-06-23", text: "Corrected, and I re-measured Steinach: 11 mm." }],
        },
        {
          by: "rafi",
          at: "2025-06-24",
          text: "Please wait for the second packet. The first is sent before the sensor was ever asked.",
        },
      ],
      body: doc`
${m.toc(2)}
Half a day for two people, or a long day for one and a helpful farmer.
## Before you drive
- Permit of the bridge owner, **in the car**, on paper. Railways: twelve weeks ahead
- The drawing: where are the piers, where is the deepest line at low water?
- Wall arm 60 cm (HRN3-140) or 120 cm (HRN3-141). If unsure take the long one
- Drill, resin, four M10 rods, level, rope for **every** tool
- [[Safety on and near water|The safety page]], read today, not last year
## Choose the place
1. Downstream side, so that driftwood does not aim at it.
2. Not above a pier: the beam is 3.2 degrees, at 10 m a circle of 56 cm. Keep one metre.
3. Above water also at the lowest stage. Stand there in August or ask somebody who has.
4. Not where the river jumps. Foam is fine, standing waves are not.
5. Where a child cannot reach it and you can.
## Mount
1. Drill, blow, resin, rods. Wait for what the resin says, not for what you feel.
2. Arm on, sensor on, cable with a drip loop.
3. Level in both directions within one degree. Heron 3 measures its own tilt: {{heron tilt}} must print less than 1.0.
4. Measure ((height|from the mark on the housing to the water)) with the tape, three times, at the same minute as a reading.
5. Levelling to at least two bench marks. Write the height of the mark into the station's history.
## Connect
| Core | Colour | Burrow 4 terminal
| +12 V switched | brown | 1
| SDI-12 | white | 2
| Ground | blue | 3
| Screen | – | earth of the pole, **one end only**
## Prove it
- Compare radar and staff: below 10 mm, otherwise look for the mistake in the tape first
- Hold a metal sheet under the beam for one reading: it must show
- Wait for the second acknowledged packet
- One alarm with *Try*
## After
Photographs, report, thank the bridge owner. Come back within six weeks: resin creeps and arms sink. The mean of the first 40 bridges is 3 mm.
:::note
Insects on the mesh are tenants as long as they pay with less than 0.5 dB.
:::
`,
    },
    {
      title: "Season report 2025/26 South",
      by: "owen",
      at: "2026-09-28",
      labels: ["report", "mot"],
      likes: ["wren", "ilse"],
      body: doc`
One winter, 61 stations, 214 hours on the road, one kayak, no injuries.
## In figures
| !Figure | 2024/25 | 2025/26
| !Planned visits | 118 | 121
| !Unplanned visits | 31 | 17
| !Hours without data, all stations | 2,911 | 1,204
| !of them because of no cell | 1,140 | 962
| !Sondes swapped | 44 | 61
## What got better
The mesh. Eleven spider visits last season, none this season. New desiccant on each visit; three wet boxes instead of fourteen. The codes of seven days mean that I can open a Burrow in the gorge.
## What did not
**No cell, no alarm.** 962 of the 1,204 hours without data are radio, not instruments. The data come later and complete, which is fine for a hydrologist and useless for a ford. Six stations deserve satellite: MOT-008, MOT-017, MOT-023, MOT-040, MOT-041 and MOT-055. I have said this in three reports.
**Firmware.** The freeze for the south ended on 31 August and on 1 September I had 58 boxes to watch at once. Two days between rings would be kinder.
## Near misses
1. 3 June, Loganburn: ice on the ramp, van slid 4 m towards the weir. Chains live in the van now, not in the shed.
2. 19 July, gorge road: rockfall behind me, four hours. The field phone called after 34 minutes, as it should.
3. 22 August: hand in a wiper that was still plugged in. Mine. It is on page one of [[HELP:Replace the wiper of an Otter]] for a reason.
## For next season
[ ] Satellite for six stations, decision of the council {2026-12-10}
[x] Chains, second thermos
[ ] The pump house, asked again ([[A small lab in Dunedin]])
[ ] A second person for the gorge who is not Hine's nephew
`,
    },
  ],
  HELP: () => [
    {
      title: "Alarms for fire brigades: a guide in plain words",
      by: "nyambura",
      at: "2026-02-18",
      under: "Alarms",
      labels: ["alerts", "guide"],
      likes: ["wren", "bruno"],
      body: doc`
For people who are woken by us and have never seen a hydrograph. Print it, hang it next to the keys.
## What rings
You get a text message and, if nobody answers within four minutes, a call. The first word is the **place**. The second sentence says in the words of your village what the level means, for example *bis zur zweiten Stufe*.
## What you must do
1. Press **1** (or click the link). Now the others are not called. You have said: I have seen it. You have *not* said: it is over.
2. Do what your plan says.
3. When it is over, nothing. The alarm ends when the water is below the threshold for half an hour.
## What the colours mean
| !Colour | Means | Rings at night?
| !{green:CALM} | nothing | no
| !{yellow:WATCH} | it rises and is close to the threshold | only if you asked for it
| !{red:ALARM} | above the threshold | **yes, always**
## What we cannot promise
- If the station has no mobile signal it cannot call. We see the silence after half an hour
- A tree under the radar can look like a flood. It happens about once in three years per station
- A camera is better than both. If you can see the river, believe the river
## Try it
On the first Monday in October we ring everybody, with the word **Probe** or **Test** first. In 2025, 61 of 1,960 numbers were dead. Three belonged to people who were, too; we are sorry about those calls.
## Questions we get
${m.expand("Can I switch it off for a holiday?", doc`Yes: *People* → your name → *away until*. Somebody else must be on the list, otherwise Deck refuses.`)}
${m.expand("Why did only I get it?", doc`Because you answered within four minutes. Thank you.`)}
${m.expand("Can you ring the siren directly?", doc`Not yet. The reasons are technical and honest, and the answer may change with our next logger in 2027.`)}
`,
    },
  ],
  DOCS: () => [
    {
      title: "Tutorial: a script that watches a river",
      by: "bruno",
      at: "2026-03-25",
      labels: ["public", "api", "tutorial"],
      likes: ["anjali", "saskia"],
      body: doc`
${m.toc(2)}
In twenty minutes you have a program that asks for the newest level of a station, notices when it is old, and tells you in a sentence. It uses nothing but the [[API overview]] and the standard library.
## A key
*Menu* → *Keys* → *New*. Choose **read** and one station. A key that can only read one station can only lose one station.
## Ask once
:::code python
import json, os, urllib.request

BASE = "https://api.headwater.example/v2"

def newest(sensor: int) -> dict:
    request = urllib.request.Request(
        f"{BASE}/sensors/{sensor}/newest",
        headers={"Authorization": f"Bearer {os.environ['HEADWATER_KEY']}"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)
:::
## Do not trust the number alone
Three things can be wrong with a level that looks right: it is **old**, it is **flagged**, or it is **null**.
:::code python
from datetime import datetime, timedelta, timezone

def sentence(reading: dict, now: datetime) -> str:
    age = now - datetime.fromisoformat(reading["taken_at"].replace("Z", "+00:00"))
    if reading["value"] is None:
        return "The station did not measure."
    if age > timedelta(hours=2):
        return f"The last reading is {age.seconds // 3600} hours old."
    if reading["flags"]:
        return f"{reading['value']} {reading['unit']}, but doubtful: {', '.join(reading['flags'])}"
    return f"{reading['value']} {reading['unit']} above {reading['datum']}"
:::
## Be polite
- Once in five minutes is enough: stations send every fifteen
- On 429 wait as long as {{Retry-After}} says, not a second less
- Say who you are in {{User-Agent}}, so that we can write to you before we block you
## Let us call you instead
If you poll only to find out whether something happened, use [[Webhooks]]. It is quicker for you and cheaper for both.
## Next
[[Limits]] · [[Rating curves]] · [[Glossary (German, Japanese, Arabic)|glossary]]
`,
    },
    {
      title: "Alarms in depth",
      by: "bruno",
      at: "2025-04-24",
      labels: ["public", "alerts", "reference"],
      edits: [
        {
          by: "bruno",
          at: "2025-09-03",
          note: "One answer stops all",
          now: "stops the whole ladder",
          was: "stops this channel",
        },
      ],
      body: doc`
${m.anchor("states")}
## States
An alarm is *calm*, *watch* or *alarm*. It goes to *watch* after two readings above 90 % of the threshold, to *alarm* with the first reading above it that is not flagged as a duck, and back after half an hour below 95 %.
## Ladder
1. Text message to everybody with the role *watcher*
2. After 1 minute: mail
3. After 4 minutes: call the first person, then the second, and so on
4. After the last person: start again, at most five times

An answer on any step stops the whole ladder for everybody.
## Thresholds
| !Kind | Example | Use it for
| !Above | stage > 3.20 m | floods
| !Below | discharge < 0.4 m³/s | residual water, fish
| !Rise | > 5 cm in 10 min | dams, wadis
| !Silent | no reading for 6 h | the station itself
| !Neighbours silent | planned for 2027.1 | the valley

## Quiet hours
Belong to a person, follow the clock of a place, and never hold back red. Details: [[HELP:Quiet hours]].
## Numbers
In 2025 we sent 2,644 alarms; 288 were false, of these 102 ducks, 87 gates, 61 ice, 23 a mistake of ours ([[#states|states]] explains which could have been held back) and 15 unknown.
`,
    },
  ],
  SALES: () => [
    {
      title: "Tender answer: Kitano, upper Kitakami",
      by: "saskia",
      at: "2026-10-28",
      under: "Tender calendar",
      labels: ["tenders", "kitano"],
      restrictions: { read: { people: ["saskia", "tomoko", "ilse", "owen", "lotte"] } },
      comments: [
        {
          by: "tomoko",
          at: "2026-10-29",
          text: "四十八局 is right, but item 7 asks for 耐雪 (snow load), 3 m. Our pole is calculated for 2.",
          on: "snow",
          replies: [
            { by: "saskia", at: "2026-10-29", text: "Can we?" },
            { by: "tomoko", at: "2026-10-30", text: "With a second stay, 140 € per pole. I have drawn it." },
          ],
        },
        { by: "lotte", at: "2026-11-02", text: "Bond of ¥ 4 m until March: the bank says yes, for 1.1 %." },
      ],
      body: doc`
Working copy; the signed one goes on paper through Senko Denshi, who lend us their seal and their address.
## What they ask
48 stations on the upper Kitakami and three tributaries, level everywhere, water quality at 12, for ten years, with data in the national exchange format. Opening on {2027-03-31}, first twenty stations before the snow of 2027.
## What we offer
| !Item | Number | Unit price | Sum
| !Heron 3 | 48 | ¥ 214,000 | ¥ 10,272,000
| !Otter 2 with swap | 24 | ¥ 812,000 | ¥ 19,488,000
| !Burrow 4 (Burrow 5 from 2028) | 48 | ¥ 123,000 | ¥ 5,904,000
| !Poles, ((snow|for 2 m of snow)) | 48 | ¥ 96,000 | ¥ 4,608,000
| !Headwater, ten years | 48 | ¥ 380,000 | ¥ 18,240,000
| !**Together** | | | **¥ 58,512,000**
## Where we are weak
1. The type certificate of Otter 2. Without it by March we lose, whatever else we write. See @tomoko's list.
2. Nobody of us lives within 400 km of the river, except Tomoko, who is not a field engineer and reminds us of it.
3. Ten years of Headwater: they have read that we are eleven people.
## Where we are strong
- Five winters at Shizukuishi without losing a reading. They know the photograph with the hammer
- Japanese in Deck, in the letters and at the river
- We told them about FN-04 before they noticed
## Sentences we need
> 御社の河川を、私たちは五年間見守ってまいりました。
> (For five years we have watched over your rivers.)

Tomoko: “a little too much, but they will like it”.
[x] Prices agreed with @lotte
[ ] Certificate documents {2026-12-11}
[ ] Drawing of the second stay, as an attachment
[ ] Read aloud by Sasaki-san's colleague, informally {2027-01-15}
`,
    },
    {
      title: "Interview notes: why Ribeira Alta stayed",
      by: "saskia",
      at: "2025-12-03",
      under: "Customer: Câmara de Ribeira Alta",
      labels: ["insight", "customer"],
      body: doc`
An hour with Eng.ª Teresa Vilar, in Portuguese, with @mateus as interpreter and a lunch that took longer.
- They had two offers, both cheaper by about 20 %
- They stayed because in February 2024, at ten in the evening, “a senhora de Nairobi” answered on the second ring and knew which station she meant
- The CSV with semicolons is a nuisance; commas are a nuisance too
- Reports are printed, stamped and put in a binder. Nobody has ever opened Deck on a phone
- They would pay for a **summary in words** once a month. Asked what it should say: “se o rio está bem”, whether the river is well

@ilse: this last line is a better product idea than our last three. @anjali: and a harder one.
`,
    },
  ],
};
