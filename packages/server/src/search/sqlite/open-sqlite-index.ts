import { statSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Clock, systemClock } from "../../base/clock.ts";
import type { Log } from "../../base/log.ts";
import type { Embedder } from "../embedder.ts";
import type { SearchAnswer, SearchQuery } from "../query.ts";
import type { RankWeights } from "../rank.ts";
import type { Reranker } from "../reranker.ts";
import type { SearchIndex } from "../search-index.ts";
import { createTimedModel } from "../timed-model.ts";
import { answerCql } from "./answer-cql.ts";
import { createDocumentCounts } from "./document-counts.ts";
import { type EmbeddingQueue, startEmbedding } from "./embedding-queue.ts";
import { allOf, fragment } from "./fragment.ts";
import { keepFile } from "./keep-file.ts";
import { documentNumber, numbersWhere, readDocument, statsOf, summaries, versionsAfter } from "./read-documents.ts";
import { findRelated } from "./related.ts";
import { removeDeadSources } from "./remove-source.ts";
import { type KeywordResult, limitOf, offsetOf, pageOfHits, runKeywordQuery } from "./run-query.ts";
import { filtered, visible } from "./visible.ts";
import { createVocabulary } from "./vocabulary.ts";
import { patchDocument, putDocument, removeDocument, type Writing } from "./write-documents.ts";

export type SqliteIndexOptions = {
  /** The file; made when it is not there. One made anew has a number behind its name. ":memory:" keeps everything in memory. */
  path: string;
  /** The index was found deleted, damaged or of another version and is empty now: everything has to be put again. */
  onRebuilt?(reason: string): void;
  embedder?: Embedder;
  /** False leaves the embedding of passages to another process. */
  embedInBackground?: boolean;
  reranker?: Reranker;
  clock?: Clock;
  log?: Pick<Log, "info" | "warn">;
  weights?: RankWeights;
  /** Pages of 4 KB the file may grow to: a disk quota of its own. */
  mostPages?: number;
};

/** How long a search waits for the models. */
const embeddingTimeout = 1_000;
const rerankTimeout = 2_000;
/** How many passages each ranking gives to the fusion, and how many are reranked. */
const fused = 50;
const reranked = 30;

