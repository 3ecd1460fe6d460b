import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId } from "../references.ts";
import { pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";

export const renamePage = defineTool({
  name: "confluence_rename_page",
  title: "Rename page",
  description:
    "Gives a page another title and leaves its body alone. Links to it follow. Titles are unique in a space. Returns the page.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    title: z.string().min(1).max(255).describe("New title."),
  }),
  output: pageShape,
  endpoints: ["updatePageTitle", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbook: Journal lag", title: "Runbook: Journal lag (2026)" },
  async prepare({ pageId, title }, context) {
    const id = await resolvePageId(context, pageId);
    const read = ({ confluence }: ToolContext) =>
      confluence.call<V2Page>("getPageById", { path: { id }, what: `page ${id}` });
    const before = await read(context);
    const undo = [{ tool: "confluence_rename_page", arguments: { pageId: id, title: before.title } }];
    const same = before.title === title;
    return {
      preview: {
        summary: same ? `The page is called "${title}" already.` : `Rename the page "${before.title}" to "${title}".`,
        changes: [
          {
            kind: "page",
            id,
            title: before.title,
            spaceId: before.spaceId,
            url: toPage(before, context.site).url,
            baseVersion: before.version.number,
            ...(!same && { before: { title: before.title }, after: { title } }),
          },
        ],
      },
      async commit() {
        if (same) return { data: toPage(before, context.site) };
        await context.confluence.call("updatePageTitle", {
          path: { id },
          body: { status: before.status === "draft" ? "draft" : "current", title },
          what: `the new title of page ${id}`,
        });
        const now = await read(context);
        if (now.title === title) return { data: toPage(now, context.site), undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the new title of page ${id} but it is still called "${now.title}".`,
          { hint: "Rename it in Confluence itself." },
        );
      },
      async settle(reader) {
        const now = await read(reader);
        return now.title === title
          ? { outcome: "done", data: toPage(now, context.site), undo }
          : { outcome: "not_done" };
      },
    };
  },
});
