import type { CallRecord } from "../store/call-record.ts";
import type { Store } from "../store/store.ts";

/** A store that tells which pages and blog posts a call has written, when its outcome goes on record. */
export function watchWrites(store: Store, written: (connectionId: string, ids: string[]) => void): Store {
  const { calls } = store;
  return {
    ...store,
    calls: {
      ...calls,
      async finish(record) {
        await calls.finish(record);
        const ids = writtenIds(record);
        if (record.connectionId !== null && ids.length > 0) written(record.connectionId, ids);
      },
    },
  };
}

const kinds = ["page", "blogpost", "content"];

/** Also of a call whose outcome is unknown: what became of it shows when the pages are read. */
function writtenIds({ outcome, dryRun, changes, result }: CallRecord): string[] {
  if (dryRun || (outcome !== "ok" && outcome !== "unknown")) return [];
  const content = ((changes ?? []) as { kind?: string; id?: string }[]).filter(({ kind = "" }) => kinds.includes(kind));
  if (content.length === 0) return [];
  const { id: made } = (result ?? {}) as { id?: unknown };
  const ids = [...content.map(({ id }) => id), made];
  return [...new Set(ids.filter((id): id is string => typeof id === "string" && /^\d+$/.test(id)))];
}
