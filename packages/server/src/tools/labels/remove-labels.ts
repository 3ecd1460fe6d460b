import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool, type ToolContext } from "../tool.ts";
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
  example: { contentId: "ENG:Runbook: Journal lag", labels: ["runbook"] },
  async prepare(input, context) {
    const { contentType, labels } = input;
    const id = await labelledId(input, context);
    const before = await labelsOf(context, id, contentType);
    const absent = labels.filter((label) => !hasLabel(before, label));
    const names = before.map(({ name }) => name);
    if (absent.length > 0) {
      throw new TributaryError("not_found", `The ${contentType} ${id} has no label ${absent.join(", ")}.`, {
        hint: `It has: ${names.join(", ") || "none"}.`,
      });
    }
    const undo = [{ tool: "confluence_add_labels", arguments: { contentId: id, contentType, labels } }];
    const gone = labels.map((label) => label.toLowerCase());
    const look = async (through: ToolContext) => {
      const items = await labelsOf(through, id, contentType);
      return { items, left: labels.filter((label) => hasLabel(items, label)) };
    };
    return {
      preview: {
        summary: `Take ${labels.join(", ")} off the ${contentType} ${id}.`,
        changes: [
          {
            kind: contentType,
            id,
            before: { labels: names },
            after: { labels: names.filter((name) => !gone.includes(name)) },
          },
        ],
      },
      async commit() {
        for (const name of gone) {
          await context.confluence.call("v1.removeLabelFromContentUsingQueryParameter", {
            path: { id },
            query: { name },
            what: `the label ${name} of ${id}`,
          });
        }
        const { items, left } = await look(context);
        if (left.length === 0) return { data: { items }, undo };
        throw new TributaryError("upstream_error", `Confluence did not take ${left.join(", ")} off ${id}.`, {
          hint: "List its labels and try again.",
        });
      },
      async settle(through) {
        const { items, left } = await look(through);
        return left.length === 0 ? { outcome: "done", data: { items }, undo } : { outcome: "not_done" };
      },
    };
  },
});
