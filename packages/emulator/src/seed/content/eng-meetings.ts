import type { Entry, Remark } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";

type Meeting = {
  at: string;
  by: string;
  present: string[];
  /** What was talked about, each with the person who brought it. */
  points: [person: string, text: string][];
  decided?: string[];
  /** "x" done, "" open. */
  tasks: [done: "x" | "", text: string][];
  comments?: Remark[];
};

const meeting = (series: string, label: string, one: Meeting): Entry => ({
  title: `${series} ${one.at}`,
  by: one.by,
  at: one.at,
  under: `${series} notes`,
  labels: ["meeting-notes", label],
  ...(one.comments ? { comments: one.comments } : {}),
  body: [
    m.p(`${m.date(one.at)} ${one.present.map(m.mention).join(" ")}`),
    m.h2("Talked about"),
    m.table(
      one.points.map(([person, text]) => [m.mention(person), inline(text)]),
      { headerRow: false, columns: [180, 580] },
    ),
    ...(one.decided ? [m.h2("Decided"), m.decisions(one.decided.map(inline))] : []),
    m.h2("To do"),
    m.taskList(one.tasks.map(([done, text]) => m.task(done === "x", inline(text)))),
  ].join(""),
});

const riverHours: Meeting[] = [
  {
    at: "2025-02-11",
    by: "lotte",
    present: ["ilse", "mateus", "tomoko", "wren", "nyambura", "petr", "lotte"],
    points: [
      ["petr", "Buffer solution pH 4 arrived with a best-before date of last year, twice. New supplier in Brno."],
      ["wren", "Six stations in Colorado are frozen shut. Nobody drives before the end of March."],
      [
        "nyambura",
        "“Why is my river red” is now the third most common question. It is the colour of the alarm threshold.",
      ],
    ],
    tasks: [
      ["x", "@mateus threshold line becomes dashed, not red {2025-03-04}"],
      ["x", "@petr sends the old buffer back"],
    ],
  },
  {
    at: "2025-04-08",
    by: "lotte",
    present: ["ilse", "mateus", "anjali", "bruno", "wren", "saskia"],
    points: [
      [
        "bruno",
        "[[INC-24: Alerts an hour late on the last Sunday of March|INC-24]] read aloud. 11 minutes, no excuses.",
      ],
      [
        "anjali",
        "Seven nights without a difference between Influx and PostgreSQL. Cut-over on the 12th needs an exception from the freeze.",
      ],
      ["ilse", "Exception given; the alternative is a full disk on the 18th."],
    ],
    decided: ["Cut over Millpond on Saturday 12 April, 05:00 UTC, although it is a wet week."],
    tasks: [["x", "@anjali writes to the 12 customers with their own InfluxDB readers {2025-04-10}"]],
  },
  {
    at: "2025-06-24",
    by: "saskia",
    present: ["ilse", "tomoko", "rafi", "owen", "saskia", "nyambura"],
    points: [
      ["saskia", "41 Heron 3 ordered in the first week. The price list still shows 26 GHz."],
      ["owen", "One Heron 3 arrived with the mesh inside out. Works, looks sad."],
      ["tomoko", "Kastner adds a picture to the packing instruction."],
    ],
    tasks: [
      ["x", "@saskia corrects [[SALES:Price book 2026]]’s predecessor {2025-06-25}"],
      ["x", "@tomoko picture for Kastner {2025-06-27}"],
    ],
  },
  {
    at: "2025-10-14",
    by: "lotte",
    present: ["ilse", "mateus", "tomoko", "petr", "nyambura", "wren", "lotte"],
    points: [
      ["nyambura", "Recall FN-04: 9 customers phoned, 2 angry, 1 laughing."],
      ["petr", "The lab can renew 30 wipers a week. 214 wipers are seven weeks."],
      ["wren", "Field can swap 12 a week on the way. The rest go by post with a film."],
      ["lotte", "Cost 11,400 € so far, half of it parcels."],
    ],
    decided: ["We replace all 214, also the ones out of warranty."],
    tasks: [
      ["x", "@owen films a wiper swap with gloves on {2025-10-20}"],
      ["x", "@ilse writes the letter, by name, no template {2025-10-16}"],
    ],
    comments: [
      {
        by: "tomoko",
        at: "2025-10-15",
        text: "The film is 4:10 and very good. Linked in [[HELP:Replace the wiper of an Otter]].",
      },
    ],
  },
  {
    at: "2026-01-13",
    by: "lotte",
    present: ["ilse", "mateus", "wren", "anjali", "rafi", "lotte"],
    points: [
      ["wren", "Rapids starts with two customers. The five of the first plan were three too many."],
      ["rafi", "No firmware between April and September if both hemispheres freeze. I need two releases in February."],
      [
        "anjali",
        "I was on call for 22 weeks in 2025. I would like to plan a holiday in the same country as my laptop is not.",
      ],
    ],
    tasks: [
      ["x", "@mateus looks for a third person for the pager {2026-03-31}"],
      ["", "@lotte asks what on-call weeks cost elsewhere {2026-02-27}"],
    ],
  },
  {
    at: "2026-04-07",
    by: "ilse",
    present: ["ilse", "tomoko", "rafi", "nyambura", "owen"],
    points: [
      [
        "tomoko",
        "First week without Petr. Nine certificates signed, one returned: I had written the Japanese date order.",
      ],
      ["rafi", "The drift model has a parameter called {{petr_feeling}} = 0.87. It is the humidity in the lab."],
      ["owen", "Snow on the Maniototo in April. Two solar panels are ponds."],
    ],
    tasks: [
      ["x", "@rafi renames the parameter and documents it in [[HW:Drift model]] {2026-04-30}"],
      ["x", "@owen tilts panels to 60 degrees at all sites above 600 m"],
    ],
  },
  {
    at: "2026-06-09",
    by: "lotte",
    present: ["ilse", "mateus", "anjali", "bruno", "wren", "nyambura", "rafi"],
    points: [
      ["ilse", "INC-31 closed with the customers: 3,180 € of credits, one extension signed."],
      ["anjali", "24 weeks of pager a year is not sustainable. Second time I say it here."],
      ["mateus", "Rafi takes device-side calls from January, if Burrow 5 is out."],
      ["rafi", "That *if* is doing a lot of work."],
    ],
    decided: ["A night with a call gives a free day within the same month, not “some time”."],
    tasks: [["", "@mateus a rota with four names on one page {2026-12-01}"]],
  },
  {
    at: "2026-10-13",
    by: "lotte",
    present: ["ilse", "tomoko", "saskia", "nyambura", "owen", "wren"],
    points: [
      ["tomoko", "Otter 2: second mud test passed on 28 September, wiper seal dry after ten days. Sold from Thursday."],
      ["saskia", "Kitano will take 48 if the Japanese certificate is there in March."],
      ["wren", "Rapids decision on 27 November. My page will say yes, with one condition."],
    ],
    tasks: [
      ["x", "@nyambura updates [[HELP:Which Otter do I have?]] {2026-10-16}"],
      ["", "@tomoko Japanese type certificate, documents complete by {2026-12-11}"],
    ],
  },
];

