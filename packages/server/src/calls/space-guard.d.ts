import { TributaryError } from "../base/errors.ts";
import type { Confluence } from "../confluence/client.ts";
import type { SpaceLimit } from "../policy/policy.ts";
import { type SpaceDirectory } from "./space-directory.ts";
/** Something outside a caller's spaces. It reads like something that is not there, so that nothing is told. */
export declare class OutsideSpaces extends TributaryError {
  constructor(what: string);
}
export type GuardOptions = {
  confluence: Confluence;
  limit: SpaceLimit;
  siteId: string;
  directory: SpaceDirectory;
  /** Long tasks this caller started: nobody else's may be looked at. */
  ownTasks: Set<string>;
};
/**
 * Confluence, narrowed to the spaces a caller may reach. Every request is looked up in the endpoint table, what it
 * names is resolved to its space before it is sent, queries are rewritten, and what answers hold of other spaces is
 * taken out. What cannot be resolved is refused.
 */
export declare function guardSpaces(options: GuardOptions): Confluence;
