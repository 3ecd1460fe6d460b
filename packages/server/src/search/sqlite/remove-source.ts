import { createDocumentCounts } from "./document-counts.ts";
import type { IndexFile } from "./index-file.ts";
import { removeDocument } from "./write-documents.ts";

/** One batch takes some tens of milliseconds; searches go in between. */
const batch = 100;

/** Removes documents of sources that are no more; says whether there may be further ones. */
export function removeDeadSources(file: IndexFile): boolean {
  const dead = firstDeadSource(file);
  if (dead === undefined) return false;
  const numbers = file.rows<[number]>("select no from document where source = ? limit ?", [dead, batch]);
  file.transaction(() => {
    const counts = createDocumentCounts();
    for (const [no] of numbers) removeDocument({ file, counts }, no);
    counts.write(file);
  });
  return true;
}

/** Goes from source to source by the index: looking at each document would take as long as there are documents. */
function firstDeadSource(file: IndexFile): number | undefined {
  for (let after = -1; ; ) {
    const [[source] = [null]] = file.rows<[number | null]>("select min(source) from document where source > ?", [
      after,
    ]);
    if (source === null) return undefined;
    const [alive] = file.rows("select 1 from source where no = ?", [source]);
    if (alive === undefined) return source;
    after = source;
  }
}
