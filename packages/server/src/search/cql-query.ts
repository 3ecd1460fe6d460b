import type { DocumentSummary, SearchScope } from "./query.ts";

export type IndexCqlQuery = SearchScope & {
  cql: string;
  /** Default 25. */
  limit?: number;
  offset?: number;
  /** Of the person who asks, for dates; default UTC. */
  timeZone?: string;
  /** Account id that `currentUser()` stands for; without it the index cannot answer about them. */
  currentUser?: string;
};

export type IndexCqlAnswer =
  /** In the order asked for, else the best match first, else the last changed. */
  | { answered: true; documents: DocumentSummary[]; total: number }
  /** The index does not know enough: `field` is what of, `reason` why, as a sentence. The site has to be asked. */
  | { answered: false; field: string; reason: string };

/** Thrown on the way and turned into an answer. */
export class Unanswerable extends Error {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}
