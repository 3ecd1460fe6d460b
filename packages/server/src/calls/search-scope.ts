import { TributaryError } from "../base/errors.ts";
import { decide } from "../policy/decide.ts";
import type { SearchScope, SourceScope } from "../search/index.ts";
import type { SourceRow } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { type Caller, mayUse, subjectOf } from "./caller.ts";

export type ScopeChoice = { sourceIds?: readonly string[]; connectionId?: string; userId?: string };

/** The name a policy's list of tools knows searching the index by. */
const searchTool = "confluence_search";

/**
 * What a caller may find: the sources they may use, each judged for the account it was fetched with, within the spaces
 * of their policy. Throws `policy_refused` when they may not search at all, `not_found` for a source that is not theirs.
 */
export async function searchScope(store: Store, caller: Caller, choice: ScopeChoice = {}): Promise<SearchScope> {
  const called = { called: [searchTool], equal: [] };
  const { action, reason } = decide(subjectOf(caller), { group: "Search", effect: "read" }, called);
  if (action !== "allow") {
    throw new TributaryError("policy_refused", `Searching was refused: ${reason}.`, {
      hint: "A person can change what this agent may do; asking another way will not help.",
    });
  }
  return visibleScope(store, caller, choice);
}

/** The same for calls that were decided already, by whichever tool they are made. */
export async function visibleScope(store: Store, caller: Caller, choice: ScopeChoice = {}): Promise<SearchScope> {
  const usable = await usableSources(store, caller, choice);
  const wanted = choice.sourceIds ?? (choice.connectionId === undefined ? undefined : [choice.connectionId]);
  const unknown = wanted?.find((id) => !usable.some((source) => source.id === id));
  if (unknown !== undefined)
    throw new TributaryError("not_found", `There is no source ${unknown}.`, {
      hint: "List them with GET /v1/sources.",
    });
  const sources = usable.filter(({ id }) => wanted?.includes(id) ?? true).map(scopeOf);
  if (caller.kind === "member") return { sources };
  const { only, except, personal } = caller.policy.spaces;
  // As for every other call: a personal space is reached where it is named, or where personal ones are allowed.
  const withoutPersonal = only === undefined && !personal;
  return {
    sources,
    spaces: { ...(only !== undefined && { only }), ...(except !== undefined && { except }), withoutPersonal },
  };
}

/** The sources a caller may search now. One whose connection has ended is not among them: nobody knows what it may still see. */
export async function usableSources(
  store: Store,
  caller: Caller,
  { userId }: Pick<ScopeChoice, "userId"> = {},
): Promise<SourceRow[]> {
  const connections = new Map((await store.connections.list({ status: "active" })).map((one) => [one.id, one]));
  return (await store.sources.list()).filter((source) => {
    if (source.kind === "markdown")
      return caller.kind === "member" || source.settings.shared || caller.connectionIds.includes(source.id);
    const connection = connections.get(source.id);
    if (connection === undefined || (userId !== undefined && connection.userId !== userId)) return false;
    return mayUse(caller, connection);
  });
}

/**
 * Restrictions are judged for the account's own id and groups. Where they could not be read at all, the site's judgement
 * holds: the account was shown nothing that it may not see.
 */
function scopeOf({ id, kind, state }: SourceRow): SourceScope {
  if (kind === "markdown" || state.restrictionsKnown === false) return { sourceId: id, viewer: "all" };
  return { sourceId: id, viewer: state.account ?? { accountId: "", groupIds: [] } };
}
