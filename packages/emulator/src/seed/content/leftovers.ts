import type { Entry } from "./entry.ts";
import { doc } from "./notation.ts";

/** Drafts and trash of Engineering and Instruments: what every grown wiki also holds. */
export const engineeringLeftovers = (): Entry[] => [
  {
    title: "ADR-017: Second region in Frankfurt",
    by: "bruno",
    at: "2026-11-16",
    under: "Architecture decisions",
    status: "draft",
    labels: ["adr"],
    body: doc`
## What hurts
On 2 July everything was in one building, again.
## Considered
To do.
`,
  },
  {
    title: "Sluice",
    key: "eng/sluice-old",
    by: "mateus",
    at: "2024-11-21",
    status: "trashed",
    labels: ["service"],
    body: doc`
First try of this page, replaced by the one under [[Services]]. MQTT broker, one machine, 140 devices.
`,
  },
  {
    title: "Test page please ignore",
    by: "bruno",
    at: "2025-01-09",
    status: "trashed",
    body: doc`
asdf {{asdf}} **asdf**
`,
  },
];

export const instrumentLeftovers = (): Entry[] => [
  {
    title: "Kingfisher data sheet",
    by: "tomoko",
    at: "2025-08-11",
    under: "Product line",
    status: "trashed",
    labels: ["data-sheet"],
    body: doc`
Name taken by a brewery; see [[HQ:Brand and tone]]. The instrument is called Burrow 5 now and is no bird.
`,
  },
  {
    title: "Otter 2 Japanese certificate",
    by: "tomoko",
    at: "2026-11-09",
    under: "Product line",
    status: "draft",
    labels: ["otter", "certification"],
    body: doc`
型式承認の必要書類。 Documents for the type approval, due {2026-12-11}:
[x] 回路図 circuit diagram
[x] 校正手順 calibration procedure
[ ] 試験成績書 test report, needs one week of chamber
[ ] 取扱説明書 manual, translation by me, proof-read by Sasaki-san
`,
  },
];
