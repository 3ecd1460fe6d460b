import { type CqlQuery, clausesOf, findCqlField, parseCql, validateCql } from "@tributary/cql";
import { isObject } from "../http/json-fields.ts";
import type { OperationCall } from "../http/operation.ts";
import type { Parameter } from "../http/parameters.ts";
import { Refusal } from "../http/refusal.ts";
import { type QueryResult, runQuery, type Wanted } from "../search/run-query.ts";

/** Recorded: this class, and the query after the colon (some real answers leave it empty). */
export const cqlRefusal = (query: string): Refusal =>
  new Refusal(400, `Could not parse cql : ${query}`, {
    exception: "com.atlassian.confluence.api.service.exceptions.BadRequestException",
  });

export const cqlParameter: Parameter<string> = {
  read: ([value]) => {
    if (value === undefined || value.trim() === "") throw cqlRefusal("");
    return value;
  },
};

/** Runs `parse`, and gives the API's one answer to all that can be wrong with a query. */
export function parsed(text: string, parse: () => CqlQuery | undefined): CqlQuery {
  try {
    const query = parse();
    if (query) return query;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "CqlError") throw error;
  }
  throw cqlRefusal(text);
}

/** Values that find nothing are no errors on real sites, only queries that cannot be understood are. */
const readCql = (text: string): CqlQuery =>
  parsed(text, () => {
    const query = parseCql(text);
    const refused = validateCql(query, { search: "content" }).some(({ code }) => code !== "bad_value");
    return refused || hasBareSpaceKey(query) ? undefined : query;
  });

/** Keys of spaces that begin with a digit have to be quoted; other values that do need not be. */
function hasBareSpaceKey(query: CqlQuery): boolean {
  for (const { field, value } of clausesOf(query)) {
    if (findCqlField(field)?.value !== "space") continue;
    for (const { kind, start } of value.kind === "list" ? value.items : [value])
      if (kind !== "function" && /\d/.test(query.text.charAt(start))) return true;
  }
  return false;
}

type CqlContext = { spaceKey?: string; contentId?: number; statuses: ReadonlySet<string> };

function readContext(given: string | undefined): CqlContext {
  const context: CqlContext = { statuses: new Set(["current"]) };
  if (given === undefined || given === "") return context;
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    value = undefined;
  }
  if (!isObject(value)) throw new Refusal(400, "The cqlcontext parameter is not a JSON object.");
  if (typeof value.spaceKey === "string") context.spaceKey = value.spaceKey;
  if (value.contentId !== undefined) context.contentId = Number(value.contentId);
  if (Array.isArray(value.contentStatuses)) context.statuses = new Set(value.contentStatuses.map(String));
  return context;
}

export type Search = {
  readonly cql: string;
  readonly cqlcontext: string | undefined;
  readonly includeArchivedSpaces: boolean;
  readonly excludeCurrentSpaces: boolean;
};

/** Reads a query and runs it for the caller, in the caller's time zone. */
export function search(
  call: OperationCall,
  { cql, cqlcontext, includeArchivedSpaces, excludeCurrentSpaces }: Search,
  wanted: Wanted & { readonly contentOnly: boolean },
): { query: CqlQuery; result: QueryResult } {
  const { running, site, access, account, now } = call;
  const query = readCql(cql);
  const { statuses, ...current } = readContext(cqlcontext);
  const context = {
    site,
    index: running.index,
    rules: running.rules,
    access,
    account,
    dates: { now, timeZone: account.timeZone },
    current,
  };
  const options = { includeArchivedSpaces, excludeCurrentSpaces, statuses, contentOnly: wanted.contentOnly };
  return { query, result: runQuery(context, query, options, wanted) };
}
