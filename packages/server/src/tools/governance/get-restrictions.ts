import { z } from "zod";
import { contentIdOf } from "../named-content.ts";
import { defineTool, parameter } from "../tool.ts";
import { readRestrictions, restrictionsShape, toRestrictions } from "./restrictions.ts";

export const getRestrictions = defineTool({
  name: "confluence_get_restrictions",
  title: "Get restrictions",
  description:
    "Says which people and groups alone may read or change a page or other content; empty lists mean it is open. Restrictions of the pages above hold too and are not shown: ask for those pages as well.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ contentId: parameter.contentId }),
  output: restrictionsShape,
  endpoints: ["v1.getRestrictions", "getPages", "getSpaces"],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: { contentId: "ENG:Data retention and deletion" },
  async run({ contentId }, context) {
    const id = await contentIdOf(context, contentId);
    return toRestrictions(id, await readRestrictions(context, id));
  },
});
