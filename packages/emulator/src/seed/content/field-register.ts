import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc } from "./notation.ts";
import { chartPng } from "./png.ts";
import { randomFrom } from "./stable-ids.ts";

type Network = {
  prefix: string;
  owner: string;
  count: number;
  rivers: string[];
  places: string[];
  zone: string;
  latitude: number;
  longitude: number;
};

const NETWORKS: Network[] = [
  {
    prefix: "OBI",
    owner: "Wasserverband Oberinn",
    count: 74,
    rivers: ["Oberinn", "Sill", "Ruetz", "Melach", "Sanna", "Trisanna"],
    places: [
      "Zirl",
      "Matrei",
      "Telfs",
      "Landeck",
      "Imst",
      "Steinach",
      "Fulpmes",
      "Kematen",
      "Wiesberg",
      "Pettneu",
      "Silz",
      "Roppen",
      "Mötz",
    ],
    zone: "Europe/Vienna",
    latitude: 47.2,
    longitude: 11.2,
  },
  {
    prefix: "MOT",
    owner: "Motukawa Regional Council",
    count: 61,
    rivers: ["Taieri", "Kye Burn", "Pig Burn", "Loganburn", "Sutton Stream"],
    places: [
      "Outram",
      "Ranfurly",
      "Waipiata",
      "Sutton",
      "Middlemarch",
      "Tiroiti",
      "Paerau",
      "Patearoa",
      "Henley",
      "Dam",
      "Gorge",
      "Linnburn",
    ],
    zone: "Pacific/Auckland",
    latitude: -45.4,
    longitude: 170.1,
  },
  {
    prefix: "BOW",
    owner: "Bow Fork Irrigation District",
    count: 58,
    rivers: ["Bow Fork Ditch", "Poudre", "Larkspur Canal", "Coal Creek"],
    places: ["Headgate", "Flume", "Check", "Siphon", "Ranch", "County Road", "Spill", "Drop"],
    zone: "America/Denver",
    latitude: 40.6,
    longitude: -105.2,
  },
  {
    prefix: "KIT",
    owner: "Kitano Prefectural River Office",
    count: 36,
    rivers: ["北上川", "雫石川", "中津川", "簗川"],
    places: ["Ōdōri", "Kuriyagawa", "Shizukuishi", "Tsunatori", "Meiji-bashi", "Tate", "Asagishi"],
    zone: "Asia/Tokyo",
    latitude: 39.7,
    longitude: 141.1,
  },
  {
    prefix: "TAN",
    owner: "Tana Basin Authority",
    count: 33,
    rivers: ["Tana", "Thika", "Chania", "Mathioya"],
    places: ["Garissa Road", "Sagana", "Kiambere", "Murang'a", "Weir 2", "Intake", "Mbeere"],
    zone: "Africa/Nairobi",
    latitude: -0.7,
    longitude: 37.4,
  },
  {
    prefix: "RAV",
    owner: "Câmara de Ribeira Alta",
    count: 24,
    rivers: ["Ribeira Alta", "Tâmega", "Rio de Ovelha"],
    places: ["Ponte Nova", "Azenha", "Moinho", "Foz", "Vila", "Açude"],
    zone: "Europe/Lisbon",
    latitude: 41.2,
    longitude: -8.0,
  },
  {
    prefix: "JRW",
    owner: "Jordan Rift Water Trust",
    count: 14,
    rivers: ["وادي الموجب", "وادي زرقاء ماعين", "وادي ابن حماد"],
    places: ["Bridge", "Canyon", "Siq", "Dam", "Farm"],
    zone: "Asia/Amman",
    latitude: 31.5,
    longitude: 35.6,
  },
];

const LEVELS = ["Heron 3", "Heron 3", "Heron 3", "Heron 2", "Heron 2", "–"];
const SONDES = ["–", "–", "–", "Otter 1", "Otter 1", "Otter 2"];
const LOGGERS = ["Burrow 4", "Burrow 4", "Burrow 4", "Burrow 4", "Burrow 3"];
const POWER = ["battery", "battery", "solar 10 W", "solar 20 W", "mains"];

const HEAD = [
  "Station",
  "River",
  "Place",
  "Owner",
  "Latitude",
  "Longitude",
  "Gauge zero, m",
  "Highest seen, m",
  "Level",
  "Sonde",
  "Logger",
  "Supply",
  "Since",
  "Visited",
  "Zone",
];

function stationRows(): string[][] {
  const rows: string[][] = [];
  for (const network of NETWORKS) {
    const random = randomFrom(network.prefix);
    const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)] as T;
    for (let i = 1; i <= network.count; i++) {
      const river = network.rivers[i % network.rivers.length] ?? "";
      const place = network.places[(i * 5 + Math.floor(i / network.places.length)) % network.places.length] ?? "";
      const month = String(1 + Math.floor(random() * 12)).padStart(2, "0");
      rows.push([
        `${network.prefix}-${String(i).padStart(3, "0")}`,
        river,
        i > network.places.length ? `${place} ${1 + Math.floor(i / network.places.length)}` : place,
        network.owner,
        (network.latitude + (random() - 0.5)).toFixed(4),
        (network.longitude + (random() - 0.5)).toFixed(4),
        (20 + random() * 880).toFixed(3),
        (1.2 + random() * 5.4).toFixed(2),
        pick(LEVELS),
        pick(SONDES),
        pick(LOGGERS),
        pick(POWER),
        `${2016 + Math.floor(random() * 10)}-${month}`,
        `2026-${String(1 + Math.floor(random() * 10)).padStart(2, "0")}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`,
        network.zone,
      ]);
    }
  }
  return rows;
}

