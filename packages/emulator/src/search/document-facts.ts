import type { Entry } from "./indexed-entry.ts";

/** What clauses and orders read of a document without looking at its row, by document number. */
export type DocumentFacts = {
  readonly id: Float64Array;
  readonly space: Float64Array;
  readonly parent: Float64Array;
  readonly container: Float64Array;
  readonly created: Float64Array;
  readonly modified: Float64Array;
};

/** Stands for "none": ids are above it. */
export const absent = -1;

export const emptyFacts = (capacity: number): DocumentFacts => ({
  id: new Float64Array(capacity),
  space: new Float64Array(capacity),
  parent: new Float64Array(capacity),
  container: new Float64Array(capacity),
  created: new Float64Array(capacity),
  modified: new Float64Array(capacity),
});

const names = Object.keys(emptyFacts(0)) as (keyof DocumentFacts)[];

export function largerFacts(facts: DocumentFacts, capacity: number): DocumentFacts {
  const larger = emptyFacts(capacity);
  for (const name of names) larger[name].set(facts[name]);
  return larger;
}

export function moveFacts(facts: DocumentFacts, from: number, to: number): void {
  for (const name of names) facts[name][to] = facts[name][from] as number;
}

export function setFacts(facts: DocumentFacts, document: number, { kind, row }: Entry): void {
  const content = kind === "content" ? row : undefined;
  facts.id[document] = kind === "user" ? absent : row.id;
  facts.space[document] = kind === "content" ? row.spaceId : kind === "space" ? row.id : absent;
  // The comment that a comment answers is not its parent in the tree.
  facts.parent[document] = (content?.type === "comment" ? null : content?.parentId) ?? absent;
  facts.container[document] = content?.containerId ?? absent;
  facts.created[document] = kind === "user" ? 0 : row.createdAt;
  facts.modified[document] = content?.version.createdAt ?? (facts.created[document] as number);
}
