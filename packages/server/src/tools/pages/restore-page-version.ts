import { z } from "zod";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";
import { readStored, storageOf } from "./read-page.ts";
import { prepareUpdate, writtenPageShape } from "./write-page.ts";

export const restorePageVersion = defineTool({
  name: "confluence_restore_page_version",
  title: "Restore page version",
  description:
    "Makes an older version's title and body the page's newest version; no version is lost. Its place, labels and comments stay. Returns the page in its new version.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    versionNumber: z.number().int().min(1).describe("The version to bring back."),
    version: parameter.version,
  }),
  output: writtenPageShape,
  endpoints: ["updatePage", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbook: Journal lag", versionNumber: 1 },
  async prepare({ pageId, versionNumber, version }, context) {
    const id = await resolvePageId(context, pageId);
    const before = await readStored(context, "page", id);
    const old = await readStored(context, "page", id, { version: versionNumber });
    return prepareUpdate(
      context,
      "page",
      before,
      {
        status: "current",
        title: old.title,
        body: { representation: "storage", value: storageOf(old) },
        message: `Restored version ${versionNumber}`,
        ...(version !== undefined && { version }),
      },
      `Bring back version ${versionNumber} of the page "${before.title}".`,
    );
  },
});
