import { decodeForward, hashOf } from "../forward.ts";
import type { IndexFile } from "./index-file.ts";

/**
 * In how many documents each term stands, by its hash: asking FTS5 walks through all of them, which for common words takes
 * longer than ranking. What a transaction changes is gathered and written once, at its end.
 */
export type DocumentCounts = {
  added(forward: Uint8Array): void;
  removed(forward: Uint8Array): void;
  write(file: IndexFile): void;
};

export function createDocumentCounts(): DocumentCounts {
  const changes = new Map<number, number>();
  const count = (forward: Uint8Array, by: 1 | -1) => {
    const { hashes, title } = decodeForward(forward);
    for (const hash of new Set(hashes.subarray(title.from))) changes.set(hash, (changes.get(hash) ?? 0) + by);
  };
  return {
    added: (forward) => count(forward, 1),
    removed: (forward) => count(forward, -1),
    write(file) {
      const rows = [...changes].filter(([, by]) => by !== 0);
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
