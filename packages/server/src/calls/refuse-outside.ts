import type { Confluence } from "../confluence/client.ts";
import type { Preview } from "../tools/write.ts";
import { provisionalId } from "./overlay.ts";

/**
 * Refuses what a preview would put where its caller does not reach. A new place is named only in the request that is sent
 * in the end: without this, people would be shown and asked about what is refused afterwards.
 */
export async function refuseOutside(guarded: Confluence, preview: Preview | null): Promise<void> {
  for (const { spaceId, after = {} } of preview?.changes ?? []) {
    if (spaceId !== undefined && /^\d+$/.test(spaceId)) {
      await guarded.call("getSpaceById", { path: { id: spaceId }, what: `space ${spaceId}` });
    }
    for (const id of [after.parentId, after.homepageId]) {
      if (typeof id !== "string" || id === "" || provisionalId.test(id)) continue;
      const asked = { body: { contentIds: [id] }, what: `content ${id}` };
      const { results } = await guarded.call<{ results: Record<string, unknown> }>(
        "convertContentIdsToContentTypes",
        asked,
      );
      // Drafts have no type there. What is elsewhere has none either, and is refused here.
      if (results[id] == null) {
        await guarded.call("getPageById", { path: { id }, query: { "get-draft": true }, what: `page ${id}` });
      }
    }
  }
}