const syncs: Meeting[] = [
  {
    at: "2025-01-16",
    by: "mateus",
    present: ["mateus", "anjali", "bruno", "rafi"],
    points: [
      [
        "anjali",
        "Double write to PostgreSQL works on the test site; 0.3 % of points differ because of rounding to float.",
      ],
      ["rafi", "Packet version 5 with CBOR goes to the friends ring."],
    ],
    tasks: [["x", "@anjali explains each of the 0.3 % {2025-01-30}"]],
  },
  {
    at: "2025-02-27",
    by: "bruno",
    present: ["mateus", "anjali", "bruno"],
    points: [
      ["bruno", "CI time is 7 min 05 s. Half of it installs Chromium."],
      ["mateus", "Customers ask for an English–Portuguese switch per user, not per tenant."],
    ],
    tasks: [
      ["x", "@bruno caches the browser: 3 min 20 s {2025-03-06}"],
      ["x", "@mateus language moves to the person, 2025.4"],
    ],
  },
  {
    at: "2025-05-15",
    by: "anjali",
    present: ["mateus", "anjali", "bruno", "rafi"],
    points: [
      ["anjali", "InfluxDB switched off on 28 April, its disks wiped on 14 May. 1,140 € a year saved."],
      ["mateus", "Rater extrapolates in the drought. See [[ADR-011: Grey out extrapolated discharge]]."],
    ],
    tasks: [["x", "@mateus grey line in Deck 2025.5"]],
  },
  {
    at: "2025-07-17",
    by: "mateus",
    present: ["mateus", "anjali", "bruno"],
    points: [
      [
        "bruno",
        "Acknowledge-once: a click in the mail must stop the call that is ringing. Needs a token in the text message.",
      ],
      ["anjali", "The hourly means of 2014 to 2017 are in local time. Nobody noticed in eight years."],
    ],
    decided: ["Old means are recomputed where raw data exist and marked *local time* where not."],
    tasks: [
      ["x", "@bruno 2025.9"],
      ["", "@anjali 61 stations of Gauge One remain marked; ask the owners whether they care"],
    ],
  },
  {
    at: "2025-09-18",
    by: "bruno",
    present: ["mateus", "anjali", "bruno", "nyambura"],
    points: [
      [
        "nyambura",
        "Turbidity questions: 5 this month, 1 in a usual month. Something is wrong with the Otters or with the rivers.",
      ],
      ["anjali", "All five are of one production month."],
    ],
    tasks: [["x", "@petr opens one sonde of that month {2025-09-26}"]],
    comments: [
      { by: "nyambura", at: "2025-10-14", text: "Four weeks from this line to the recall. Next time one week." },
    ],
  },
  {
    at: "2025-12-04",
    by: "anjali",
    present: ["mateus", "anjali", "bruno", "rafi"],
    points: [
      ["bruno", "Two carriers live. First call through B: “guten Tag, this is Bellbuoy” with a Swiss accent."],
      ["rafi", "Packet version 6 will carry the unit."],
    ],
    tasks: [["x", "@anjali decoder for version 6, *default must be millimetres* {2026-01-20}"]],
    comments: [
      {
        by: "anjali",
        at: "2026-01-22",
        text: "I wrote that line and then [[INC-29: A decoder that read feet]] happened. The default was in a second place.",
      },
    ],
  },
  {
    at: "2026-02-26",
    by: "mateus",
    present: ["mateus", "anjali", "bruno", "wren"],
    points: [
      ["wren", "Rapids needs the time from water to phone per station, not as an average of two robots."],
      ["bruno", "Lotte tried two runbooks at night. One said “the usual dashboard”."],
    ],
    tasks: [
      ["x", "@bruno no more “usual” in runbooks {2026-03-05}"],
      ["", "@mateus time per station, moved to after the wet weeks"],
    ],
  },
  {
    at: "2026-05-14",
    by: "bruno",
    present: ["mateus", "anjali", "bruno", "rafi", "wren", "ilse"],
    points: [
      ["anjali", "First draft of [[INC-31: Forty-seven minutes behind the flood|INC-31]] read aloud."],
      [
        "ilse",
        "I do not want to hear whose thread it was. I want to know why 250 was the largest number anyone had tried.",
      ],
      ["rafi", "The full minute is mine, the single thread is nobody’s: the author left in 2020."],
    ],
    decided: ["Each service gets a tested maximum on its page, with the date of the test."],
    tasks: [
      ["x", "@anjali Sluice: 900 for an hour {2026-05-29}"],
      ["x", "@bruno Bellbuoy: 4,000 alarms in ten minutes {2026-06-19}"],
      ["", "@mateus Rater and Deck {2026-07-31}"],
    ],
  },
  {
    at: "2026-09-03",
    by: "mateus",
    present: ["mateus", "anjali", "bruno", "rafi"],
    points: [
      [
        "anjali",
        "A customer's assistant fetched 11 years in 400 requests to answer one question. Proposal follows as ADR-016.",
      ],
      ["bruno", "Rate limits per key, not per address: 600 a minute."],
    ],
    tasks: [["x", "@anjali [[ADR-016: The API answers programs first]] {2026-09-28}"]],
  },
  {
    at: "2026-11-05",
    by: "anjali",
    present: ["mateus", "anjali", "bruno", "rafi"],
    points: [
      ["rafi", "Burrow 5 beta: 6 of 10 friendly rivers. Two boards have a clock that runs 4 s a day fast."],
      ["bruno", "PostgreSQL 18: after the New Year, not before."],
      ["mateus", "Every service page has a tested maximum except Rater. It is mine. I know."],
    ],
    tasks: [
      ["", "@rafi clock: crystal or temperature? {2026-11-20}"],
      ["", "@mateus Rater’s maximum {2026-11-27}"],
    ],
  },
];

/** The two standing meetings of Engineering. */
export const engineeringMeetings = (): Entry[] => [
  {
    title: "River hour notes",
    by: "lotte",
    at: "2025-01-28",
    labels: ["meeting-notes"],
    body: doc`
Everyone, Tuesdays. Whoever spoke least last time writes. Open tasks of all notes:
${m.macro("tasks-report-macro", { spaces: "ENG", labels: "river-hour", status: "incomplete", pageSize: "20", columns: "description,duedate,assignee,location" })}
${m.children({ sort: "title", reverse: "true" })}
`,
  },
  {
    title: "Platform sync notes",
    by: "mateus",
    at: "2025-01-09",
    labels: ["meeting-notes"],
    body: doc`
Thursdays 09:30 Lisbon, 25 minutes. What needs longer gets a page.
${m.macro("contentbylabel", { cql: "label = &quot;platform-sync&quot;", max: "15", sort: "creation", reverse: "true", showLabels: "false" }, { schemaVersion: 4 })}
`,
  },
  ...riverHours.map((one) => meeting("River hour", "river-hour", one)),
  ...syncs.map((one) => meeting("Platform sync", "platform-sync", one)),
];
