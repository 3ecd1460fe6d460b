import type { SeedSpace } from "../seed-site.ts";
import { keyOf } from "./entry.ts";
import { personalSpaceKey } from "./people.ts";

type SpaceLine = Omit<SeedSpace, "homepage" | "labels" | "type" | "status"> &
  Partial<Pick<SeedSpace, "labels" | "type" | "status">> & { home: string };

const space = ({ home, ...line }: SpaceLine): SeedSpace => ({
  type: "global",
  status: "current",
  labels: [],
  ...line,
  homepage: keyOf(line.key, home),
});

export const ANJALI = personalSpaceKey("anjali");
export const OWEN = personalSpaceKey("owen");

export const spaces: SeedSpace[] = [
  space({
    key: "HQ",
    name: "Rillmark Home",
    description: "Where the company writes down what concerns all of us: plans, policies, offices, words we use.",
    owner: "ilse",
    createdAt: "2024-11-20T08:00:00.000Z",
    labels: ["company"],
    home: "Rillmark Home",
    properties: { "review-cycle": { weeks: 12, next: "2027-01-11" } },
  }),
  space({
    key: "ENG",
    name: "Engineering",
    description: "Headwater, its services and the people on call for them.",
    owner: "mateus",
    createdAt: "2024-11-20T09:10:00.000Z",
    labels: ["headwater", "software"],
    home: "Engineering",
  }),
  space({
    key: "HW",
    name: "Instruments",
    description: "Gauges, sondes, loggers, their firmware and the Gauge Lab.",
    owner: "tomoko",
    createdAt: "2024-11-21T01:30:00.000Z",
    labels: ["hardware", "firmware"],
    home: "Instruments",
  }),
  space({
    key: "FIELD",
    name: "Field Operations",
    description: "Stations, visits, safety, spare parts and boats.",
    owner: "wren",
    createdAt: "2024-11-22T16:00:00.000Z",
    labels: ["field"],
    home: "Field Operations",
  }),
  space({
    key: "SALES",
    name: "Sales and Partners",
    description: "Price book, tenders, partners and what customers tell us.",
    owner: "saskia",
    createdAt: "2024-12-02T10:00:00.000Z",
    labels: [],
    home: "Sales and Partners",
  }),
  space({
    key: "HELP",
    name: "Support Knowledge Base",
    type: "knowledge_base",
    description: "Answers for customers and for whoever has the support phone.",
    owner: "nyambura",
    createdAt: "2024-11-25T07:00:00.000Z",
    labels: ["support"],
    home: "Support Knowledge Base",
  }),
  space({
    key: "DOCS",
    name: "Headwater Documentation",
    type: "knowledge_base",
    description: "The public manual of Headwater, kept here and published every Thursday.",
    owner: "anjali",
    createdAt: "2024-12-09T05:00:00.000Z",
    labels: ["headwater", "public"],
    home: "Headwater Documentation",
  }),
  space({
    key: "RAPIDS",
    name: "Project Rapids",
    type: "collaboration",
    description:
      "Flood warnings within two minutes: the pilot with Wasserverband Oberinn and Motukawa Regional Council.",
    owner: "wren",
    createdAt: "2026-01-08T15:00:00.000Z",
    labels: ["pilot"],
    home: "Project Rapids",
  }),
  space({
    key: "PEOPLE",
    name: "People (confidential)",
    description: "Pay, reviews and contracts. Only the people team and leadership can see this space.",
    owner: "lotte",
    createdAt: "2024-12-03T08:30:00.000Z",
    labels: ["confidential"],
    home: "People (confidential)",
    visibleTo: { groups: ["people-team", "leadership"] },
  }),
  space({
    key: "G1",
    name: "Gauge One (closed)",
    status: "archived",
    description: "The programme that built our first gauge, 2014 to 2019. Kept for the warranty files.",
    owner: "tomoko",
    createdAt: "2024-11-20T12:00:00.000Z",
    labels: ["legacy"],
    home: "Gauge One",
  }),
  space({
    key: ANJALI,
    name: "Anjali Deshmukh",
    type: "personal",
    description: "",
    owner: "anjali",
    createdAt: "2025-01-06T04:30:00.000Z",
    home: "Anjali's desk",
  }),
  space({
    key: OWEN,
    name: "Owen Tamatea",
    type: "personal",
    description: "",
    owner: "owen",
    createdAt: "2025-02-11T20:00:00.000Z",
    home: "Owen's notebook",
  }),
];
