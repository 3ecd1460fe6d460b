import { z } from "zod";
import { labelShape, listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { labelList, labelListParameters, spaceLabelPrefix, spaceOfLabels } from "./label-list.ts";

const name = "confluence_list_space_content_labels";

export const listSpaceContentLabels = defineTool({
  name,
  title: "List space content labels",
  description:
    "Lists the labels in use on the pages and blog posts of a space. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ spaceId: spaceOfLabels, prefix: spaceLabelPrefix, ...labelListParameters }),
  output: listOf(labelShape),
  endpoints: ["getSpaceContentLabels", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG", sort: "name", limit: 10 },
  run: ({ spaceId, ...query }, context) => labelList(context, name, "getSpaceContentLabels", { spaceId, ...query }),
});
