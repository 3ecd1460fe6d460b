/**
 * How operations of the two APIs are declared, and how to add a family of them.
 *
 * One file per noun, named after it: `src/v2/folders.ts`, `src/v1/templates.ts`. It exports one list, `folderOperations`,
 * made of `operation({…})` calls; add that list to `src/v2/operations.ts` or `src/v1/operations.ts`. Nothing else has to
 * be registered: routing, credentials, scopes, quotas, parameter errors, paging links, error bodies, headers and the
 * journal are read from the declaration.
 *
 *     export const folderOperations: readonly Operation[] = [
 *       operation({
 *         api: "v2",
 *         id: "getFolderById",                      // the operationId of the API documentation
 *         method: "GET",
 *         path: "/folders/{id}",                    // below /wiki/api/v2 or /wiki/rest/api
 *         scopes: [["read:folder:confluence"]],     // any one of these sets; of a set all members
 *         parameters: { id: required(long()) },     // names in {braces} are read from the path, the others from the query
 *         handle: ({ parameters, site, access }) => ok(folderJson(visible(access, site, parameters.id, "folder"))),
 *       }),
 *     ];
 *
 * Rules for handlers:
 * - Read what the caller may see through `access` (src/permission/access.ts) and throw `notFound()` for the rest.
 * - Write content only through `src/content/*` (one write path: versions, search, watches and tasks hang off it). Other
 *   rows go to `site.table<Row>("name")`, which snapshots and restores by itself. Never change a row in place.
 * - Dates come from `call.now`, ids from `site.ids`.
 * - Return `ok(json)`, `listed(slice, toJson)`, `noBody()`, or a `Reply` of your own; refuse by throwing a `Refusal`.
 */

import type { Caller } from "../auth/caller.ts";
import type { Access } from "../permission/access.ts";
import type { Account } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { RunningSite, World } from "../world.ts";
import type { Incoming, Outgoing } from "./exchange.ts";
import type { Slice } from "./paging.ts";
import type { Parameters, Values } from "./parameters.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE" | "PATCH";

/** What a handler is given. */
export type OperationCall<P extends Parameters = Parameters> = {
  readonly world: World;
  readonly running: RunningSite;
  readonly site: Site;
  readonly caller: Caller;
  readonly account: Account;
  readonly access: Access;
  readonly parameters: Values<P>;
  /** The parsed JSON body; undefined when the operation takes none. */
  readonly body: unknown;
  readonly request: Incoming;
  /** The site's address without `/wiki`. */
  readonly siteUrl: string;
  readonly now: number;
};

export type Reply = {
  readonly status?: number;
  /** JSON to send; `bytes` and this one exclude each other. */
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Outgoing["headers"];
  /** v2 lists: the cursor of the next slice, from which the kernel makes the `Link` header and `_links.next`. */
  readonly next?: string | undefined;
  /** v2 lists that, other than the rest, come without `_links`. */
  readonly unlinked?: boolean;
  /** How many objects were read, for the points quota; `results.length` or 1 when absent. */
  readonly objects?: number;
};

/** How the body of a request is read: `json` refuses what does not parse and other content types, `raw` leaves it alone. */
export type BodyKind = "none" | "json" | "raw";

export type OperationSpec<P extends Parameters> = {
  api: "v1" | "v2";
  /** The operationId of the API documentation. */
  id: string;
  method: Method;
  path: string;
  /** Alternatives; of each all members are needed. Empty: no scope is needed. */
  scopes: readonly (readonly string[])[];
  parameters?: P;
  body?: BodyKind;
  /** Status of success; 200 when absent. */
  status?: number;
  /** Points per object read; 2 for users, groups and permissions. Source: rate limiting documentation. */
  weight?: 1 | 2;
  /** Only served with the legacy switch; answers 410 without it. */
  legacy?: boolean;
  handle(call: OperationCall<P>): Reply | Promise<Reply>;
};

export type Operation = Required<Omit<OperationSpec<Parameters>, "handle">> & {
  handle(call: OperationCall): Reply | Promise<Reply>;
};

export function operation<P extends Parameters>(spec: OperationSpec<P>): Operation {
  return {
    parameters: {},
    body: "none",
    status: 200,
    weight: 1,
    legacy: false,
    ...spec,
    // The kernel reads the parameters by this very specification, so the call fits the handler.
    handle: (call) => spec.handle(call as OperationCall<P>),
  };
}

export const ok = (json: unknown, more: Omit<Reply, "json"> = {}): Reply => ({ json, ...more });

/** An answer without a body, 204 unless said otherwise. */
export const noBody = (status = 204): Reply => ({ status });

/** A v2 list. */
export const listed = <T>(slice: Slice<T>, toJson: (row: T) => unknown): Reply => ({
  json: { results: slice.results.map(toJson) },
  next: slice.next,
  objects: slice.results.length,
});
