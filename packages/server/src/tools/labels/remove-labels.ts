import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import { labelsInWords } from "./add-labels.ts";
import { labelledContentEndpoints, readLabelled } from "./labelled-content.ts";
import { asWritten, hasLabel, labelled, labelNames, labelsOf, labelTargets } from "./labels-of.ts";

export const removeLabels = defineTool({
  name: "confluence_remove_labels",
  title: "Remove labels",
  description:
    "Takes labels off a page, a blog post, an attachment or custom content. A label it does not have is an error and nothing is taken off. Returns the labels left.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ ...labelled, labels: labelNames }),
  output: listOf(labelShape),
  endpoints: ["v1.removeLabelFromContentUsingQueryParameter", ...labelledContentEndpoints],
  targets: labelTargets,
  example: { contentId: "ENG:Runbook: Journal lag", labels: ["runbook"] },
  async prepare(input, context) {
    const { id, kind, labels: before, inWords, change } = await readLabelled(context, input);
    const labels = asWritten(input.labels);
    const absent = labels.filter((label) => !hasLabel(before, label));
    const names = before.map(({ name }) => name);
    if (absent.length > 0) {
      const has = before.map(({ name, prefix }) => (prefix === "global" ? name : `${name} (${prefix})`));
      throw new TributaryError("not_found", `${sentence(inWords)} has no label ${absent.join(", ")}.`, {
        hint: `It has: ${has.join(", ") || "none"}.`,
      });
    }
    const undo = [{ tool: "confluence_add_labels", arguments: { contentId: id, contentType: kind, labels } }];
    const look = async (through: ToolContext) => {
      const items = await labelsOf(through, id, kind);
      return { items, left: labels.filter((label) => hasLabel(items, label)) };
    };
    return {
      preview: {
        summary: `Take ${labelsInWords(labels)} off ${inWords}.`,
        changes: [
          {
            ...change,
            before: { labels: names },
            after: { labels: before.filter((label) => !isAmong(label, labels)).map(({ name }) => name) },
          },
        ],
      },
      async commit() {
        for (const name of labels) {
          await context.confluence.call("v1.removeLabelFromContentUsingQueryParameter", {
            path: { id },
            query: { name },
            what: `the label ${name} of ${id}`,
          });
        }
        const { items, left } = await look(context);
        if (left.length === 0) return { data: { items }, undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted to take ${left.join(", ")} off ${inWords} but did not do it.`,
          { hint: "List its labels and try again; labels of archived content stay." },
        );
      },
      async settle(through) {
        const { items, left } = await look(through);
        if (left.length === 0) return { outcome: "done", data: { items }, undo };
        // They are taken off one by one: the connection may have broken between two.
        return { outcome: left.length === labels.length ? "not_done" : "unknown" };
      },
    };
  },
});

const isAmong = (label: { name: string; prefix: string }, names: readonly string[]) =>
  names.some((name) => hasLabel([{ id: "", ...label }], name));

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
