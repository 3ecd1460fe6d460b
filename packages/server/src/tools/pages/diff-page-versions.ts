import { lineDiff } from "@tributary/storage-format";
import { z } from "zod";
import { fromStorage } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { toVersion, versionShape } from "./page-version.ts";
import { readStored, storageOf } from "./read-page.ts";

const side = versionShape.extend({ title: z.string() });

export const diffPageVersions = defineTool({
  name: "confluence_diff_page_versions",
  title: "Compare page versions",
  description:
    "Shows what changed in a page between two versions, as a diff of its Markdown (- gone, + new, … left out). Without versions: the last change.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    from: z.number().int().min(1).optional().describe("Older version. Default: the one before to."),
    to: z.number().int().min(1).optional().describe("Newer version. Default: the current one."),
  }),
  output: z.object({
    id: z.string(),
    url: z.string(),
    from: side,
    to: side,
    diff: z.string(),
    /** The text is the same, only markup that Markdown does not show differs. */
    onlyMarkup: z.boolean().optional(),
  }),
  endpoints: ["getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbook: Journal lag" },
  async run({ pageId, from, to }, context) {
    const id = await resolvePageId(context, pageId);
    const newer = await readStored(context, "page", id, to === undefined ? {} : { version: to });
    const base = from ?? Math.max(1, newer.version.number - 1);
    const older = base === newer.version.number ? newer : await readStored(context, "page", id, { version: base });
    const text = (page: V2Page) => fromStorage(storageOf(page), "markdown", context.site);
    const diff = lineDiff(text(older), text(newer));
    const sideOf = (page: V2Page) => ({ ...toVersion(page.version), title: page.title });
    return {
      id,
      url: toPage(newer, context.site).url,
      from: sideOf(older),
      to: sideOf(newer),
      diff,
      ...(diff === "" && storageOf(older) !== storageOf(newer) && { onlyMarkup: true }),
    };
  },
});
