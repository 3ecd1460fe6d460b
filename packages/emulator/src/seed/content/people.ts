import type { SeedGroup, SeedPerson } from "../seed-site.ts";

const person = (
  key: string,
  displayName: string,
  jobTitle: string,
  timeZone: string,
  accountId: string,
  active = true,
): SeedPerson => ({
  key,
  accountId,
  displayName,
  email: `${key}@rillmark.example`,
  jobTitle,
  timeZone,
  active,
});

export const people: SeedPerson[] = [
  person(
    "ilse",
    "Ilse Brandauer",
    "CEO and hydrologist",
    "Europe/Vienna",
    "712020:3f6c1a52-0b7e-4c19-9a44-51d0c8e2f701",
  ),
  person("mateus", "Mateus Quintela", "CTO", "Europe/Lisbon", "712020:9d20b7e4-65a1-4f3b-8c0e-7e1b42d95a02"),
  person("tomoko", "Tomoko Hayashida", "Head of Hardware", "Asia/Tokyo", "712020:1c8f40d9-27c3-4a6e-b5d1-09e7a3f6c803"),
  person("rafi", "Rafi Haddadin", "Firmware Lead", "Asia/Amman", "712020:b4e9316a-8d05-4b72-a3f8-c62d7f10e904"),
  person("wren", "Wren Calloway", "Head of Field Operations", "America/Denver", "5f3ab21c8e0d4700691c7e05"),
  person(
    "anjali",
    "Anjali Deshmukh",
    "Data Platform Lead",
    "Asia/Kolkata",
    "712020:62d7e0f5-41b8-4d2c-97a6-f38c05b1da06",
  ),
  person(
    "bruno",
    "Bruno Salgado",
    "Site Reliability Engineer",
    "Europe/Lisbon",
    "712020:e71a9c43-5f2d-4e80-8b16-2a9d64c7fb07",
  ),
  person(
    "nyambura",
    "Nyambura Kimathi",
    "Support Lead",
    "Africa/Nairobi",
    "712020:08b5d2f6-9e4c-4137-a2d8-b6f1e93c7a08",
  ),
  person(
    "lotte",
    "Lotte Verschueren",
    "People and Finance",
    "Europe/Brussels",
    "712020:d3f8175b-c0a6-49e2-8f74-1e5b9a2d6c09",
  ),
  person(
    "owen",
    "Owen Tamatea",
    "Field Engineer, Asia-Pacific",
    "Pacific/Auckland",
    "557058:a9c2e641-7b3f-4d58-b0e9-84f2d1637c10",
  ),
  person(
    "saskia",
    "Saskia Feldkirch",
    "Sales and Partners",
    "Europe/Berlin",
    "712020:47e0c9b8-1d6a-4f95-a8c3-5d2f7b08e611",
  ),
  person(
    "petr",
    "Petr Novotný",
    "Calibration Engineer (until March 2026)",
    "Europe/Prague",
    "557058:5d81f3a7-e2c9-4b04-96d5-0c7a4e9f1b12",
    false,
  ),
];

const everyone = people.map((one) => one.key);

export const groups: SeedGroup[] = [
  { name: "rillmark-all", members: everyone },
  { name: "site-admins", members: ["ilse", "mateus", "bruno"] },
  { name: "engineering", members: ["mateus", "tomoko", "rafi", "anjali", "bruno"] },
  { name: "field-ops", members: ["wren", "owen", "nyambura"] },
  { name: "calibration-lab", members: ["tomoko", "rafi", "petr"] },
  { name: "leadership", members: ["ilse", "mateus", "lotte", "wren"] },
  { name: "people-team", members: ["lotte", "ilse"] },
];

const accountIds = new Map(people.map((one) => [one.key, one.accountId]));

/** The account id of a person of the seed; throws for a handle that does not exist. */
export function accountIdOf(key: string): string {
  const id = accountIds.get(key);
  if (id === undefined) throw new Error(`The demo wiki has no person "${key}"`);
  return id;
}

export const isPerson = (key: string) => accountIds.has(key);

/** The key of a personal space: "~" and the account id without punctuation, as Cloud makes it. */
export const personalSpaceKey = (key: string) => `~${accountIdOf(key).replace(/[:-]/g, "")}`;
