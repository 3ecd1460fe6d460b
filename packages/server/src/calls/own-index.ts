import { mayReach } from "../policy/space-limit.ts";
import type { SearchIndex, SearchScope } from "../search/index.ts";
import type { Connection } from "../store/connections.ts";
import type { SourceRow } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import type { Index, IndexFilters } from "../tools/own.ts";
import type { Caller } from "./caller.ts";
import { visibleScope } from "./search-scope.ts";

/** What was synced, as the door hands it to tools. */
export type Synced = {
  index: SearchIndex;
  /** Resolves when what was written so far is in the index, or after `ms`. */
  writesTaken(sourceIds: readonly string[], ms: number): Promise<void>;
};

/** How long a search waits for writes that are on their way into the index. */
const mostWaitMs = 1_500;

/**
 * The index for one caller and one connection: the site it is connected to, and beside it the folders of Markdown files
 * the caller may search. It answers once everything of the site has been loaded, and for spaces that are synced.
 */
export function ownIndex(
  store: Store,
  { index, writesTaken }: Synced,
  caller: Caller,
  { id, account }: Pick<Connection, "id" | "account">,
  siteId: string,
): Index {
  /** Undefined = the index cannot answer this. */
  const scopeFor = async (filters: IndexFilters = {}): Promise<SearchScope | undefined> => {
    const source = await store.sources.find(id);
    if (source === undefined || source.location !== siteId || !source.state.loaded) return undefined;
    if (!covers(source, caller, filters)) return undefined;
    const { sources, ...limits } = await visibleScope(store, caller);
    const beside = new Set(
      (await store.sources.list()).flatMap((one) => (one.kind === "markdown" || one.id === id ? [one.id] : [])),
    );
    await writesTaken([id], mostWaitMs);
    return { ...limits, sources: sources.filter(({ sourceId }) => beside.has(sourceId)) };
  };

  return {
    async search({ text, limit, offset, ...filters }) {
      const scope = await scopeFor(filters);
      return scope && index.query({ ...scope, text, filters, limit, offset });
    },
    async related(contentId, filters, limit) {
      const scope = await scopeFor(filters);
      return scope && index.related(id, contentId, scope, limit, filters);
    },
    async recent({ limit, offset, ...filters }) {
      const scope = await scopeFor(filters);
      return scope && index.recent({ ...scope, filters, limit, offset });
    },
    async cql(query) {
      const scope = await scopeFor();
      if (scope === undefined) return undefined;
      const person = account === null ? {} : { currentUser: account.accountId };
      // CQL asks about the site; files have none of its fields.
      const sources = scope.sources.filter(({ sourceId }) => sourceId === id);
      return index.cql({ ...scope, sources, ...query, ...person });
    },
  };
}

/**
 * Whether the index has everything that could answer: spaces and comments may be left out of a sync. A space the caller
 * may not reach is none, so that the site's side answers for it in the same words as for one that does not exist.
 */
function covers({ settings, state }: SourceRow, caller: Caller, { spaceKeys, kinds }: IndexFilters): boolean {
  const loaded = new Set(state.spaceIds);
  const synced = (state.spaces ?? []).filter(({ id, key }) => {
    const type = key.startsWith("~") ? "personal" : "global";
    return loaded.has(id) && (caller.kind === "member" || mayReach(caller.policy.spaces, { id, key, type }));
  });
  const keys = new Set(synced.map(({ key }) => key.toLowerCase()));
  if (spaceKeys?.some((key) => !keys.has(key.toLowerCase()))) return false;
  return settings.comments || kinds === undefined || !kinds.includes("comment");
}