/** A plain old-style table without ids in its cells: 300 rows pasted from a spreadsheet. */
function wideTable(rows: string[][]): string {
  const line = (row: string[], name: string) =>
    `<tr>${row.map((text) => `<${name}><p>${m.esc(text)}</p></${name}>`).join("")}</tr>`;
  return `<table data-table-width="1800" data-layout="full-width"><tbody>${line(HEAD, "th")}${rows.map((row) => line(row, "td")).join("")}</tbody></table>`;
}

const csv = (rows: string[][]) => [HEAD, ...rows].map((row) => row.join(";")).join("\n");

/** The register of all stations and the picture page of the visits of 2026. */
export function fieldRegister(): Entry[] {
  const rows = stationRows();
  return [
    {
      title: "Station register",
      by: "wren",
      at: "2024-12-03",
      labels: ["stations", "reference", "register"],
      likes: ["anjali", "nyambura", "ilse"],
      files: [
        {
          name: "stations.csv",
          type: "text/csv",
          text: csv(rows),
          note: "Exported on 2 November 2026",
          by: "anjali",
          at: "2026-11-02",
          labels: ["register", "stations"],
          later: [
            {
              by: "owen",
              at: "2026-11-17",
              note: "After the two visits of 16 November",
              text: csv(rows.map((row, at) => (at < 2 ? row.with(HEAD.indexOf("Visited"), "2026-11-16") : row))),
            },
          ],
        },
      ],
      edits: [
        {
          by: "owen",
          at: "2026-11-02",
          note: "Two new stations, gauge zero unchanged everywhere else",
          now: "<strong>300</strong>",
          was: "<strong>298</strong>",
        },
      ],
      comments: [
        {
          by: "anjali",
          at: "2025-08-14",
          text: "Can this live in Deck and only there? Two registers means one is wrong.",
          replies: [
            { by: "wren", at: "2025-08-14", text: "When Deck works in a canyon without signal. I print this page." },
            { by: "owen", at: "2025-08-15", text: "Printed, laminated, in the truck. +1" },
          ],
        },
        {
          by: "ilse",
          at: "2026-03-05",
          text: "MOT-017: was gauge zero moved after the flood? The rating says yes, the register says no.",
          on: "zero",
          replies: [
            {
              by: "owen",
              at: "2026-03-06",
              text: "Not moved. The staff was. Photo and levelling in [[Levelling a staff gauge]].",
            },
          ],
          resolved: true,
        },
      ],
      body:
        doc`
All stations we install or look after: **300**. Whoever changes a ((zero|gauge zero)) writes it into the history of the station *and* phones the owner.
:::note
Machine-readable: [[^stations.csv]], separated by semicolons because Vienna wants it so.
:::
` + wideTable(rows),
    },
    {
      title: "Pictures of visits 2026",
      by: "owen",
      at: "2026-01-02",
      under: "Visit handbook",
      labels: ["pictures", "visits"],
      likes: ["lotte", "saskia", "wren"],
      files: Array.from({ length: 48 }, (_, i) => ({
        name: `visit-${String(i + 1).padStart(2, "0")}.png`,
        type: "image/png",
        base64: chartPng(`visit ${i}`),
        by: i % 3 === 0 ? "wren" : "owen",
        at: `2026-${String(1 + Math.floor(i / 5)).padStart(2, "0")}-${String(3 + ((i * 5) % 25)).padStart(2, "0")}`,
      })),
      comments: [
        {
          by: "lotte",
          at: "2026-04-15",
          text: "Number 12 goes on the calendar.",
          replies: [{ by: "owen", at: "2026-04-15", text: "That is the one where I had just fallen in." }],
        },
      ],
      body:
        doc`
One picture per visit, at least: the hydrograph on the Burrow's screen before we leave, so that everybody sees the station was alive.
` +
        m.table(
          Array.from({ length: 12 }, (_, y) =>
            Array.from({ length: 4 }, (_, x) => {
              const i = y * 4 + x;
              const row = rows[(i * 37) % rows.length] ?? [];
              return {
                blocks: m.image(`visit-${String(i + 1).padStart(2, "0")}.png`, {
                  width: 170,
                  original: [48, 32],
                  alt: `Hydrograph at ${row[0]}`,
                  caption: m.esc(`${row[0]}, ${row[1]} at ${row[2]}`),
                }),
              };
            }),
          ),
          { headerRow: false, layout: "wide", width: 960 },
        ),
    },
  ];
}
