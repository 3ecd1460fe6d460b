import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { type ListRequest, listPage } from "../list-page.ts";
import { resolveContent } from "../references.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { type Attachment, attachmentShape, toAttachment, type V2Attachment } from "./attachment.ts";

const name = "confluence_list_attachments";

const lists: Record<string, EndpointKey> = {
  page: "getPageAttachments",
  blogpost: "getBlogpostAttachments",
  "custom-content": "getCustomContentAttachments",
};

export const listAttachments = defineTool({
  name,
  title: "List attachments",
  description:
    "Lists the files attached to a page, blog post or custom content, or of the whole site without contentId: name, type, size, version. Use it to find the id of a file whose name you know. For their bytes use confluence_download_attachment.",
  group: "Attachments",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    contentId: parameter.contentId.optional(),
    contentType: z
      .enum(["page", "blogpost", "custom-content"])
      .optional()
      .describe("What contentId is of; saves a request."),
    filename: z.string().min(1).optional().describe("Only files of this name."),
    mediaType: z.string().min(1).optional().describe("Only this type, such as image/png."),
    status: z.enum(["current", "archived", "trashed"]).default("current").describe("Only files of this status."),
    sort: z
      .enum(["created-date", "-created-date", "modified-date", "-modified-date"])
      .default("-modified-date")
      .describe("Order; - means descending."),
    limit: parameter.limit(250, 50),
    cursor: parameter.cursor,
  }),
  output: listOf(attachmentShape),
  endpoints: [
    "getAttachments",
    "getPageAttachments",
    "getBlogpostAttachments",
    "getCustomContentAttachments",
    "convertContentIdsToContentTypes",
    "getPages",
    "getSpaces",
  ],
  targets: ({ contentId }) =>
    contentId === undefined ? [{ kind: "site", ref: "attachments" }] : [{ kind: "content", ref: contentId }],
  example: { contentId: "ENG:Sluice" },
  run: ({ cursor, contentId, contentType, ...query }, context) =>
    listPage<V2Attachment, Attachment>(context, {
      tool: name,
      cursor,
      first: async () => ({ ...(await listOfContent(context, contentId, contentType)), query }),
      item: (row) => toAttachment(row, context.site),
    }),
});

async function listOfContent(
  context: ToolContext,
  ref: string | undefined,
  given: "page" | "blogpost" | "custom-content" | undefined,
): Promise<ListRequest> {
  if (ref === undefined) return { key: "getAttachments" };
  const { id, type } = await resolveContent(context, ref, given);
  const key = lists[type];
  if (key !== undefined) return { key, path: { id } };
  throw new TributaryError("invalid_input", `The ${type} ${id} has no list of attachments in Confluence's API.`, {
    hint: "Only pages, blog posts and custom content have one.",
  });
}