/** The index in one SQLite file. Several processes may open it. */
export async function openSqliteIndex(options: SqliteIndexOptions): Promise<SearchIndex> {
  const { path, embedder, reranker, clock = systemClock, log } = options;
  const vocabulary = createVocabulary();
  const kept = keepFile({ path, weights: options.weights, mostPages: options.mostPages }, (reason) => {
    vocabulary.forget();
    log?.warn({ path, reason }, "the search index was made anew");
    options.onRebuilt?.(reason);
  });
  const { withOpen } = kept;
  const embeddings = createTimedModel(clock, { timeout: embeddingTimeout });
  const reranking = createTimedModel(clock, { timeout: rerankTimeout });
  const queue: EmbeddingQueue | undefined =
    embedder && options.embedInBackground !== false
      ? startEmbedding({ embedder, withFile: (work) => withOpen(({ file }) => work(file)), clock, ...(log && { log }) })
      : undefined;

  const write = <T>(work: (writing: Writing) => T): T => {
    try {
      return withOpen(({ file }) =>
        file.transaction(() => {
          const counts = createDocumentCounts();
          const result = work({ file, counts, vocabulary, now: clock.now() });
          counts.write(file);
          return result;
        }),
      );
    } catch (error) {
      // Words of what was rolled back are not in the file.
      vocabulary.forget();
      throw error;
    } finally {
      queue?.wake();
    }
  };

  let closing = false;
  let removing: Promise<void> = Promise.resolve();
  const removeInBackground = () => {
    removing = removing.then(async () => {
      while (!closing && withOpen(({ file }) => removeDeadSources(file))) await nextTurn();
    });
  };
  removeInBackground();

  async function nearest(keyword: KeywordResult) {
    if (embedder === undefined || keyword.query.mode === "keyword" || keyword.query.text.trim() === "") return "off";
    const vector = await embeddings.ask((signal) => embedder.query(keyword.query.text, signal));
    if (vector === undefined) return "unavailable";
    return withOpen(({ vectors }) => vectors.nearest(vector, keyword.where, fused));
  }

  async function rerank(answer: SearchAnswer, query: SearchQuery): Promise<SearchAnswer> {
    const { hits } = answer;
    if (reranker === undefined || query.mode === "keyword" || hits.length === 0) return answer;
    const texts = hits.map(({ title, headingPath, text }) => `${[title, ...headingPath].join(" › ")}\n${text}`);
    const order = await reranking.ask((signal) => reranker.rank(query.text, texts, signal));
    if (order === undefined) return { ...answer, reranked: "unavailable" };
    const named = new Set(order);
    const positions = [...named, ...hits.keys()].filter((at, i) => i < named.size || !named.has(at));
    return { ...answer, hits: positions.flatMap((at) => hits[at] ?? []), reranked: "on" };
  }

  return {
    async put(documents) {
      write((writing) => {
        for (const document of documents) putDocument(writing, document);
      });
    },
    async patch(sourceId, patches) {
      return write((writing) => patches.filter((one) => patchDocument(writing, sourceId, one)).length);
    },
    async remove(sourceId, ids) {
      return write((writing) => {
        const numbers = ids.flatMap((id) => documentNumber(writing.file, sourceId, id) ?? []);
        for (const no of numbers) removeDocument(writing, no);
        return numbers.length;
      });
    },
    async removeSource(sourceId) {
      write(({ file }) => file.run("delete from source where id = ?", [sourceId]));
      removeInBackground();
    },
    async *versions(sourceId, spaceId) {
      for (let after = 0; ; ) {
        const batch = withOpen(({ file }) => versionsAfter(file, sourceId, spaceId, after));
        for (const { no: _, ...version } of batch) yield version;
        const last = batch.at(-1);
        if (last === undefined) return;
        after = last.no;
      }
    },
    async get(sourceId, id) {
      return withOpen(({ file }) => readDocument(file, sourceId, id));
    },
    async query(query) {
      const started = performance.now();
      const again = reranker !== undefined && query.mode !== "keyword" && offsetOf(query) + limitOf(query) <= reranked;
      // What is reranked is a longer page, of which the one asked for is cut afterwards.
      const wide = again ? { ...query, limit: reranked, offset: 0 } : query;
      const keyword = withOpen((open) => runKeywordQuery(open, wide, clock.now()));
      if (keyword === undefined) {
        const none = query.countTotal ? { total: 0 } : {};
        return { hits: [], ...none, hybrid: "off", reranked: "off", tookMs: performance.now() - started };
      }
      const near = await nearest(keyword);
      const found = withOpen(({ file, counts }) =>
        pageOfHits(file, counts, keyword, Array.isArray(near) ? [near] : []),
      );
      const plain: SearchAnswer = {
        hits: found,
        ...(keyword.total !== undefined && { total: keyword.total }),
        ...(keyword.didYouMean !== undefined && { didYouMean: keyword.didYouMean }),
        hybrid: Array.isArray(near) ? "on" : near,
        reranked: "off",
        tookMs: 0,
      };
      const answer = again ? await rerank(plain, query) : plain;
      const page = again ? answer.hits.slice(offsetOf(query), offsetOf(query) + limitOf(query)) : answer.hits;
      return { ...answer, hits: page, tookMs: performance.now() - started };
    },
    async related(sourceId, id, scope, limit = 10, filters = {}) {
      return withOpen((open) => findRelated(open, sourceId, id, scope, limitOf({ limit }), filters));
    },
    async recent(query) {
      return withOpen(({ file }) => {
        const scope = visible(file, query);
        if (scope === undefined) return [];
        const since = query.since === undefined ? [] : [fragment("d.modified_at >= ?", query.since)];
        const where = allOf([scope, ...since, ...filtered(query.filters)]);
        const page = { limit: limitOf({ limit: query.limit ?? 50 }), offset: offsetOf(query) };
        return summaries(file, numbersWhere(file, where, { order: "d.modified_at desc", ...page }));
      });
    },
    async cql(query) {
      return withOpen((open) => answerCql(open, query, clock.now()));
    },
    async stats() {
      return withOpen(({ file }) => statsOf(file, sizeOf(kept.path())));
    },
    async close() {
      closing = true;
      await Promise.all([queue?.stop(), removing]);
      kept.close();
    },
  };
}

function sizeOf(path: string): number {
  if (path === ":memory:") return 0;
  return [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}
