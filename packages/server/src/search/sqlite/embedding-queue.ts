import type { Clock } from "../../base/clock.ts";
import type { Log } from "../../base/log.ts";
import type { Embedder } from "../embedder.ts";
import { toBytes } from "../quantise.ts";
import type { IndexFile } from "./index-file.ts";
import { embeddedText, insertVector, passageTextHash } from "./kept-vectors.ts";
import { passageStep } from "./schema.ts";

/** Embeds what is not embedded yet, in the background, a batch at a time. What is done is in the file: it goes on where it stopped. */
export type EmbeddingQueue = {
  /** There may be something to do. */
  wake(): void;
  stop(): Promise<void>;
};

type Setup = {
  embedder: Embedder;
  /** Runs work on the open file; rejects when the index is closed. */
  withFile<T>(work: (file: IndexFile) => T): T;
  clock: Clock;
  log?: Pick<Log, "info" | "warn">;
};

const firstPause = 1_000;
const longestPause = 5 * 60_000;
/** Another process may have written; its writes wake nobody here. */
const idlePause = 60_000;

export function startEmbedding({ embedder, withFile, clock, log }: Setup): EmbeddingQueue {
  const stopping = new AbortController();
  let waking = new AbortController();
  const pauseFor = async (ms: number, wakeable: boolean) => {
    waking = new AbortController();
    const signal = wakeable ? AbortSignal.any([stopping.signal, waking.signal]) : stopping.signal;
    await clock.sleep(ms, signal).catch(() => undefined);
  };
  const run = async () => {
    let pause = firstPause;
    while (!stopping.signal.aborted) {
      try {
        const batch = withFile((file) => nextBatch(file, embedder));
        if (batch.length === 0) {
          await pauseFor(idlePause, true);
          continue;
        }
        const vectors = await embedder.documents(
          batch.map(({ text }) => text),
          stopping.signal,
        );
        if (stopping.signal.aborted) return;
        withFile((file) => storeVectors(file, batch, vectors));
        pause = firstPause;
        // Searches come first: they wait for nothing longer than one batch.
        await pauseFor(0, false);
      } catch (error) {
        if (stopping.signal.aborted) return;
        log?.warn({ err: error, againInMs: pause }, "embedding passages failed");
        await pauseFor(pause, false);
        pause = Math.min(longestPause, pause * 2);
      }
    }
  };
  const running = run();
  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

type Waiting = { passage: number; text: string; hash: Buffer };

function nextBatch(file: IndexFile, embedder: Embedder): Waiting[] {
  useModel(file, embedder.id);
  const rows = file.rows<[number, string | null, string | null, string | null]>(
    `select u.passage, d.title, p.heading_path, p.text from unembedded u
     left join passage p on p.no = u.passage left join document d on d.no = u.passage / ${passageStep}
     order by u.passage limit ?`,
    [embedder.batchSize],
  );
  return rows.map(([passage, title, path, text]) => {
    const headings = JSON.parse(path ?? "[]") as string[];
    return {
      passage,
      text: embeddedText(title ?? "", headings, text ?? ""),
      hash: passageTextHash(title ?? "", headings, text ?? ""),
    };
  });
}

const modelSetting = "embedding model";

/** With another model, every passage is due again: vectors of two models cannot be compared. */
export function useModel(file: IndexFile, id: string): void {
  const [row] = file.rows<[string]>("select value from setting where name = ?", [modelSetting]);
  if (row?.[0] === id) return;
  file.transaction(() => {
    file.run("delete from vector");
    file.run("insert or ignore into unembedded select no from passage");
    file.run("insert or replace into setting values (?, ?)", [modelSetting, id]);
  });
}

function storeVectors(file: IndexFile, batch: readonly Waiting[], vectors: readonly Float32Array[]): void {
  file.transaction(() => {
    batch.forEach(({ passage, hash }, at) => {
      const vector = vectors[at];
      const [present] = file.rows("select 1 from passage where no = ?", [passage]);
      // A page may have been replaced or removed while its passages were under way.
      if (vector !== undefined && present !== undefined) insertVector(file, passage, hash, toBytes(vector));
      file.run("delete from unembedded where passage = ?", [passage]);
    });
  });
}
