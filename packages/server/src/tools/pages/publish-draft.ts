import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId } from "../references.ts";
import type { V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Undo } from "../write.ts";
import { withUndo } from "./map-written.ts";
import { readStored, storageOf } from "./read-page.ts";
import { prepareUpdate, writtenPageShape } from "./write-page.ts";

export const publishDraft = defineTool({
  name: "confluence_publish_draft",
  title: "Publish draft",
  description:
    "Publishes a page's unpublished draft: a new page becomes visible, a published one gets the draft's title and body as its next version. Returns the published page.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    versionMessage: z.string().max(255).optional().describe("A note for the page's history."),
  }),
  output: writtenPageShape,
  endpoints: ["updatePage", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "75731" },
  async prepare({ pageId, versionMessage }, context) {
    const id = await resolvePageId(context, pageId);
    const draft = await readStored(context, "page", id, { draft: true });
    const published = (await readPublished(context, id)) ?? draft;
    const title = draft.title;
    const body = { representation: "storage" as const, value: storageOf(draft) };
    const prepared = await prepareUpdate(
      context,
      "page",
      published,
      { status: "current", title, body, ...(versionMessage !== undefined && { message: versionMessage }) },
      `Publish the draft "${title}".`,
    );
    if (published.status === "draft") return prepared;
    const redraft: Undo = {
      tool: "confluence_update_page",
      arguments: { pageId: id, title, body: body.value, format: "storage", status: "draft" },
    };
    return withUndo(prepared, (undo) => [...undo, redraft]);
  },
});

/** What is published of a page; undefined when nothing is. */
async function readPublished(context: ToolContext, id: string): Promise<V2Page | undefined> {
  try {
    const page = await readStored(context, "page", id);
    return page.status === "draft" ? undefined : page;
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
