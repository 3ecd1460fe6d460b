import { z } from "zod";
import { operationsOn, operationsShape } from "../operations.ts";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const getPageOperations = defineTool({
  name: "confluence_get_page_operations",
  title: "Get page operations",
  description: "Says what the connected account may do with a page, such as update, delete or create comments.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ pageId: parameter.pageId }),
  output: operationsShape,
  endpoints: ["getPageOperations", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbooks" },
  async run({ pageId }, context) {
    const id = await resolvePageId(context, pageId);
    return operationsOn(context, "getPageOperations", id, `what may be done with page ${id}`);
  },
});
