import { z } from "zod";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { labelList, labelListParameters } from "./label-list.ts";

const name = "confluence_list_site_labels";

export const listSiteLabels = defineTool({
  name,
  title: "List site labels",
  description:
    "Lists the labels in use on the whole site. Use it to find the label there is instead of making another; then confluence_list_pages_for_label. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    prefix: z.enum(["global", "my", "team", "system"]).optional().describe("Only labels of this kind."),
    ...labelListParameters,
  }),
  output: listOf(labelShape),
  endpoints: ["getLabels"],
  targets: () => [{ kind: "site", ref: "labels" }],
  example: { prefix: "global", sort: "name", limit: 10 },
  run: (input, context) => labelList(context, name, "getLabels", input),
});
