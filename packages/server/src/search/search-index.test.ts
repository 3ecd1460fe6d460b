import { describe, expect, test } from "vitest";
import type { DocumentVersion } from "./document.ts";
import type { SearchIndex } from "./search-index.ts";
import { ask, page, scope, viewer } from "./testing/documents.ts";
import { type Engine, engines } from "./testing/engines.ts";

describe.each(engines)("$name: documents", ({ use }: Engine) => {
  test("what was put is found and can be read back whole", async () => {
    await use(async (index) => {
      const document = page("1", {
        title: "Deploying the gateway",
        author: { id: "u1", name: "Ada" },
        editors: [{ id: "u2", name: "Grace" }],
        labels: ["runbook"],
        ancestors: [{ id: "90", title: "Home" }],
        attachments: [{ fileName: "plan.pdf", mediaType: "application/pdf", size: 12, url: "/plan.pdf" }],
        readRestrictions: [{ userIds: ["u1"], groupIds: [] }],
        passages: [
          { headingPath: [], text: "How we deploy." },
          { headingPath: ["Steps", "Rollback"], anchor: "Rollback", text: "Rollback\nRun the rollback job." },
        ],
      });
      await index.put([document]);
      const { indexedAt, ...stored } = (await index.get("conn_a", "1")) ?? {};
      expect(stored).toEqual(document);
      expect(indexedAt).toBeGreaterThan(0);
      const [hit] = (await index.query(ask("rollback job"))).hits;
      expect(hit).toMatchObject({
        documentId: "1",
        title: "Deploying the gateway",
        headingPath: ["Steps", "Rollback"],
        url: "https://site.example/wiki/spaces/ENG/pages/1#Rollback",
        spaceKey: "ENG",
        author: { id: "u1", name: "Ada" },
        labels: ["runbook"],
      });
      expect(highlighted(hit)).toEqual(["Rollback", "rollback", "job"]);
    });
  });

  test("putting again replaces, removing removes, and neither leaves a trace in results", async () => {
    await use(async (index) => {
      await index.put([page("1", { text: "old walrus" }), page("2", { text: "other" })]);
      await index.put([page("1", { text: "new heron", version: 2 })]);
      expect(await ids(index, "walrus")).toEqual([]);
      expect(await ids(index, "heron")).toEqual(["1"]);
      expect(await index.remove("conn_a", ["1", "404"])).toBe(1);
      expect(await ids(index, "heron")).toEqual([]);
      expect((await index.stats()).documents).toBe(1);
    });
  });

  test("a batch is put whole or not at all", async () => {
    await use(async (index) => {
      const broken = { ...page("2", { text: "heron" }), title: undefined as unknown as string };
      await expect(index.put([page("1", { text: "heron" }), broken])).rejects.toThrow();
      expect(await ids(index, "heron")).toEqual([]);
    });
  });

  test("a removed source is gone at once, and its id can be used again", async () => {
    await use(async (index) => {
      await index.put(Array.from({ length: 250 }, (_, i) => page(String(i), { text: "walrus" })));
      await index.removeSource("conn_a");
      expect(await ids(index, "walrus")).toEqual([]);
      expect(await index.get("conn_a", "1")).toBeUndefined();
      await index.put([page("7", { text: "walrus again" })]);
      expect(await ids(index, "walrus")).toEqual(["7"]);
      expect((await versions(index)).map(({ id }) => id)).toEqual(["7"]);
      await expect.poll(async () => (await index.stats()).passages).toBe(1);
    });
  });

  test("versions are listed for a source and for one of its spaces", async () => {
    await use(async (index) => {
      await index.put([
        page("1", { version: 3, modifiedAt: 5, formatVersion: 2 }),
        page("2", { spaceId: "11" }),
        page("1", { sourceId: "conn_b" }),
      ]);
      expect(await versions(index)).toHaveLength(2);
      expect(await versions(index, "10")).toEqual([
        { id: "1", version: 3, modifiedAt: 5, spaceId: "10", formatVersion: 2 },
      ]);
    });
  });

  test("more versions than a batch are listed, each once", async () => {
    await use(async (index) => {
      await index.put(Array.from({ length: 2_300 }, (_, i) => page(String(i))));
      const listed = (await versions(index)).map(({ id }) => id);
      expect(new Set(listed).size).toBe(2_300);
      expect(listed).toHaveLength(2_300);
    });
  });

  test("a patch changes facts and keeps passages; labels and titles become searchable", async () => {
    await use(async (index) => {
      await index.put([page("1", { text: "walrus", labels: ["old"] })]);
      const changed = await index.patch("conn_a", [
        { id: "1", labels: ["seabirds"], title: "Heron", spaceKey: "OPS", ancestors: [{ id: "5", title: "Top" }] },
        { id: "404", labels: [] },
      ]);
      expect(changed).toBe(1);
      expect(await ids(index, "heron")).toEqual(["1"]);
      expect(await ids(index, "seabirds")).toEqual(["1"]);
      expect(
        await ids(index, "walrus", { filters: { labels: ["seabirds"], spaceKeys: ["OPS"], ancestorId: "5" } }),
      ).toEqual(["1"]);
      expect(await ids(index, "walrus", { filters: { labels: ["old"] } })).toEqual([]);
    });
  });

  test("a patch of restrictions alone counts at once", async () => {
    await use(async (index) => {
      await index.put([page("1", { text: "walrus" })]);
      const asAda = { sources: [{ sourceId: "conn_a", viewer: viewer("ada") }] };
      expect(await ids(index, "walrus", asAda)).toEqual(["1"]);
      await index.patch("conn_a", [{ id: "1", readRestrictions: [{ userIds: ["grace"], groupIds: [] }] }]);
      expect(await ids(index, "walrus", asAda)).toEqual([]);
    });
  });

  test("the last changed are listed, the newest first, from a time on", async () => {
    await use(async (index) => {
      await index.put([1, 3, 2].map((day) => page(String(day), { modifiedAt: day * 1_000, text: "walrus" })));
      const recent = await index.recent({ ...scope(), since: 2_000 });
      expect(recent.map(({ documentId }) => documentId)).toEqual(["3", "2"]);
      expect(recent[0]?.excerpt).toBe("walrus");
    });
  });

  test("related documents share what is rare, and the document itself is not among them", async () => {
    await use(async (index) => {
      await index.put([
        page("1", { title: "Walrus diet", text: "A walrus eats clams at sea." }),
        page("2", { title: "Clams", text: "Clams are eaten by the walrus." }),
        page("3", { title: "Deploying", text: "Roll the gateway out at night." }),
        page("4", { title: "Sea", text: "The sea at night." }),
      ]);
      const related = (await index.related("conn_a", "1", scope())) ?? [];
      expect(related[0]?.documentId).toBe("2");
      expect(related.map(({ documentId }) => documentId)).not.toContain("1");
      expect(related.map(({ documentId }) => documentId)).not.toContain("3");
      expect(await index.related("conn_a", "404", scope())).toBeUndefined();
    });
  });

  test("stats count documents by source and space", async () => {
    await use(async (index) => {
      await index.put([
        page("1", { text: "x y" }),
        page("2", { spaceId: "11", spaceKey: "OPS" }),
        page("3", { sourceId: "b" }),
      ]);
      expect(await index.stats()).toMatchObject({
        documents: 3,
        passages: 1,
        sources: [
          { sourceId: "b", documents: 1 },
          {
            sourceId: "conn_a",
            documents: 2,
            spaces: [
              { key: "ENG", documents: 1 },
              { key: "OPS", documents: 1 },
            ],
          },
        ],
      });
    });
  });
});

async function ids(index: SearchIndex, text: string, more = {}): Promise<string[]> {
  return (await index.query(ask(text, more))).hits.map(({ documentId }) => documentId);
}

async function versions(index: SearchIndex, spaceId?: string) {
  const found: DocumentVersion[] = [];
  for await (const version of index.versions("conn_a", spaceId)) found.push(version);
  return found;
}

const highlighted = (hit: { snippet: string; highlights: [number, number][] } | undefined) =>
  hit?.highlights.map(([start, end]) => hit.snippet.slice(start, end));
