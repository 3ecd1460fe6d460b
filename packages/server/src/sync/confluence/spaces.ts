import type { Confluence } from "../../confluence/client.ts";
import type { SourceSettings } from "../../store/sources.ts";
import type { Space } from "../source.ts";
import type { V2Space } from "./answers.ts";
import { createListReader } from "./read-list.ts";

const syncedTypes = ["global", "collaboration", "knowledge_base"];

/** The spaces to sync: current ones that are not personal, included and not excluded by key. */
export async function listSpaces(confluence: Confluence, settings: SourceSettings): Promise<Space[]> {
  const readList = createListReader(confluence);
  const include = settings.includeSpaces && keys(settings.includeSpaces);
  const exclude = keys(settings.excludeSpaces ?? []);
  const spaces: Space[] = [];
  let cursor: string | undefined;
  do {
    const list = await readList<V2Space>("getSpaces", { status: "current" }, { cursor, limit: 250, what: "spaces" });
    for (const { id, key, name, type, status } of list.rows) {
      const wanted = (include?.has(key.toLowerCase()) ?? true) && !exclude.has(key.toLowerCase());
      // Filters were seen to be ignored when they are misspelt, so the answer is looked at, too.
      if (wanted && status === "current" && syncedTypes.includes(type)) spaces.push({ id, key, name });
    }
    cursor = list.next;
  } while (cursor !== undefined);
  return spaces.sort((a, b) => Number(a.id) - Number(b.id));
}

const keys = (list: readonly string[]) => new Set(list.map((key) => key.toLowerCase()));
