import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";
import { readForChange, storageOf } from "./read-page.ts";
import { prepareUpdate, writtenPageShape } from "./write-page.ts";

export const updatePage = defineTool({
  name: "confluence_update_page",
  title: "Update page",
  description:
    "Changes a page's title, whole body, parent or status. What is left out stays as it is. For a change in part of a page use confluence_edit_page, which does not need the body. Else read the page first and send the body back with your changes: parts you leave as they were keep their macros and comments. Pass version to be sure nobody changed it meanwhile. Returns the page in its new version.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    pageId: parameter.pageId,
    title: z.string().min(1).max(255).optional().describe("New title."),
    body: z.string().optional().describe("New text of the whole page."),
    format: parameter.formatIn,
    parentId: z.string().min(1).optional().describe("Page to move it under."),
    status: z
      .enum(["current", "draft"])
      .optional()
      .describe("draft: change the unpublished draft only; current: publish. Default: as it is."),
    version: parameter.version,
    versionMessage: z.string().max(255).optional().describe("A note for the page's history."),
  }),
  output: writtenPageShape,
  endpoints: ["updatePage", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId, parentId }) => [
    { kind: "page", ref: pageId },
    ...(parentId === undefined ? [] : [{ kind: "page" as const, ref: parentId }]),
  ],
  example: { pageId: "ENG:Runbook: Journal lag", title: "Runbook: Journal lag (2026)" },
  async prepare(change, context) {
    const { title, body, parentId } = change;
    if (title === undefined && body === undefined && parentId === undefined && change.status !== "current") {
      throw new TributaryError("invalid_input", "Nothing to change was given.", {
        hint: "Pass title, body or parentId.",
      });
    }
    const id = await resolvePageId(context, change.pageId);
    const before = await readForChange(context, "page", id, { draft: change.status === "draft" });
    // A page that was never published stays a draft until somebody asks for it to be published.
    const status = change.status ?? (before.status === "draft" ? "draft" : "current");
    return prepareUpdate(
      context,
      "page",
      before,
      {
        status,
        ...(title !== undefined && { title }),
        ...(body !== undefined && { body: toBodyWrite(body, change.format, context.site, storageOf(before)) }),
        ...(parentId !== undefined && { parentId: await resolvePageId(context, parentId) }),
        ...(change.version !== undefined && { version: change.version }),
        ...(change.versionMessage !== undefined && { message: change.versionMessage }),
      },
      `Update the ${status === "draft" ? "draft of the " : ""}page "${before.title}".`,
    );
  },
});
