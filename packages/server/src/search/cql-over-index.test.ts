import { describe, expect, test } from "vitest";
import type { IndexCqlAnswer } from "./cql-query.ts";
import { page, scope, viewer } from "./testing/documents.ts";
import { type Engine, engines } from "./testing/engines.ts";

const day = (date: string) => Date.parse(`${date}T12:00:00Z`);

const documents = [
  page("1", {
    title: "Release checklist",
    text: "Tag the build, then deploy the gateway to staging.",
    labels: ["release", "runbook"],
    author: { id: "ada", name: "Ada" },
    createdAt: day("2026-01-10"),
    modifiedAt: day("2026-03-04"),
    ancestors: [
      { id: "100", title: "Home" },
      { id: "101", title: "Ops" },
    ],
  }),
  page("2", {
    title: "Gateway rollback",
    text: "Rolling back the gateway takes a minute.",
    labels: ["runbook"],
    author: { id: "grace", name: "Grace" },
    createdAt: day("2026-02-10"),
    modifiedAt: day("2026-02-11"),
    ancestors: [{ id: "100", title: "Home" }],
  }),
  page("3", {
    title: "Release notes",
    kind: "blogpost",
    spaceId: "20",
    spaceKey: "NEWS",
    text: "What the release brings.",
    author: { id: "ada", name: "Ada" },
    createdAt: day("2026-03-01"),
    modifiedAt: day("2026-03-01"),
  }),
];

describe.each(engines)("$name: CQL", ({ use }: Engine) => {
  const answer = (cql: string, more: object = {}) =>
    use(async (index) => {
      await index.put(documents);
      return index.cql({ cql, ...scope(), ...more });
    });
  const ids = (found: IndexCqlAnswer) =>
    found.answered ? found.documents.map(({ documentId }) => documentId) : `cannot: ${found.field}`;

  test.each([
    ["space = eng", ["1", "2"]],
    ["space in (NEWS, HR)", ["3"]],
    ["space = ENG and space != NEWS and label = Release", ["1"]],
    ["type = blogpost", ["3"]],
    ["title = 'release NOTES'", ["3"]],
    ["title ~ release", ["1", "3"]],
    ["title ~ release and not label = runbook", ["3"]],
    ["text ~ 'deploy gateway'", ["1", "2"]],
    ["text ~ '+deploy +gateway'", ["1"]],
    ["text ~ 'gateway -rollback'", ["1"]],
    ["text ~ '\"gateway takes\"'", ["2"]],
    // Four words stand between the two.
    ["text ~ '\"back minute\"~4'", ["2"]],
    ["text ~ '\"back minute\"~3'", []],
    ["text ~ 'roll*'", ["2"]],
    ["text ~ 'gatewya~'", ["1", "2"]],
    ["text ~ '(staging OR minute) AND gateway'", ["1", "2"]],
    ["label in (release, other)", ["1"]],
    ["creator = ada", ["1", "3"]],
    ["creator = currentUser()", ["2"]],
    ["ancestor = 100", ["1", "2"]],
    ["parent = 101", ["1"]],
    ["id in (2, 3, 9)", ["2", "3"]],
    ["created = 2026-02-10", ["2"]],
    ["created >= 2026-02-10 and created < '2026-03-01'", ["2"]],
    ["lastmodified > '2026/03/01 11:00'", ["1", "3"]],
    // Page 3 was changed four days ago to the minute.
    ["lastmodified >= now('-4d')", ["1", "3"]],
    ["lastmodified > now('-4d')", ["1"]],
    ["label = release or label = runbook and space = ENG", ["1", "2"]],
  ])("%s", async (cql, expected) => {
    const now = day("2026-03-05");
    const found = await use(
      async (index) => {
        await index.put(documents);
        return index.cql({ cql, ...scope(), currentUser: "grace" });
      },
      { now: () => now },
    );
    expect([...(ids(found) as string[])].sort(), JSON.stringify(found)).toEqual(expected);
    expect(found).toMatchObject({ answered: true, total: expected.length });
  });

  test("the order asked for is kept, also page by page", async () => {
    expect(ids(await answer("type in (page, blogpost) order by created desc"))).toEqual(["3", "2", "1"]);
    expect(ids(await answer("type in (page, blogpost) order by title"))).toEqual(["2", "1", "3"]);
    expect(ids(await answer("type in (page, blogpost) order by space desc, created", { limit: 1, offset: 1 }))).toEqual(
      ["1"],
    );
  });

  test("without an order the best match comes first, else the last changed", async () => {
    expect(ids(await answer("text ~ 'gateway rollback'"))).toEqual(["2", "1"]);
    expect(ids(await answer("space = ENG"))).toEqual(["1", "2"]);
  });

  test.each([
    "watcher = ada",
    "macro = toc",
    "contributor = ada",
    "type = attachment",
    "space = currentSpace()",
    "creator = currentUser()",
    "text ~ 'a*'",
    "space.type = global",
    "id = 1 order by lastviewed",
  ])("what the index does not hold is said: %s", async (cql) => {
    const found = await answer(cql).catch((error: { code: string }) => error.code);
    if (found === "invalid_cql") return;
    expect(found).toMatchObject({ answered: false, field: expect.any(String), reason: expect.stringMatching(/\.$/) });
  });

  test("a query that is none is refused with its place", async () => {
    await expect(answer("space = ENG release")).rejects.toMatchObject({ code: "invalid_cql", details: { line: 1 } });
    await expect(answer("nosuchfield = 1")).rejects.toMatchObject({ code: "invalid_cql" });
  });

  test("space limits and restrictions hold whatever the query says", async () => {
    expect(ids(await answer("space = NEWS or space = ENG", { spaces: { only: ["NEWS"] } }))).toEqual(["3"]);
    const as = { sources: [{ sourceId: "conn_a", viewer: viewer("ada") }] };
    const found = await use(async (index) => {
      await index.put(documents.map((one) => ({ ...one, readRestrictions: [{ userIds: ["grace"], groupIds: [] }] })));
      return index.cql({ cql: "type = page or type != page", ...as });
    });
    expect(found).toEqual({ answered: true, documents: [], total: 0 });
  });
});
