import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { readAttachment, toAttachment } from "./attachment.ts";

export const deleteAttachment = defineTool({
  name: "confluence_delete_attachment",
  title: "Delete attachment",
  description:
    "Moves an attached file with all its versions to the trash; pages that show it will show a gap. A person can restore it from the space's trash in Confluence, the API cannot.",
  group: "Attachments",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({ attachmentId: parameter.attachmentId }),
  output: z.object({ id: z.string(), title: z.string(), status: z.string() }),
  endpoints: ["getAttachmentById", "deleteAttachment"],
  targets: ({ attachmentId }) => [{ kind: "attachment", ref: attachmentId }],
  example: { attachmentId: "att91225" },
  async prepare({ attachmentId }, context) {
    const file = toAttachment(await readAttachment(context, attachmentId), context.site);
    const { id, title, url, size, version, mediaType } = file;
    const data = { id, title, status: "trashed" };
    const gone = { data, undo: [] };
    return {
      preview: {
        summary: `Move the file "${title}" (${size} bytes) to the trash.`,
        changes: [
          {
            kind: "attachment",
            id,
            title,
            url,
            baseVersion: version,
            before: { status: file.status, size, mediaType },
          },
        ],
        irreversible: "Confluence's API cannot bring a file back from the trash; a person can, in the space's settings",
      },
      async commit() {
        if (file.status === "trashed") return gone;
        await context.confluence.call("deleteAttachment", { path: { id }, what: `attachment ${id}` });
        if (await isGone(context, id)) return gone;
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the deletion of ${title} but did not make it.`,
          {
            hint: "Look whether the account may delete files in this space.",
          },
        );
      },
      settle: async (reader) => ((await isGone(reader, id)) ? { outcome: "done", ...gone } : { outcome: "not_done" }),
    };
  },
});

async function isGone(context: ToolContext, id: string): Promise<boolean> {
  try {
    return (await readAttachment(context, id)).status !== "current";
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return true;
    throw error;
  }
}
