import type { Confluence } from "../confluence/client.ts";
import type { RowSpace, SpaceRef } from "../confluence/reach.ts";

type Looking = {
  /** Past the guard: for asking where a row is. */
  confluence: Confluence;
  /** Whether a space, by id or `key:…`, may be reached. */
  reaches(space: string): Promise<boolean>;
  isInside(ref: SpaceRef): Promise<boolean>;
  saw(contentId: string, spaceId: string): void;
};
/** An answer without its rows of other spaces, and without counts that would tell of them. */
export declare function filterRows(answer: unknown, rows: RowSpace, looking: Looking): Promise<unknown>;
