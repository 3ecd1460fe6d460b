import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import { labelledContentEndpoints, readLabelled } from "./labelled-content.ts";
import { asWritten, hasLabel, labelled, labelNames, labelsOf, labelTargets, putLabels } from "./labels-of.ts";

export const addLabels = defineTool({
  name: "confluence_add_labels",
  title: "Add labels",
  description:
    "Adds labels to a page, a blog post, an attachment or custom content; those it has already stay. Returns all labels it has then.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ ...labelled, labels: labelNames }),
  output: listOf(labelShape),
  endpoints: ["v1.addLabelsToContent", ...labelledContentEndpoints],
  targets: labelTargets,
  example: { contentId: "ENG:Runbook: Journal lag", labels: ["reviewed"] },
  async prepare(input, context) {
    const { id, kind, labels: before, inWords, change } = await readLabelled(context, input);
    const wanted = asWritten(input.labels);
    const added = wanted.filter((label) => !hasLabel(before, label));
    const names = before.map(({ name }) => name);
    const undo =
      added.length === 0
        ? []
        : [{ tool: "confluence_remove_labels", arguments: { contentId: id, contentType: kind, labels: added } }];
    const look = async (through: ToolContext) => {
      const items = await labelsOf(through, id, kind);
      return { items, missing: wanted.filter((label) => !hasLabel(items, label)) };
    };
    return {
      preview: {
        summary:
          added.length === 0
            ? `Leave the labels of ${inWords} as they are.`
            : `Add ${labelsInWords(added)} to ${inWords}.`,
        changes: [{ ...change, before: { labels: names }, after: { labels: [...names, ...added] } }],
      },
      async commit() {
        if (added.length === 0) return { data: { items: before } };
        await putLabels(context, id, added);
        const { items, missing } = await look(context);
        if (missing.length === 0) return { data: { items }, undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the labels but ${missing.join(", ")} did not appear on ${inWords}.`,
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

/** `the label "a"`, `the labels "a", "b"`. */
export const labelsInWords = (labels: readonly string[]): string =>
  `the label${labels.length === 1 ? "" : "s"} ${labels.map((label) => `"${label}"`).join(", ")}`;
