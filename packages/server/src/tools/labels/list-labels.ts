import { z } from "zod";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { labelEndpoints, labelled, labelledId, labelsOf, labelTargets } from "./labels-of.ts";

export const listLabels = defineTool({
  name: "confluence_list_labels",
  title: "List labels",
  description: "Lists all labels of a page, a blog post or an attachment.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject(labelled),
  output: listOf(labelShape),
  endpoints: labelEndpoints,
  targets: labelTargets,
  example: { contentId: "ENG:Runbook: Journal lag" },
  run: async (input, context) => ({
    items: await labelsOf(context, await labelledId(input, context), input.contentType),
  }),
});
