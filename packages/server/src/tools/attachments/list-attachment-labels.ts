import { z } from "zod";
import { listPage } from "../list-page.ts";
import { labelShape, listOf, type V2Label } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { attachmentIdOf } from "./attachment.ts";

const name = "confluence_list_attachment_labels";

export const listAttachmentLabels = defineTool({
  name,
  title: "List attachment labels",
  description: "Lists the labels of an attached file. Change them with confluence_add_labels and _remove_labels.",
  group: "Attachments",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    attachmentId: parameter.attachmentId,
    limit: parameter.limit(250, 50),
    cursor: parameter.cursor,
  }),
  output: listOf(labelShape),
  endpoints: ["getAttachmentLabels"],
  targets: ({ attachmentId }) => [{ kind: "attachment", ref: attachmentId }],
  example: { attachmentId: "att87419" },
  run: ({ attachmentId, limit, cursor }, context) =>
    listPage<V2Label, V2Label>(context, {
      tool: name,
      cursor,
      first: () => ({ key: "getAttachmentLabels", path: { id: attachmentIdOf(attachmentId) }, query: { limit } }),
      item: ({ id, name: label, prefix }) => ({ id, name: label, prefix }),
      what: `the labels of attachment ${attachmentId}`,
    }),
});
