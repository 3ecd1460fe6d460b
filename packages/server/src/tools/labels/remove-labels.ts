import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId } from "../references.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { labelNames } from "./add-labels.ts";
import { labelsOf } from "./labels-of.ts";
import { contentId, contentType } from "./list-labels.ts";

export const removeLabels = defineTool({
  name: "confluence_remove_labels",
  title: "Remove labels",
  description:
    "Takes labels off a page, a blog post or an attachment. A label it does not have is an error and nothing is taken off. Returns the labels left.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ contentId, contentType, labels: labelNames }),
  output: listOf(labelShape),
  endpoints: [
    "v1.removeLabelFromContentUsingQueryParameter",
    "getPageLabels",
    "getBlogPostLabels",
    "getAttachmentLabels",
    "getPages",
    "getSpaces",
  ],
  targets: ({ contentId: ref, contentType: type }) => [{ kind: type, ref }],
  async run({ contentId: ref, contentType: type, labels }, context) {
    const id = type === "page" ? await resolvePageId(context, ref) : ref;
    const before = await labelsOf(context, id, type);
    const absent = labels.filter((label) => !before.some(({ name }) => name === label.toLowerCase()));
    if (absent.length > 0) {
      throw new TributaryError("not_found", `The ${type} ${id} has no label ${absent.join(", ")}.`, {
        hint: `It has: ${before.map(({ name }) => name).join(", ") || "none"}.`,
      });
    }
    for (const label of labels) {
      await context.confluence.call("v1.removeLabelFromContentUsingQueryParameter", {
        path: { id },
        query: { name: label.toLowerCase() },
        what: `the label ${label} of ${type} ${id}`,
      });
    }
    return { items: await labelsOf(context, id, type) };
  },
  async readBack({ contentId: ref, contentType: type, labels }, context) {
    const id = type === "page" ? await resolvePageId(context, ref) : ref;
    const items = await labelsOf(context, id, type);
    const none = labels.every((label) => !items.some(({ name }) => name === label.toLowerCase()));
    return none ? { outcome: "done", data: { items } } : { outcome: "not_done" };
  },
});
