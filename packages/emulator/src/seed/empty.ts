import type { SeedSite } from "./seed-site.ts";

/** A site with two people, one space and two pages: enough to connect to and to write into. */
export function emptySeed(name = "blank", owner?: SeedSite["people"][number]): SeedSite {
  const admin = owner ?? {
    key: "robin",
    accountId: "712020:5d0c1b1e-0000-4000-8000-000000000001",
    displayName: "Robin Castell",
    email: "robin@example.com",
    jobTitle: "Administrator",
    timeZone: "UTC",
    active: true,
  };
  const second = {
    key: "second",
    accountId: "712020:5d0c1b1e-0000-4000-8000-000000000002",
    displayName: "Sasha Devi",
    email: "sasha@example.com",
    jobTitle: "Writer",
    timeZone: "Europe/Berlin",
    active: true,
  };
  const page = (key: string, title: string, body: string, parent?: string): SeedSite["content"][number] => ({
    key,
    type: "page",
    space: "TEAM",
    ...(parent === undefined ? {} : { parent }),
    title,
    status: "current",
    body,
    author: admin.key,
    createdAt: "2026-01-12T09:00:00.000Z",
  });
  return {
    name,
    people: [admin, second],
    groups: [],
    spaces: [
      {
        key: "TEAM",
        name: "Team",
        type: "global",
        status: "current",
        description: "A space to write in",
        owner: admin.key,
        createdAt: "2026-01-12T09:00:00.000Z",
        labels: [],
        homepage: "home",
      },
    ],
    content: [
      page("home", "Team", "<p>Welcome. Write what your team should know.</p>"),
      page("first", "Getting started", "<p>Create a page, give it a title and save it.</p>", "home"),
    ],
  };
}
