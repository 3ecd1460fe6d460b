import { z } from "zod";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { labelList, labelListParameters, spaceLabelPrefix, spaceOfLabels } from "./label-list.ts";

const name = "confluence_list_space_labels";

export const listSpaceLabels = defineTool({
  name,
  title: "List space labels",
  description:
    "Lists the labels a space itself carries, its categories. For those of the pages in it use confluence_list_space_content_labels.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ spaceId: spaceOfLabels, prefix: spaceLabelPrefix, ...labelListParameters }),
  output: listOf(labelShape),
  endpoints: ["getSpaceLabels", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG" },
  run: ({ spaceId, ...query }, context) => labelList(context, name, "getSpaceLabels", { spaceId, ...query }),
});
