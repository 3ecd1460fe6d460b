import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool, type ToolContext } from "../tool.ts";
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
  example: { contentId: "ENG:Runbook: Journal lag", labels: ["reviewed"] },
  async prepare(input, context) {
    const { contentType } = input;
    const id = await labelledId(input, context);
    const before = await labelsOf(context, id, contentType);
    const added = input.labels.filter((label) => !hasLabel(before, label));
    const names = before.map(({ name }) => name);
    const undo =
      added.length === 0
        ? []
        : [{ tool: "confluence_remove_labels", arguments: { contentId: id, contentType, labels: added } }];
    const look = async (through: ToolContext) => {
      const items = await labelsOf(through, id, contentType);
      return { items, missing: input.labels.filter((label) => !hasLabel(items, label)) };
    };
    return {
      preview: {
        summary: `Add ${added.length === 0 ? "no label" : added.join(", ")} to the ${contentType} ${id}.`,
        changes: [{ kind: contentType, id, before: { labels: names }, after: { labels: [...names, ...added] } }],
      },
      async commit() {
        if (added.length > 0) await putLabels(context, id, added);
        const { items, missing } = await look(context);
        if (missing.length === 0) return { data: { items }, undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the labels but ${missing.join(", ")} did not appear on ${id}.`,
          { hint: "Labels take letters, digits and -_; try without other characters." },
        );
      },
      async settle(through) {
        const { items, missing } = await look(through);
        return missing.length === 0 ? { outcome: "done", data: { items }, undo } : { outcome: "not_done" };
      },
    };
  },
});
