import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { contentInWords, type NamedContent, nameContent, namedContentEndpoints } from "../named-content.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Undo, Written } from "../write.ts";
import { type Attachment, attachmentShape, readAttachment, toAttachment, type V2Attachment } from "./attachment.ts";
import { downloadEndpoints } from "./download.ts";
import { checkedName, chosenSource, earlierVersion, givenFile, sources } from "./upload-source.ts";

const name = "confluence_upload_attachment";

export const uploadAttachment = defineTool({
  name,
  title: "Upload attachment",
  description:
    "Attaches a file to a page, blog post or custom content; under a name that is there already it becomes a new version. The bytes come from exactly one of text, contentBase64, fileId (from POST /v1/files or confluence_download_attachment) or fromVersion. Returns the attachment. To show it on the page, edit the page too.",
  group: "Attachments",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    contentId: parameter.contentId,
    fileName: z.string().min(1).max(255).optional().describe("Name with its ending; fileId has one."),
    ...sources,
    mediaType: z.string().max(255).optional().describe("Such as image/png; default: by the ending."),
    comment: z.string().max(255).optional().describe("Comment on the version."),
    minorEdit: z.boolean().default(true).describe("Notify nobody."),
  }),
  output: attachmentShape,
  endpoints: [
    "v1.createOrUpdateAttachments",
    "getPageAttachments",
    "getBlogpostAttachments",
    "getCustomContentAttachments",
    ...downloadEndpoints,
    ...namedContentEndpoints,
  ],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: { contentId: "ENG:Sluice", fileName: "todo.txt", text: "Measure again." },
  async prepare(input, context) {
    const source = chosenSource(input);
    const content = await nameContent(context, input.contentId);
    const given = source === "fromVersion" ? undefined : await givenFile(input, source, context);
    const fileName = given?.fileName ?? checkedName(input.fileName);
    const existing = await attachmentNamed(context, content, fileName);
    const { bytes, mediaType } = given ?? (await earlierVersion(fileName, existing, input.fromVersion ?? 1, context));
    const after = existing === undefined ? 0 : existing.version.number;
    const before = existing && toAttachment(existing, context.site);

    const written = (row: V2Attachment): Written<Attachment> => ({
      data: toAttachment(row, context.site),
      undo: undoOf(content.id, row),
    });
    return {
      preview: {
        summary: `${before === undefined ? `Attach "${fileName}"` : `Replace the file "${fileName}"`} (${bytes.byteLength} bytes) ${before === undefined ? "to" : "of"} ${contentInWords(content)}.`,
        changes: [
          {
            kind: "attachment",
            ...(before !== undefined && { id: before.id, url: before.url, baseVersion: before.version }),
            title: fileName,
            ...(content.spaceId !== undefined && { spaceId: content.spaceId }),
            ...(before !== undefined && { before: { size: before.size, mediaType: before.mediaType } }),
            after: { size: bytes.byteLength, mediaType, contentId: content.id },
          },
        ],
      },
      async commit() {
        const form = new FormData();
        form.append("file", new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }), fileName);
        form.append("minorEdit", String(input.minorEdit));
        if (input.comment !== undefined) form.append("comment", input.comment);
        const { results } = await context.confluence.call<{ results: { id: string }[] }>(
          "v1.createOrUpdateAttachments",
          {
            path: { id: content.id },
            query: content.status === "draft" ? { status: "draft" } : {},
            form,
            what: `the file ${fileName}`,
          },
        );
        const row = results[0] && (await readOrNothing(context, results[0].id));
        if (row === undefined || row.version.number <= after) throw notMade(fileName, "it has no new version");
        if (row.fileSize !== bytes.byteLength) throw notMade(fileName, `it has ${row.fileSize} bytes`);
        return written(row);
      },
      async settle(reader) {
        const row = await attachmentNamed(reader, content, fileName);
        const done = row !== undefined && row.version.number > after && row.fileSize === bytes.byteLength;
        return done ? { outcome: "done", ...written(row) } : { outcome: "not_done" };
      },
    };
  },
});

/** The version tells what came of it, also when somebody else attached a file of this name in between. */
function undoOf(contentId: string, { id, title, version }: V2Attachment): Undo[] {
  if (version.number === 1) return [{ tool: "confluence_delete_attachment", arguments: { attachmentId: id } }];
  return [{ tool: name, arguments: { contentId, fileName: title, fromVersion: version.number - 1 } }];
}

async function attachmentNamed(
  { confluence }: ToolContext,
  content: NamedContent,
  filename: string,
): Promise<V2Attachment | undefined> {
  const lists = { page: "getPageAttachments", blogpost: "getBlogpostAttachments" } as const;
  const key: EndpointKey = content.type === undefined ? "getCustomContentAttachments" : lists[content.type];
  const { results } = await confluence.call<{ results: V2Attachment[] }>(key, {
    path: { id: content.id },
    query: { filename, status: "current", limit: 50 },
    what: `the attachments of ${contentInWords(content)}`,
  });
  return results.find(({ title }) => title === filename);
}

async function readOrNothing(context: ToolContext, id: string): Promise<V2Attachment | undefined> {
  try {
    return await readAttachment(context, id);
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}

const notMade = (fileName: string, problem: string) =>
  new TributaryError("upstream_error", `Confluence accepted the file ${fileName} but ${problem}.`, {
    hint: "List the attachments, and upload it again if it is not there.",
  });
