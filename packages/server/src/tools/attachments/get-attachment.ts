import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { attachmentShape, readAttachment, toAttachment } from "./attachment.ts";

export const getAttachment = defineTool({
  name: "confluence_get_attachment",
  title: "Get attachment",
  description:
    "Reads what is known of one attached file: name, type, size, version, what it hangs on. For its bytes use confluence_download_attachment.",
  group: "Attachments",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    attachmentId: parameter.attachmentId,
    version: z.number().int().min(1).optional().describe("An earlier version."),
  }),
  output: attachmentShape,
  endpoints: ["getAttachmentById"],
  targets: ({ attachmentId }) => [{ kind: "attachment", ref: attachmentId }],
  example: { attachmentId: "att87419" },
  run: async ({ attachmentId, version }, context) =>
    toAttachment(await readAttachment(context, attachmentId, version), context.site),
});
