import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchDocument } from "./document.ts";
import type { SearchIndex } from "./search-index.ts";
import { ask, page, scope } from "./testing/documents.ts";
import { type Engine, engines } from "./testing/engines.ts";

describe.each(engines)("$name: queries", ({ use }: Engine) => {
  const withTexts = (
    texts: Record<string, string>,
    work: (found: (text: string, more?: object) => Promise<string[]>) => Promise<void>,
  ) =>
    use(async (index) => {
      await index.put(Object.entries(texts).map(([id, text]) => page(id, { text })));
      await work(async (text, more = {}) =>
        (await index.query(ask(text, more))).hits.map(({ documentId }) => documentId),
      );
    });

  test("a question finds what holds only some of its words, the fullest match first", async () => {
    const texts = {
      "1": "Reset your password on the account page.",
      "2": "The account page shows your plan.",
      "3": "Herons eat fish.",
    };
    await withTexts(texts, async (found) => {
      expect(await found("How do I reset the password of my account?")).toEqual(["1", "2"]);
    });
  });

  test("words are found in their other forms", async () => {
    await withTexts({ "1": "We deployed it.", "2": "Deploying takes long.", "3": "Employees." }, async (found) => {
      expect((await found("deployments")).sort()).toEqual(["1", "2"]);
    });
  });

  test("a name written in one with its number is found where they stand apart, unless a document writes it so", async () => {
    const texts = { "1": "The Otter 2 has a new pump.", "2": "The Otter 3.", "3": "Keep 14 days.", "4": "The heron7." };
    await withTexts({ ...texts, "5": "Heron 7", "6": "a 3 f 9 abc" }, async (found) => {
      expect((await found("otter2 pump"))[0]).toBe("1");
      expect((await found("OTTER3"))[0]).toBe("2");
      expect((await found("14days"))[0]).toBe("3");
      expect(await found("heron7")).toEqual(["4"]);
      expect(await found("3f9abc")).toEqual([]);
    });
  });

  test("what a question says again counts for more", async () => {
    const texts = { "1": "heron gateway", "2": "gateway rollback", "3": "rollback heron", "4": "heron rollback nest" };
    await withTexts({ ...texts, "5": "osprey", "6": "badger" }, async (found) => {
      expect((await found("gateway osprey badger badger")).slice(0, 2)).toEqual(["6", "5"]);
      expect((await found("gateway osprey badger osprey")).slice(0, 2)).toEqual(["5", "6"]);
    });
  });

  test("a match in the title goes before the same in the text", async () => {
    await use(async (index) => {
      await index.put([
        page("1", { title: "Notes", text: "Something about the rollback of a release." }),
        page("2", { title: "Rollback", text: "Something about the gateway and a release." }),
      ]);
      expect(await ids(index, "rollback")).toEqual(["2", "1"]);
    });
  });

  test("a quoted phrase has to stand there word for word", async () => {
    const texts = {
      "1": "A blue green deployment.",
      "2": "A green blue deployment.",
      "3": "Blue, green\ndeployments.",
      "4": "blue and green",
    };
    await withTexts(texts, async (found) => {
      expect(await found('"blue green"')).toEqual(expect.arrayContaining(["1", "3"]));
      expect(await found('"blue green"')).toHaveLength(2);
      expect(await found('"blue green deployment"')).toEqual(["1"]);
      expect(await found("“green blue” gateway")).toEqual(["2"]);
      expect(await found('"blue gateway"')).toEqual([]);
    });
  });

  test("a phrase in a script without spaces is found within any run of it", async () => {
    const texts = {
      "1": "東京都は大きい。",
      "2": "京都と大阪は東にない。",
      "3": "サーバーAPIの仕様",
      "4": "กรุงเทพมหานคร",
    };
    await withTexts(texts, async (found) => {
      expect(await found('"東京"')).toEqual(["1"]);
      expect((await found('"京都"')).sort()).toEqual(["1", "2"]);
      expect(await found('"都は大"')).toEqual(["1"]);
      expect(await found('"東京は大きい"')).toEqual([]);
      expect(await found('"サーバー"')).toEqual(["3"]);
      expect(await found('"APIの仕様"')).toEqual(["3"]);
      expect(await found('"เทพ"')).toEqual(["4"]);
    });
    await use(async (index) => {
      await index.put([page("1", { title: "東京都の案内" }), page("2", { title: "京都" })]);
      expect(await ids(index, "", { filters: { title: "東京" } })).toEqual(["1"]);
      const answered = await index.cql({ cql: "title ~ '東京'", ...scope() });
      expect(answered).toMatchObject({ answered: true, total: 1 });
    });
  });

  test("what a question quotes leaves nothing out, and puts what holds it first", async () => {
    const texts = {
      "1": "Green herons nest late, and the blue ones too.",
      "2": "Blue herons nest in the north, and nest late.",
      "3": "Otters.",
    };
    await withTexts(texts, async (found) => {
      expect(await found('When do "blue herons" nest?')).toEqual(["2", "1"]);
      expect(await found("Quand nichent les « herons late » ?")).toHaveLength(2);
      expect(await found("Wann nisten „blaue herons“?")).toHaveLength(2);
      expect(await found('"When do the grey herons nest?"')).toHaveLength(2);
      expect(await found('"blue herons" nest')).toEqual(["2"]);
      expect(await found('"blue herons?" nest')).toEqual(["2"]);
    });
  });

  test("words that hold a question together count little in other languages, too, and still find alone", async () => {
    const texts = {
      "1": "Wie wird das wohl, und warum?",
      "2": "Das Gateway startet neu.",
      "3": "Das Gateway ruht.",
      "4": "Das Gateway wartet.",
      "5": "Die Reiher nisten.",
    };
    await withTexts(texts, async (found) => {
      expect((await found("Warum wird das Gateway neu gestartet?"))[0]).toBe("2");
      expect((await found("Wie und warum wird das?"))[0]).toBe("1");
      expect((await found("Warum und wie ruht das Gateway?"))[0]).toBe("3");
    });
  });

  test("phrases that only look alike by their stems do not use up the page", async () => {
    const alike = Array.from({ length: 300 }, (_, i) =>
      page(`a${i}`, { title: "x", text: "connecting errors connecting errors" }),
    );
    await use(async (index) => {
      await index.put([
        ...alike,
        page("1", { title: "x", text: "some words before connected error and many words after it" }),
      ]);
      expect(await ids(index, '"connected error"')).toEqual(["1"]);
    });
  });

  test("identifiers are found whole and by part, in any spelling", async () => {
    const texts = {
      "1": "Call getUserName() first.",
      "2": "The field get_user_name is text.",
      "3": "Restart user-service now.",
      "4": "Set app.config.maxRetries to 3.",
      "5": "Nothing of the kind.",
    };
    await withTexts(texts, async (found) => {
      for (const spelling of ["getUserName", "get_user_name", "getusername", "GET-USER-NAME"]) {
        expect((await found(spelling)).slice(0, 2).sort(), spelling).toEqual(["1", "2"]);
      }
      expect((await found("user name")).sort()).toEqual(["1", "2", "3"]);
      expect(await found("userservice")).toEqual(["3"]);
      expect((await found("user_service"))[0]).toBe("3");
      expect(await found("retries")).toEqual(["4"]);
      expect(await found("app.config.maxRetries")).toEqual(["4"]);
    });
  });

  test("version numbers, C# and C++ are found as they are", async () => {
    await withTexts(
      { "1": "Needs 1.12 or later", "2": "Needs 11.2 or later", "3": "Written in C#", "4": "Written in C++" },
      async (found) => {
        expect((await found("1.12"))[0]).toBe("1");
        expect((await found("11.2"))[0]).toBe("2");
        expect((await found("C#"))[0]).toBe("3");
        expect((await found("c++"))[0]).toBe("4");
      },
    );
  });

  test("case, accents and compatibility forms do not matter", async () => {
    await withTexts(
      { "1": "Über die Größe", "2": "naïve café", "3": "ＦＵＬＬ width", "4": "ÅNGSTRÖM" },
      async (found) => {
        expect(await found("uber grosse")).toEqual(["1"]);
        expect(await found("GRÖSSE")).toEqual(["1"]);
        expect(await found("Cafe")).toEqual(["2"]);
        expect(await found("full")).toEqual(["3"]);
        expect(await found("angstrom")).toEqual(["4"]);
      },
    );
  });

  test("scripts without spaces are found by any word in them", async () => {
    const texts = { "1": "東京都の天気は晴れです。", "2": "京都の寺。", "3": "データベースの設定", "4": "ภาษาไทยง่าย" };
    await withTexts(texts, async (found) => {
      expect((await found("東京"))[0]).toBe("1");
      expect(await found("設定")).toEqual(["3"]);
      expect(await found("データベース")).toEqual(["3"]);
      expect(await found("ไทย")).toEqual(["4"]);
      expect((await found("京都の寺"))[0]).toBe("2");
    });
  });

  test("stop words alone are still looked for", async () => {
    await withTexts({ "1": "To be or not to be.", "2": "Herons." }, async (found) => {
      expect(await found("to be or not to be")).toEqual(["1"]);
      expect(await found("the of")).toEqual([]);
    });
  });

  test("common words count too, where a rarer one finds", async () => {
    const many = Array.from({ length: 3_000 }, (_, i) =>
      page(`p${i}`, { title: "Note", text: `gateway note number${i}` }),
    );
    await use(async (index) => {
      await index.put([...many, page("1", { text: "gateway walrus" }), page("2", { text: "walrus of the sea" })]);
      expect((await ids(index, "gateway walrus")).slice(0, 2)).toEqual(["1", "2"]);
      expect(await ids(index, "gateway walrus")).toHaveLength(10);
      expect(await ids(index, "gateway", { limit: 25 })).toHaveLength(25);
      expect((await index.query(ask("gateway", { countTotal: true }))).total).toBe(3_001);
    });
  });

  test("pages of results neither repeat nor skip", async () => {
    await use(async (index) => {
      await index.put(
        Array.from({ length: 120 }, (_, i) => page(String(i), { text: `walrus ${"sea ".repeat(i % 13)} word${i}` })),
      );
      const seen: string[] = [];
      for (let offset = 0; offset < 120; offset += 10) seen.push(...(await ids(index, "walrus sea", { offset })));
      expect(new Set(seen).size).toBe(120);
    });
  });

  test("paging on ends, however far it goes", async () => {
    await use(async (index) => {
      const all = Array.from({ length: 1_250 }, (_, i) => page(String(i), { text: "walrus", labels: ["sea"] }));
      await index.put(all);
      const cql = async (offset: number) => {
        const answer = await index.cql({ cql: "label = sea", ...scope(), limit: 100, offset });
        return answer.answered ? answer.documents.map(({ documentId }) => documentId) : [];
      };
      const recent = async (offset: number) =>
        (await index.recent({ ...scope(), limit: 100, offset })).map(({ documentId }) => documentId);
      const words = (offset: number) => ids(index, "walrus", { limit: 100, offset });
      const listed = (offset: number) => ids(index, "?", { limit: 100, offset, filters: { labels: ["sea"] } });
      for (const read of [cql, recent, words, listed]) {
        const seen: string[] = [];
        for (let offset = 0; offset < 1_300; offset += 100) seen.push(...(await read(offset)));
        expect([seen.length, new Set(seen).size]).toEqual([1_250, 1_250]);
        expect(await read(5_000)).toEqual([]);
      }
      const counted = await index.query(ask("?", { filters: { labels: ["sea"] }, countTotal: true, limit: 1 }));
      expect(counted.total).toBe(1_250);
      expect((await index.query({ text: "walrus", sources: [], countTotal: true })).total).toBe(0);
    });
  });

  test("a soft hyphen is no part of a word", async () => {
    await withTexts({ "1": "The Donau\u00addampf\u00adschiff sails." }, async (found) => {
      expect(await found("donaudampfschiff")).toEqual(["1"]);
      expect(await found('"Donaudampf\u00adschiff sails"')).toEqual(["1"]);
    });
  });

  test("as one types, the last word is a beginning", async () => {
    await withTexts({ "1": "Configuration of the gateway", "2": "Herons" }, async (found) => {
      expect(await found("gateway confi", { prefix: true })).toEqual(["1"]);
      expect(await found("configura", { prefix: true })).toEqual(["1"]);
      expect(await found("configura")).toEqual([]);
    });
  });

  test("an unknown word is answered with the nearest known one", async () => {
    await use(async (index) => {
      await index.put([
        page("1", { title: "Deployment", text: "The gateway deployment." }),
        page("2", { text: "Herons." }),
      ]);
      expect((await index.query(ask("gatewya deplyoment"))).didYouMean).toBe("gateway deployment");
      expect((await index.query(ask("gateway deployment"))).didYouMean).toBeUndefined();
      expect((await index.query(ask("zzzzqqqq"))).didYouMean).toBeUndefined();
    });
  });

  test("filters narrow before the best are chosen", async () => {
    const noise = Array.from({ length: 200 }, (_, i) =>
      page(`n${i}`, { title: "Walrus", text: "walrus walrus walrus" }),
    );
    const one = page("1", {
      title: "Notes",
      text: "One walrus among many other words about other things.",
      kind: "blogpost",
      spaceKey: "OPS",
      labels: ["sea", "Old"],
      author: { id: "ada", name: "Ada" },
      createdAt: 5_000,
      modifiedAt: 9_000,
      ancestors: [{ id: "77", title: "Top" }],
    });
    await use(async (index) => {
      await index.put([...noise, one]);
      for (const filters of [
        { spaceKeys: ["ops"] },
        { labels: ["old", "sea"] },
        { authorId: "ada" },
        { kinds: ["blogpost" as const] },
        { createdAfter: 5_000, createdBefore: 5_000 },
        { modifiedAfter: 9_000, modifiedBefore: 9_500 },
        { title: "note" },
        { ancestorId: "77" },
      ]) {
        const answer = await index.query(ask("walrus", { filters: { ...filters }, countTotal: true }));
        const wide = Object.keys(filters).some((name) => name.endsWith("After"));
        if (!wide)
          expect(
            answer.hits.map(({ documentId }) => documentId),
            JSON.stringify(filters),
          ).toEqual(["1"]);
        if (!wide) expect(answer.total).toBe(1);
      }
      expect(await ids(index, "walrus", { filters: { createdAfter: 5_000, createdBefore: 5_000 } })).toEqual(["1"]);
      expect(await ids(index, "", { filters: { labels: ["sea"] } })).toEqual(["1"]);
      expect(await ids(index, "")).toEqual([]);
    });
  });

  test("several passages of one document are shown when asked for, with their anchors", async () => {
    const passages = ["Install", "Upgrade", "Remove"].map((heading) => ({
      headingPath: [heading],
      anchor: heading,
      text: `${heading}\n${heading} the gateway with one command.`,
    }));
    await use(async (index) => {
      await index.put([page("1", { passages }), page("2", { text: "gateway" })]);
      const hits = (await index.query(ask("upgrade the gateway", { perDocument: 2 }))).hits;
      expect(hits[0]?.url).toMatch(/#Upgrade$/);
      expect(hits.filter(({ documentId }) => documentId === "1").length).toBeLessThanOrEqual(2);
      expect(await ids(index, "gateway")).toHaveLength(2);
    });
  });

  test("what changed lately goes before an equal, older one", async () => {
    await use(async (index) => {
      await index.put([
        page("old", { text: "walrus", modifiedAt: Date.now() - 9e10 }),
        page("new", { text: "walrus", modifiedAt: Date.now() }),
      ]);
      expect(await ids(index, "walrus")).toEqual(["new", "old"]);
    });
  });

  test("a long passage is shown where it answers", async () => {
    const text = `${"Sea and sky. ".repeat(60)}Restart the walrus daemon at night. ${"More sky. ".repeat(60)}`;
    await use(async (index) => {
      await index.put([page("1", { text })]);
      const [hit] = (await index.query(ask("restarting the walrus daemon"))).hits;
      expect(hit?.snippet).toMatch(/^….*Restart the walrus daemon.*…$/);
      expect(hit?.snippet.length).toBeLessThan(340);
      expect(hit?.highlights.map(([start, end]) => hit.snippet.slice(start, end))).toEqual([
        "Restart",
        "walrus",
        "daemon",
      ]);
      expect(hit?.text).toBe(text);
    });
  });

  test("any text is a query", async () => {
    const documents: SearchDocument[] = [
      page("1", { title: 'AND "OR" NOT', text: "NEAR(a b) * ^ : {title} - + ( ) ; '" }),
    ];
    await use(async (index) => {
      await index.put(documents);
      const odd = fc.oneof(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc
          .array(
            fc.constantFrom(
              '"',
              "“",
              "”",
              "*",
              "^",
              ":",
              "(",
              ")",
              "{",
              "}",
              "AND",
              "OR",
              "NOT",
              "NEAR",
              "-",
              "'",
              "a",
              "\u0000",
              " ",
            ),
            {
              maxLength: 30,
            },
          )
          .map((parts) => parts.join("")),
      );
      await fc.assert(
        fc.asyncProperty(odd, fc.boolean(), async (text, prefix) => {
          const { hits } = await index.query(ask(text, { prefix }));
          expect(hits.length).toBeLessThanOrEqual(1);
          await index.query(ask("x", { filters: { title: text, labels: [text], spaceKeys: [text] } }));
        }),
        { numRuns: 300 },
      );
    });
  });

  test("every word of a page finds it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.lorem({ maxCount: 30 }), fc.nat(), async (text, at) => {
        await use(async (index) => {
          await index.put([page("1", { title: "Z", text })]);
          const words = text.split(" ");
          expect(await ids(index, words[at % words.length] ?? "")).toEqual(["1"]);
        });
      }),
      { numRuns: 20 },
    );
  });
});

async function ids(index: SearchIndex, text: string, more = {}): Promise<string[]> {
  return (await index.query(ask(text, more))).hits.map(({ documentId }) => documentId);
}
