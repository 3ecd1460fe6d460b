import { openPage } from "@tributary/storage-format";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { markdownOptions } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";
import { carryOut, editOperation } from "./edit-operations.ts";
import { mapData } from "./map-written.ts";
import { readForChange, storageOf } from "./read-page.ts";
import { prepareUpdate, writtenPageShape } from "./write-page.ts";

export const editPage = defineTool({
  name: "confluence_edit_page",
  title: "Edit page",
  description:
    "Changes parts of a page without sending its body; the rest keeps its bytes, macros and comments. Use it for nearly every change: words, sections, table rows, tasks, heading levels. All operations happen or none; a target that fits several places is refused with candidates. Returns the page and the diff.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    pageId: parameter.pageId,
    operations: z.array(editOperation).min(1).max(100).describe("Changes, all on the page as it is now."),
    draft: z.boolean().default(false).describe("Change the unpublished draft instead."),
    version: parameter.version,
    versionMessage: z.string().max(255).optional().describe("A note for the page's history."),
  }),
  output: writtenPageShape.extend({ diff: z.string() }),
  endpoints: ["updatePage", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: {
    pageId: "ENG:Runbook: Journal lag",
    operations: [{ op: "append", content: "Checked on 20 November." }],
  },
  async prepare({ pageId, operations, draft, version, versionMessage }, context) {
    const id = await resolvePageId(context, pageId);
    const before = await readForChange(context, "page", id, { draft });
    const page = openPage(storageOf(before), {
      version: before.version.number,
      markdownOptions: markdownOptions(context.site),
    });
    const { storage, diff, diagnostics } = carryOut(page, operations);
    const problem = diagnostics.find(({ severity }) => severity === "error");
    if (problem !== undefined) {
      throw new TributaryError("invalid_body", `The new content cannot be written: ${problem.message}.`, {
        hint: "Correct the content; macros are named by the handles the page's Markdown shows.",
        details: { problem: problem.code },
      });
    }
    const prepared = await prepareUpdate(
      context,
      "page",
      before,
      {
        status: draft || before.status === "draft" ? "draft" : "current",
        body: { representation: "storage", value: storage },
        ...(version !== undefined && { version }),
        ...(versionMessage !== undefined && { message: versionMessage }),
      },
      `Edit the page "${before.title}" in ${operations.length === 1 ? "one place" : `${operations.length} places`}.`,
    );
    return mapData(prepared, (data) => ({ ...data, diff }));
  },
});
