/** A passage in one ranking. Passage numbers are the index's own. */
export type Ranked = { passage: number; score: number };

/** Of Cormack, Clarke and Büttcher (2009): damps the first places, so that two middling ranks beat one top rank. */
const rankConstant = 60;

/**
 * Reciprocal rank fusion: each ranking gives a passage 1 / (60 + rank). Scores of different kinds never meet. The first
 * ranking decides ties.
 */
export function fuseRankings(rankings: readonly (readonly Ranked[])[]): Ranked[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    ranking.forEach(({ passage }, at) => {
      scores.set(passage, (scores.get(passage) ?? 0) + 1 / (rankConstant + at + 1));
    });
  }
  return [...scores].map(([passage, score]) => ({ passage, score })).sort((a, b) => b.score - a.score);
}
