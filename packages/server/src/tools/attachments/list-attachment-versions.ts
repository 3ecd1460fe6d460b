import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { attachmentIdOf, type V2Attachment } from "./attachment.ts";

const name = "confluence_list_attachment_versions";

const versionShape = z.object({
  version: z.number().int(),
  message: z.string().optional(),
  minorEdit: z.boolean(),
  authorId: z.string().optional(),
  createdAt: z.string().optional(),
});

export const listAttachmentVersions = defineTool({
  name,
  title: "List attachment versions",
  description:
    "Lists the versions of an attached file, newest first: when, by whom, with what comment. Download one of them with confluence_download_attachment and version.",
  group: "Attachments",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    attachmentId: parameter.attachmentId,
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(versionShape),
  endpoints: ["getAttachmentVersions"],
  targets: ({ attachmentId }) => [{ kind: "attachment", ref: attachmentId }],
  example: { attachmentId: "att87419" },
  run: ({ attachmentId, limit, cursor }, context) =>
    listPage<V2Attachment["version"], z.input<typeof versionShape>>(context, {
      tool: name,
      cursor,
      first: () => ({
        key: "getAttachmentVersions",
        path: { id: attachmentIdOf(attachmentId) },
        query: { limit, sort: "-modified-date" },
      }),
      item: ({ number, message, minorEdit, authorId, createdAt }) => ({
        version: number,
        ...(message && { message }),
        minorEdit: minorEdit ?? false,
        ...(authorId && { authorId }),
        ...(createdAt && { createdAt }),
      }),
      what: `the versions of attachment ${attachmentId}`,
    }),
});
