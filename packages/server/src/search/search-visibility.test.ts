import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadRestriction, SearchDocument } from "./document.ts";
import type { SearchScope, SourceScope, SpaceLimit, Viewer } from "./query.ts";
import { mayRead } from "./read-restrictions.ts";
import { ask, page, viewer } from "./testing/documents.ts";
import { type Engine, engines } from "./testing/engines.ts";

const only = (userIds: string[], groupIds: string[] = []): ReadRestriction => ({ userIds, groupIds });

describe.each(engines)("$name: who sees what", ({ use }: Engine) => {
  const seenBy = async (document: Partial<SearchDocument>, as: Viewer) =>
    use(async (index) => {
      await index.put([page("1", { text: "walrus", ...document })]);
      return (await index.query(ask("walrus", { sources: [{ sourceId: "conn_a", viewer: as }] }))).hits.length === 1;
    });

  test("a page without restrictions is seen by everyone with the source", async () => {
    expect(await seenBy({}, viewer("ada"))).toBe(true);
  });

  test("every restriction on the way down has to be passed, not the nearest alone", async () => {
    const readRestrictions = [only(["ada", "grace"]), only(["grace", "linus"])];
    expect(await seenBy({ readRestrictions }, viewer("grace"))).toBe(true);
    expect(await seenBy({ readRestrictions }, viewer("ada"))).toBe(false);
    expect(await seenBy({ readRestrictions }, viewer("linus"))).toBe(false);
  });

  test("a group passes as a person does", async () => {
    expect(await seenBy({ readRestrictions: [only(["x"], ["staff"])] }, viewer("ada", "staff"))).toBe(true);
    expect(await seenBy({ readRestrictions: [only([], ["staff"])] }, viewer("ada", "guests"))).toBe(false);
    // Names of people and groups are different things.
    expect(await seenBy({ readRestrictions: [only(["staff"])] }, viewer("ada", "staff"))).toBe(false);
  });

  test("an empty restriction inherits, it does not lock", async () => {
    expect(await seenBy({ readRestrictions: [only([])] }, viewer("ada"))).toBe(true);
    expect(await seenBy({ readRestrictions: [only([]), only(["grace"])] }, viewer("ada"))).toBe(false);
  });

  test("an unknown chain hides the page from all but the account that fetched it", async () => {
    expect(await seenBy({ readRestrictions: "unknown" }, viewer("ada"))).toBe(false);
    expect(await seenBy({ readRestrictions: "unknown" }, "all")).toBe(true);
  });

  test("nothing outside the named sources is found, and no source is nothing", async () => {
    await use(async (index) => {
      await index.put([page("1", { text: "walrus" }), page("2", { sourceId: "conn_b", text: "walrus" })]);
      const found = async (...sources: SourceScope[]) => (await index.query(ask("walrus", { sources }))).hits.length;
      expect(await found()).toBe(0);
      expect(await found({ sourceId: "conn_c", viewer: "all" })).toBe(0);
      expect(await found({ sourceId: "conn_b", viewer: viewer("ada") })).toBe(1);
      expect(await found({ sourceId: "conn_b", viewer: "all" }, { sourceId: "conn_a", viewer: "all" })).toBe(2);
    });
  });

  test("space limits go by id or key, in any case", async () => {
    await use(async (index) => {
      await index.put([
        page("1", { text: "walrus" }),
        page("2", { text: "walrus", spaceId: "20", spaceKey: "HR" }),
        { ...withoutSpace(page("3", { text: "walrus" })) },
      ]);
      const found = async (spaces: SpaceLimit) =>
        (await index.query(ask("walrus", { spaces }))).hits.map(({ documentId }) => documentId).sort();
      expect(await found({ only: ["eng"] })).toEqual(["1"]);
      expect(await found({ only: ["20"] })).toEqual(["2"]);
      expect(await found({ only: [] })).toEqual([]);
      expect(await found({ except: ["Hr"] })).toEqual(["1", "3"]);
      expect(await found({ except: ["20", "ENG"] })).toEqual(["3"]);
      expect(await found({ only: ["ENG", "HR"], except: ["HR"] })).toEqual(["1"]);
      await index.put([page("4", { text: "walrus", spaceId: "30", spaceKey: "~ada" })]);
      expect(await found({ withoutPersonal: true })).toEqual(["1", "2", "3"]);
      expect(await found({ except: ["ENG"], withoutPersonal: true })).toEqual(["2", "3"]);
      expect(await found({})).toEqual(["1", "2", "3", "4"]);
    });
  });

  test("hidden pages fill no place of a page of results", async () => {
    await use(async (index) => {
      const hidden = Array.from({ length: 400 }, (_, i) =>
        page(`h${i}`, { title: "Walrus", text: "walrus walrus", readRestrictions: [only(["grace"])] }),
      );
      const open = Array.from({ length: 10 }, (_, i) => page(`o${i}`, { text: `a walrus among the other words ${i}` }));
      await index.put([...hidden, ...open]);
      const { hits, total } = await index.query(
        ask("walrus", { sources: [{ sourceId: "conn_a", viewer: viewer("ada") }], countTotal: true }),
      );
      expect(hits).toHaveLength(10);
      expect(total).toBe(10);
    });
  });

  test("suggestions, related pages and recent changes give nothing hidden away", async () => {
    await use(async (index) => {
      await index.put([
        page("secret", { title: "Merger", text: "The acquisition of Walrussia.", readRestrictions: [only(["grace"])] }),
        page("open", { title: "Gateway", text: "The acquisition plan." }),
      ]);
      const as = (who: string): SearchScope => ({ sources: [{ sourceId: "conn_a", viewer: viewer(who) }] });
      expect((await index.query({ text: "walrusia", ...as("grace") })).didYouMean).toBe("walrussia");
      expect((await index.query({ text: "walrusia", ...as("ada") })).didYouMean).toBeUndefined();
      // A word that only hidden pages hold is as unknown as one that none holds.
      await index.put([page("also", { text: "Walrussian clams." })]);
      const hiddenWord = await index.query({ text: "walrussia", ...as("ada") });
      const noWord = await index.query({ text: "walrussiu", ...as("ada") });
      expect(hiddenWord.didYouMean).toBe(noWord.didYouMean);
      expect((await index.related("conn_a", "open", as("ada")))?.map(({ documentId }) => documentId)).not.toContain(
        "secret",
      );
      expect(await index.related("conn_a", "secret", as("ada"))).toBeUndefined();
      expect((await index.recent(as("ada"))).map(({ documentId }) => documentId)).not.toContain("secret");
      const cql = await index.cql({ cql: "title = Merger", ...as("ada") });
      expect(cql).toEqual({ answered: true, documents: [], total: 0 });
    });
  });

  test("no score depends on whether a hidden page holds a word", async () => {
    const scores = (hidden: string) =>
      use(async (index) => {
        await index.put([
          page("open", { title: "Gateway plan", text: "The gateway of the plan." }),
          page("secret", { text: hidden, readRestrictions: [only(["grace"])] }),
        ]);
        const sources = [{ sourceId: "conn_a", viewer: viewer("ada") }];
        return (await index.query(ask("gateway plan walrussia", { sources, recencyBoost: 0 }))).hits.map(
          ({ score }) => score,
        );
      });
    expect(await scores("walrussia")).toEqual(await scores("another"));
    expect(await scores("walrussia")).toHaveLength(1);
  });

  test("whatever the chains and readers, exactly what may be read is found", async () => {
    const names = fc.subarray(["a", "b", "c"]);
    const chain = fc.oneof(
      { weight: 9, arbitrary: fc.array(fc.record({ userIds: names, groupIds: names }), { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant("unknown" as const) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(chain, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("a", "b", "z"),
        names,
        async (chains, accountId, groupIds) => {
          await use(async (index) => {
            await index.put(chains.map((readRestrictions, i) => page(String(i), { text: "walrus", readRestrictions })));
            const as = { accountId, groupIds };
            const sources = [{ sourceId: "conn_a", viewer: as }];
            const { hits, total } = await index.query(ask("walrus", { sources, limit: 50, countTotal: true }));
            const expected = chains.flatMap((one, i) => (mayRead(one, as) ? [String(i)] : []));
            expect(hits.map(({ documentId }) => documentId).sort()).toEqual(expected.sort());
            expect(total).toBe(expected.length);
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});

function withoutSpace({ spaceId: _, spaceKey: __, spaceName: ___, ...document }: SearchDocument): SearchDocument {
  return document;
}
