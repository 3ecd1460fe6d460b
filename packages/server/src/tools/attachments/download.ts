import { TributaryError } from "../../base/errors.ts";
import { mostFileBytes } from "../own.ts";
import type { ToolContext } from "../tool.ts";
import { toAttachment, type V2Attachment } from "./attachment.ts";

/** What downloading takes, beside reading the attachment. */
export const downloadEndpoints = ["getAttachmentById", "v1.downloadAttatchment"] as const;

/** The bytes of an attachment in the version it was read in. Throws `payload_too_large` before anything is fetched. */
export async function downloadBytes(
  { confluence, site }: ToolContext,
  row: V2Attachment,
  most = mostFileBytes,
): Promise<Uint8Array> {
  const { id, title, size, version, contentId, status } = toAttachment(row, site);
  if (size > most) throw tooLarge(title, size, most);
  if (contentId === undefined) {
    throw new TributaryError("upstream_error", `Confluence does not say what the attachment ${id} hangs on.`, {
      hint: "Only files of pages, blog posts and custom content can be downloaded.",
    });
  }
  return confluence.download("v1.downloadAttatchment", {
    path: { id: contentId, attachmentId: id },
    query: { version, ...(status !== "current" && { status }) },
    mostBytes: most,
    what: `the file ${title}`,
  });
}

const tooLarge = (title: string, size: number, most: number) =>
  new TributaryError("payload_too_large", `${title} has ${size} bytes; ${most} are taken at most.`, {
    hint:
      most < mostFileBytes
        ? 'Download it with as = "file", which gives a handle.'
        : "Download a file of this size in a browser.",
    details: { size, most },
  });
