import type { Ranked } from "./fuse.ts";

const halfLife = 180 * 24 * 3_600_000;

/** 1 to 1 + boost: the whole of it for what changed just now, half of it for half a year ago. */
export function recency(modifiedAt: number, now: number, boost: number): number {
  return 1 + boost * 2 ** (-Math.max(0, now - modifiedAt) / halfLife);
}

/** Further passages of a document count only when they say nearly as much as its best one. */
const worthShowing = 0.4;

/**
 * The passages of ranked documents as one ranking: each document's best passage stands where the document does, the next
 * ones lower by how much less they say.
 */
export function rankPassages(
  documents: readonly { no: number; score: number; passages: readonly { position: number; score: number }[] }[],
  passageNumber: (no: number, position: number) => number,
  perDocument: number,
): Ranked[] {
  const ranked: Ranked[] = [];
  for (const { no, score, passages } of documents) {
    const [best] = passages;
    // What matches by its title or labels alone is shown by its beginning.
    if (best === undefined) ranked.push({ passage: passageNumber(no, 0), score });
    for (const { position, score: own } of passages.slice(0, perDocument)) {
      const share = best === undefined || best.score === 0 ? 1 : own / best.score;
      if (share >= worthShowing) ranked.push({ passage: passageNumber(no, position), score: score * share });
    }
  }
  return ranked.sort((a, b) => b.score - a.score);
}

/** Keeps the order and leaves out a document's passages past its share. */
export function limitPerDocument(
  ranked: readonly Ranked[],
  documentOf: (passage: number) => number,
  most: number,
): Ranked[] {
  const shown = new Map<number, number>();
  return ranked.filter(({ passage }) => {
    const document = documentOf(passage);
    const count = (shown.get(document) ?? 0) + 1;
    shown.set(document, count);
    return count <= most;
  });
}
