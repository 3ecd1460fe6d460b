import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";
import { readStored, storageOf } from "./read-page.ts";
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
    status: z.enum(["current", "draft"]).default("current").describe("draft changes the unpublished draft only."),
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
    const { title, body, parentId, status } = change;
    if (title === undefined && body === undefined && parentId === undefined && status === "current") {
      throw new TributaryError("invalid_input", "Nothing to change was given.", {
        hint: "Pass title, body or parentId.",
      });
    }
    const id = await resolvePageId(context, change.pageId);
    const before = await readStored(context, "page", id, { draft: status === "draft" });
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
