import { TributaryError } from "../../base/errors.ts";
import { toPage, type V2Page } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Undo, Written } from "../write.ts";
import { type Copy, type CopyData, findByTitle, isOurs, mostPages, readCopy } from "./make-copy.ts";
import { readTree } from "./read-tree.ts";
import { taskEnded } from "./task-ended.ts";
import type { V2Descendant } from "./tree.ts";

/** Copies a page with everything below it, which Confluence does as a long-running task, and reads what was made. */
export function copyTree(context: ToolContext, copy: Copy): Pick<Prepared<CopyData>, "commit" | "settle"> {
  const { from, place, title, prefix, below, parts } = copy;
  const what = `the copy of the page "${from.title}" and what is below it`;
  // The rule for titles counts for all pages: one of its own is given to the first one afterwards.
  const ruled = prefix + from.title;

  const finish = async (through: ToolContext, found: V2Page): Promise<Written<CopyData>> => {
    if (found.title !== title) {
      await through.confluence.call("updatePageTitle", {
        path: { id: found.id },
        body: { status: "current", title },
        what: `the title of the copy ${found.id}`,
      });
    }
    const page = await readCopy(through, copy, found.id);
    const { items } = await readTree(through, page.id, { mostNodes: mostPages });
    const warnings =
      items.length === below.length ? [] : [`${items.length} of ${below.length} below the page were copied.`];
    return {
      data: { ...toPage(page, context.site), copied: items.length + 1, ...(warnings.length > 0 && { warnings }) },
      undo: deletions(page.id, items),
    };
  };
  const find = (through: ToolContext) => findByTitle(through, place.spaceId, ruled);

  return {
    async commit() {
      const task = await context.confluence.call<{ id: string }>("v1.copyPageHierarchy", {
        path: { id: from.id },
        body: {
          ...parts,
          copyDescendants: true,
          destinationPageId: place.parent?.id,
          titleOptions: { prefix },
        },
        what,
      });
      if (!(await taskEnded(context, task.id, what))) {
        const warnings = [
          `Confluence is still copying. Look for "${ruled}"; this call cannot be undone from its record.`,
        ];
        return { data: { taskId: task.id, copied: 0, warnings } };
      }
      const found = await find(context);
      if (found !== undefined) return finish(context, found);
      throw new TributaryError("upstream_error", `Confluence said that ${what} is done, but there is no "${ruled}".`, {
        hint: "Look at the site before you try again.",
        details: { taskId: task.id },
      });
    },
    /** The task may have begun without the answer having come: until all of it is there, nobody knows. */
    async settle(reader) {
      const found = (await find(reader)) ?? (await findByTitle(reader, place.spaceId, title));
      if (found === undefined || !isOurs(copy, found)) return { outcome: "unknown" };
      const written = await finish(reader, found);
      return written.data.copied === below.length + 1 ? { outcome: "done", ...written } : { outcome: "unknown" };
    },
  };
}

/** From the bottom up: what hangs below something that is deleted would be archived and lose its parent. */
const deletions = (topId: string, items: readonly V2Descendant[]): Undo[] =>
  [...items.toReversed(), { id: topId, type: "page" }].map(({ id, type }) =>
    type === "page"
      ? { tool: "confluence_delete_page", arguments: { pageId: id } }
      : { tool: "confluence_delete_content", arguments: { contentId: id, contentType: type } },
  );
