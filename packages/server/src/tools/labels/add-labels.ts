import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId } from "../references.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { labelsOf } from "./labels-of.ts";
import { contentId, contentType } from "./list-labels.ts";

export const labelNames = z
  .array(z.string().min(1).max(255).regex(/^\S+$/, "a label has no spaces"))
  .min(1)
  .max(100)
  .describe("Names of labels. Confluence writes them in lower case, without spaces.");

export const addLabels = defineTool({
  name: "confluence_add_labels",
  title: "Add labels",
  description:
    "Adds labels to a page, a blog post or an attachment; those it has already stay. Returns all labels it has then.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ contentId, contentType, labels: labelNames }),
  output: listOf(labelShape),
  endpoints: [
    "v1.addLabelsToContent",
    "getPageLabels",
    "getBlogPostLabels",
    "getAttachmentLabels",
    "getPages",
    "getSpaces",
  ],
  targets: ({ contentId: ref, contentType: type }) => [{ kind: type, ref }],
  async run({ contentId: ref, contentType: type, labels }, context) {
    const id = type === "page" ? await resolvePageId(context, ref) : ref;
    await context.confluence.call("v1.addLabelsToContent", {
      path: { id },
      body: labels.map((name) => ({ prefix: "global", name })),
      what: `the labels of ${type} ${id}`,
    });
    const items = await labelsOf(context, id, type);
    const missing = labels.filter((label) => !items.some(({ name }) => name === label.toLowerCase()));
    if (missing.length === 0) return { items };
    throw new TributaryError(
      "upstream_error",
      `Confluence accepted the labels but ${missing.join(", ")} did not appear on ${type} ${id}.`,
      {
        hint: "Labels take letters, digits and -_; try without other characters.",
      },
    );
  },
  async readBack({ contentId: ref, contentType: type, labels }, context) {
    const id = type === "page" ? await resolvePageId(context, ref) : ref;
    const items = await labelsOf(context, id, type);
    const all = labels.every((label) => items.some(({ name }) => name === label.toLowerCase()));
    return all ? { outcome: "done", data: { items } } : { outcome: "not_done" };
  },
});
