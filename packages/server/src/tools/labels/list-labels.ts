import { z } from "zod";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { asLabelled, labelEndpoints, labelled, labelsOf, labelTargets } from "./labels-of.ts";

export const listLabels = defineTool({
  name: "confluence_list_labels",
  title: "List labels",
  description: "Lists all labels of a page, a blog post, an attachment or custom content.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject(labelled),
  output: listOf(labelShape),
  endpoints: labelEndpoints,
  targets: labelTargets,
  example: { contentId: "ENG:Runbook: Journal lag" },
  run: async (input, context) => ({
    items: await asLabelled(context, input, (kind, id) => labelsOf(context, id, kind)),
  }),
});
