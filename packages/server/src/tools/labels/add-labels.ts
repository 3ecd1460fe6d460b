import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import {
  hasLabel,
  labelEndpoints,
  labelled,
  labelledId,
  labelNames,
  labelsOf,
  labelTargets,
  putLabels,
} from "./labels-of.ts";

export const addLabels = defineTool({
  name: "confluence_add_labels",
  title: "Add labels",
  description:
    "Adds labels to a page, a blog post or an attachment; those it has already stay. Returns all labels it has then.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ ...labelled, labels: labelNames }),
  output: listOf(labelShape),
  endpoints: ["v1.addLabelsToContent", ...labelEndpoints],
  targets: labelTargets,
  async run(input, context) {
    const id = await labelledId(input, context);
    await putLabels(context, id, input.labels);
    const items = await labelsOf(context, id, input.contentType);
    const missing = input.labels.filter((label) => !hasLabel(items, label));
    if (missing.length === 0) return { items };
    throw new TributaryError(
      "upstream_error",
      `Confluence accepted the labels but ${missing.join(", ")} did not appear on ${id}.`,
      {
        hint: "Labels take letters, digits and -_; try without other characters.",
      },
    );
  },
  async readBack(input, context) {
    const items = await labelsOf(context, await labelledId(input, context), input.contentType);
    const all = input.labels.every((label) => hasLabel(items, label));
    return all ? { outcome: "done", data: { items } } : { outcome: "not_done" };
  },
});
