import { expect, it } from "vitest";
import { filterRows } from "./filter-rows.ts";

/** A site on which content has one label each, and what was asked of it. */
function siteWith(inUse: ReadonlySet<string>) {
  const asked: string[][] = [];
  const search = async (cql: string) => {
    const names = [...cql.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
    asked.push(names);
    // As a page of results: not all that there is.
    const found = names.filter((name) => inUse.has(name)).slice(0, 20);
    return { results: found.map((id) => ({ metadata: { labels: { results: [{ id }] } } })) };
  };
  const looking = { search } as unknown as Parameters<typeof filterRows>[2];
  return { asked, looking };
}

it("shows the labels that are in use within reach, and asks for some at a time: an address has its limits", async () => {
  const results = Array.from({ length: 250 }, (_, i) => ({ id: `label-${i}`, name: `label-${i}` }));
  const inUse = new Set(results.filter((_, i) => i % 3 === 0 && (i < 100 || i > 199)).map(({ id }) => id));
  const { asked, looking } = siteWith(inUse);
  const answer = await filterRows({ results }, "labels", looking);
  expect(answer).toEqual({ results: results.filter(({ id }) => inUse.has(id)) });
  expect(Math.max(...asked.map((names) => names.length))).toBe(50);
  expect(asked.length).toBeLessThan(20);
});
