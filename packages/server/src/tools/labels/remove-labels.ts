import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { hasLabel, labelEndpoints, labelled, labelledId, labelNames, labelsOf, labelTargets } from "./labels-of.ts";

export const removeLabels = defineTool({
  name: "confluence_remove_labels",
  title: "Remove labels",
  description:
    "Takes labels off a page, a blog post or an attachment. A label it does not have is an error and nothing is taken off. Returns the labels left.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ ...labelled, labels: labelNames }),
  output: listOf(labelShape),
  endpoints: ["v1.removeLabelFromContentUsingQueryParameter", ...labelEndpoints],
  targets: labelTargets,
  async run(input, context) {
    const id = await labelledId(input, context);
    const before = await labelsOf(context, id, input.contentType);
    const absent = input.labels.filter((label) => !hasLabel(before, label));
    if (absent.length > 0) {
      throw new TributaryError("not_found", `The ${input.contentType} ${id} has no label ${absent.join(", ")}.`, {
        hint: `It has: ${before.map(({ name }) => name).join(", ") || "none"}.`,
      });
    }
    for (const label of input.labels) {
      await context.confluence.call("v1.removeLabelFromContentUsingQueryParameter", {
        path: { id },
        query: { name: label.toLowerCase() },
        what: `the label ${label} of ${id}`,
      });
    }
    return { items: await labelsOf(context, id, input.contentType) };
  },
  async readBack(input, context) {
    const items = await labelsOf(context, await labelledId(input, context), input.contentType);
    const none = input.labels.every((label) => !hasLabel(items, label));
    return none ? { outcome: "done", data: { items } } : { outcome: "not_done" };
  },
});
