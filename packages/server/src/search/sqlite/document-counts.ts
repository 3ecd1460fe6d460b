import { decodeForward, hashOf } from "../forward.ts";
import type { IndexFile } from "./index-file.ts";

/** How much there is of a document: words of its title and passages, names, passages. */
export type Sizes = { titleWords: number; bodyWords: number; names: number; passages: number };

/**
 * In how many documents each term stands, by its hash: asking FTS5 walks through all of them, which for common words takes
 * longer than ranking. And how much there is in all.
 *
 * What a transaction changes is gathered and written once, at its end: an update that SQLite may have to take back makes
 * FTS5 write out what it has gathered, which document by document takes most of the time of indexing.
 */
export type DocumentCounts = {
  added(forward: Uint8Array, sizes: Sizes): void;
  removed(forward: Uint8Array, sizes: Sizes): void;
  write(file: IndexFile): void;
};

export function createDocumentCounts(): DocumentCounts {
  const changes = new Map<number, number>();
  const total = { documents: 0, titleWords: 0, bodyWords: 0, names: 0, passages: 0 };
  const count = (forward: Uint8Array, sizes: Sizes, by: 1 | -1) => {
    const { hashes, title } = decodeForward(forward);
    // As signed numbers V8 keeps all of them in place; unsigned, it would make half of them objects.
    const signed = new Int32Array(hashes.buffer, hashes.byteOffset, hashes.length).subarray(title.from);
    for (const hash of new Set(signed)) changes.set(hash, (changes.get(hash) ?? 0) + by);
    total.documents += by;
    for (const name of ["titleWords", "bodyWords", "names", "passages"] as const) total[name] += by * sizes[name];
  };
  return {
    added: (forward, sizes) => count(forward, sizes, 1),
    removed: (forward, sizes) => count(forward, sizes, -1),
    write(file) {
      const { documents, titleWords, bodyWords, names, passages } = total;
      file.run(
        `update totals set documents = documents + ?, title_words = title_words + ?, body_words = body_words + ?,
         names = names + ?, passages = passages + ?`,
        [documents, titleWords, bodyWords, names, passages],
      );
      const rows = [...changes].flatMap(([hash, by]) => (by === 0 ? [] : [[hash >>> 0, by] as const]));
      changes.clear();
      if (rows.length === 0) return;
      file.run(
        `insert into term_documents select value ->> 0, value ->> 1 from json_each(?) where true
         on conflict do update set documents = documents + excluded.documents`,
        [JSON.stringify(rows)],
      );
      const fewer = rows.flatMap(([hash, by]) => (by < 0 ? [hash] : []));
      if (fewer.length === 0) return;
      file.run("delete from term_documents where documents <= 0 and hash in (select value from json_each(?))", [
        JSON.stringify(fewer),
      ]);
    },
  };
}

export function documentsWith(file: IndexFile, term: string): number {
  const [row] = file.rows<[number]>("select documents from term_documents where hash = ?", [hashOf(term)]);
  return row?.[0] ?? 0;
}

/** The same for hashes; those that stand nowhere are left out. */
export function documentsWithHashes(file: IndexFile, hashes: readonly number[]): [hash: number, documents: number][] {
  return file.rows("select hash, documents from term_documents where hash in (select value from json_each(?))", [
    JSON.stringify(hashes),
  ]);
}
