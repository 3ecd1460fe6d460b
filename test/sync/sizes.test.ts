import type { SeedSite } from "@tributary/emulator";
import { afterEach, describe, expect, it } from "vitest";
import { openSynced, type Synced } from "./open-synced.ts";

let synced: Synced | undefined;
afterEach(async () => {
  await synced?.close();
  synced = undefined;
});

const day = "2026-01-12T09:00:00.000Z";

function siteOf(pages: { title: string; body: string }[]): SeedSite {
  const page = (key: string, title: string, body: string, parent?: string): SeedSite["content"][number] => ({
    key,
    type: "page",
    space: "BIG",
    ...(parent !== undefined && { parent }),
    title,
    status: "current",
    body,
    author: "robin",
    createdAt: day,
  });
  return {
    name: "big",
    people: [
      {
        key: "robin",
        accountId: "712020:5d0c1b1e-0000-4000-8000-000000000009",
        displayName: "Robin Castell",
        email: "robin@example.com",
        jobTitle: "Writer",
        timeZone: "UTC",
        active: true,
      },
    ],
    groups: [],
    spaces: [
      {
        key: "BIG",
        name: "Big",
        type: "global",
        status: "current",
        description: "",
        owner: "robin",
        createdAt: day,
        labels: [],
        homepage: "home",
      },
    ],
    content: [
      page("home", "Home", "<p>Home.</p>"),
      ...pages.map(({ title, body }, at) => page(`page-${at}`, title, body, "home")),
    ],
  };
}

describe("what is very large", () => {
  it("is found like everything else: a page of 5 MB, and one with 100,000 table cells", async () => {
    const words = "the river rises where meltwater gathers under old ice ";
    const paragraph = `<p>${words.repeat(90)}</p>`;
    const long = `${paragraph.repeat(Math.ceil((5 * 1024 * 1024) / paragraph.length))}<h2>The end</h2><p>Okapi stands here.</p>`;
    const row = (at: number) =>
      `<tr>${Array.from({ length: 100 }, (_, n) => `<td><p>c${at}x${n}</p></td>`).join("")}</tr>`;
    const cells = `<table><tbody>${Array.from({ length: 1_000 }, (_, at) => row(at)).join("")}</tbody></table>`;
    const small = Array.from({ length: 300 }, (_, at) => ({ title: `Small ${at}`, body: `<p>Small page ${at}.</p>` }));
    const site = await openSynced({
      seed: siteOf([{ title: "Five megabytes", body: long }, { title: "Cells", body: cells }, ...small]),
      waiting: false,
    });
    synced = site;
    const { report } = await site.ended();
    expect(report).toMatchObject({ error: null, failed: 0, added: 303 });
    expect((await site.search("okapi")).map(({ title }) => title)).toEqual(["Five megabytes"]);
    expect((await site.search("c999x99")).map(({ title }) => title)).toEqual(["Cells"]);
  }, 60_000);

  it("is a space with 50,000 pages under one", async () => {
    const pages = Array.from({ length: 50_000 }, (_, at) => ({
      title: `Child ${at}`,
      body: `<p>Numbat ${at} digs.</p>`,
    }));
    const site = await openSynced({ seed: siteOf(pages), waiting: false });
    synced = site;
    const { report } = await site.ended();
    expect(report).toMatchObject({ error: null, failed: 0, added: 50_001 });
    expect(report.requests).toBeLessThan(50_000 / 250 + 50_000 / 200 + 20);
    await site.edit("Child 777", { body: "<p>Bilby.</p>" });
    const counts = await site.requests(() => site.sync());
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(10);
    expect((await site.search("bilby")).map(({ title }) => title)).toEqual(["Child 777"]);
  }, 180_000);
});
