import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import MiniSearch from "minisearch";

/** A document as every engine gets it. */
export type BenchDocument = { id: string; title: string; sections: { heading?: string; text: string }[] };

/** An engine filled with documents. `search` gives the ids of the best ones, the best first. */
export type FilledEngine = {
  search(query: string, limit: number): Promise<string[]>;
  close(): Promise<void>;
};

export type BenchEngine = { name: string; fill(documents: Iterable<BenchDocument>): Promise<FilledEngine> };

/** Every engine gives titles this much more weight than bodies. */
const titleWeight = 3;

const bodyOf = ({ sections }: BenchDocument) =>
  sections.map(({ heading, text }) => (heading === undefined ? text : `${heading}\n${text}`)).join("\n\n");

type Server = typeof import("../../packages/server/dist/search/index.js");

const tributary: BenchEngine = {
  name: "Tributary",
  async fill(documents) {
    const dist = new URL("../../packages/server/dist/search/index.js", import.meta.url);
    const { openSqliteIndex, passagesOf } = (await import(dist.href)) as Server;
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const index = await openSqliteIndex({ path: join(folder, "search.db") });
    const put = (batch: BenchDocument[]) =>
      index.put(
        batch.map(({ id, title, sections }) => ({
          sourceId: "bench",
          id,
          kind: "page" as const,
          title,
          url: `https://bench.invalid/${id}`,
          editors: [],
          createdAt: 0,
          modifiedAt: 0,
          version: 1,
          labels: [],
          ancestors: [],
          attachments: [],
          readRestrictions: [],
          passages: passagesOf(
            // A converter leaves headings in the text, too.
            sections.map(({ heading, text }) =>
              heading === undefined ? { text } : { headings: [heading], text: `${heading}\n${text}` },
            ),
          ),
          formatVersion: 1,
        })),
      );
    for (const batch of batches(documents, 250)) await put(batch);
    const sources = [{ sourceId: "bench", viewer: "all" as const }];
    return {
      async search(text, limit) {
        const { hits } = await index.query({ text, sources, limit });
        return hits.map(({ documentId }) => documentId);
      },
      async close() {
        await index.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** What a capable hour gives: stems, any of the words, titles first, ranked by FTS5's own bm25. */
const bareFts5: BenchEngine = {
  name: "bare FTS5 (porter, OR, bm25)",
  async fill(documents) {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const database = new Database(join(folder, "fts.db"));
    database.exec("pragma journal_mode = wal; pragma synchronous = normal");
    database.exec("create virtual table page using fts5(id unindexed, title, body, tokenize = 'porter unicode61')");
    const insert = database.prepare("insert into page values (?, ?, ?)");
    database.exec("begin");
    for (const document of documents) insert.run(document.id, document.title, bodyOf(document));
    database.exec("commit");
    const query = database
      .prepare(`select id from page where page match ? order by bm25(page, 0, ${titleWeight}, 1) limit ?`)
      .raw();
    return {
      async search(text, limit) {
        const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
        if (words.length === 0) return [];
        const rows = query.all(words.map((word) => `"${word}"`).join(" OR "), limit) as [string][];
        return rows.map(([id]) => id);
      },
      async close() {
        database.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

const miniSearch: BenchEngine = {
  name: "MiniSearch 7.2",
  async fill(documents) {
    const index = new MiniSearch<{ id: string; title: string; body: string }>({
      fields: ["title", "body"],
      searchOptions: { boost: { title: titleWeight } },
    });
    for (const document of documents) index.add({ id: document.id, title: document.title, body: bodyOf(document) });
    return {
      search: async (text, limit) =>
        index
          .search(text)
          .slice(0, limit)
          .map(({ id }) => String(id)),
      close: async () => index.removeAll(),
    };
  },
};

const orama: BenchEngine = {
  name: "Orama 3.1",
  async fill(documents) {
    const { create, insertMultiple, search } = await import("@orama/orama");
    const index = create({
      schema: { title: "string", body: "string" } as const,
      components: { tokenizer: { language: "english", stemming: true } },
    });
    for (const batch of batches(documents, 500)) {
      await insertMultiple(
        index,
        batch.map((document) => ({ id: document.id, title: document.title, body: bodyOf(document) })),
      );
    }
    return {
      async search(term, limit) {
        const { hits } = await search(index, { term, limit, boost: { title: titleWeight } });
        return hits.map(({ id }) => id);
      },
      close: async () => undefined,
    };
  },
};

/** Ours, and what people would take instead: the first two in a file, the others in memory. */
export const benchEngines: readonly BenchEngine[] = [tributary, bareFts5, miniSearch, orama];

function* batches<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
