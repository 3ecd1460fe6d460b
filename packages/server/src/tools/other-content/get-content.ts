import { z } from "zod";
import { defineTool } from "../tool.ts";
import { otherContent, otherReads, otherShape, otherTargets, readOther, toOther } from "./other-content.ts";

export const getContent = defineTool({
  name: "confluence_get_content",
  title: "Get content",
  description:
    "Reads a whiteboard, database, folder or smart link: title, URL, place in the tree, author. What is drawn or written inside, Confluence's API does not give. For what is under it use confluence_list_children; for pages confluence_get_page.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject(otherContent),
  output: otherShape,
  endpoints: otherReads,
  targets: otherTargets,
  example: { contentId: "93513" },
  async run(input, context) {
    const { kind, row } = await readOther(context, input);
    return toOther(context, kind, row);
  },
});
