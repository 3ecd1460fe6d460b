import { z } from "zod";
import { resolvePageId } from "../references.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { labelsOf } from "./labels-of.ts";

export const contentId = parameter.pageId.describe(
  "Page (id, URL, tiny link or SPACE:Title), or the id of other content.",
);
export const contentType = z.enum(["page", "blogpost", "attachment"]).default("page").describe("What the id is of.");

export const listLabels = defineTool({
  name: "confluence_list_labels",
  title: "List labels",
  description: "Lists all labels of a page, a blog post or an attachment.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ contentId, contentType }),
  output: listOf(labelShape),
  endpoints: ["getPageLabels", "getBlogPostLabels", "getAttachmentLabels", "getPages", "getSpaces"],
  targets: ({ contentId: ref, contentType: type }) => [{ kind: type, ref }],
  async run({ contentId: ref, contentType: type }, context) {
    const id = type === "page" ? await resolvePageId(context, ref) : ref;
    return { items: await labelsOf(context, id, type) };
  },
});
