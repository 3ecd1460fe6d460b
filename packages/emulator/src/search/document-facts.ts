import { type Entry, titleOf } from "./indexed-entry.ts";

/** What clauses and orders read of a document without looking at its row, by document number. */
export type DocumentFacts = {
  readonly id: Float64Array;
  readonly space: Float64Array;
  readonly parent: Float64Array;
  readonly container: Float64Array;
  readonly created: Float64Array;
  readonly modified: Float64Array;
  /** The place of the content's status in `statuses`; people and spaces count as current. */
  readonly status: Float64Array;
  /** The beginning of the title as a number that sorts as the title does, see `titleStart`. */
  readonly title: Float64Array;
};

export const statuses = ["current", "archived", "draft", "trashed"] as const;

/** Stands for "none": ids are above it. */
export const absent = -1;

export const emptyFacts = (capacity: number): DocumentFacts => ({
  id: new Float64Array(capacity),
  space: new Float64Array(capacity),
  parent: new Float64Array(capacity),
  container: new Float64Array(capacity),
  created: new Float64Array(capacity),
  modified: new Float64Array(capacity),
  status: new Float64Array(capacity),
  title: new Float64Array(capacity),
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

export function setFacts(facts: DocumentFacts, document: number, entry: Entry): void {
  const { kind, row } = entry;
  const content = kind === "content" ? row : undefined;
  facts.id[document] = kind === "user" ? absent : row.id;
  facts.space[document] = kind === "content" ? row.spaceId : kind === "space" ? row.id : absent;
  // The comment that a comment answers is not its parent in the tree.
  facts.parent[document] = (content?.type === "comment" ? null : content?.parentId) ?? absent;
  facts.container[document] = content?.containerId ?? absent;
  facts.created[document] = kind === "user" ? 0 : row.createdAt;
  facts.modified[document] = content?.version.createdAt ?? (facts.created[document] as number);
  facts.status[document] = content ? statuses.indexOf(content.status) : 0;
  facts.title[document] = titleStart(titleOf(entry).toLowerCase());
}

/** Eight characters are as many as a number holds exactly; from the first one outside ASCII on, the rest is left open. */
function titleStart(title: string): number {
  let value = 0;
  let open = false;
  for (let at = 0; at < 8; at += 1) {
    const code = title.charCodeAt(at);
    const digit = open || Number.isNaN(code) || code < 32 ? 0 : Math.min(code - 31, 96);
    open ||= code < 32 || code > 126;
    value = value * 97 + digit;
  }
  return value;
}
