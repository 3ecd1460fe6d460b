import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { mostFileBytes } from "../own.ts";
import type { ToolContext } from "../tool.ts";
import { readAttachment, toAttachment, type V2Attachment } from "./attachment.ts";
import { downloadBytes } from "./download.ts";
import { mediaTypeOf } from "./media-type.ts";

/** The parameters that say where a file's bytes come from; exactly one is given. */
export const sources = {
  contentBase64: z.string().optional().describe("Bytes as base64."),
  text: z.string().optional().describe("Bytes as text."),
  fileId: z.string().min(1).optional().describe("A file the server keeps (file_…)."),
  fromVersion: z.number().int().min(1).optional().describe("An earlier version, to bring back."),
};

type Given = { [name in keyof typeof sources]?: z.output<(typeof sources)[name]> } & {
  fileName?: string | undefined;
  mediaType?: string | undefined;
};

export type Upload = { fileName: string; mediaType: string; bytes: Uint8Array };

/** Where the bytes come from, checked before anything is asked of Confluence. */
export function chosenSource(given: Given): keyof typeof sources {
  const [source, ...more] = (Object.keys(sources) as (keyof typeof sources)[]).filter((s) => given[s] !== undefined);
  if (source === undefined || more.length > 0) {
    throw new TributaryError("invalid_input", "An upload takes its bytes from exactly one place.", {
      hint: `Pass one of ${Object.keys(sources).join(", ")}.`,
    });
  }
  return source;
}

/** The file's name: the one given, or that of the file kept. Throws `invalid_input` for a path. */
export function checkedName(name: string | undefined): string {
  if (name !== undefined && name.trim() !== "" && !/[\\/\0-\x1f]/.test(name)) return name.trim();
  throw new TributaryError(
    "invalid_input",
    name === undefined ? "An upload needs a fileName." : `"${name}" is not a file name.`,
    { hint: "Give a name with its ending and without folders, such as report.csv." },
  );
}

/** The file as the caller gave it: inline, or kept under a handle. */
export async function givenFile(
  given: Given,
  source: "contentBase64" | "text" | "fileId",
  context: ToolContext,
): Promise<Upload> {
  const kept = source === "fileId" ? await context.own.files.get(given.fileId ?? "") : undefined;
  const fileName = checkedName(given.fileName ?? kept?.name);
  const usual = kept?.mediaType ?? mediaTypeOf(fileName, source === "text" ? "text/plain" : "application/octet-stream");
  const bytes = kept?.bytes ?? (source === "text" ? new TextEncoder().encode(given.text) : fromBase64(given));
  if (bytes.byteLength <= mostFileBytes) return { fileName, mediaType: given.mediaType ?? usual, bytes };
  throw new TributaryError(
    "payload_too_large",
    `${fileName} has ${bytes.byteLength} bytes; ${mostFileBytes} are taken at most.`,
    { hint: "Upload a file of this size in a browser." },
  );
}

/** An earlier version of a file, fetched to be uploaded again. */
export async function earlierVersion(
  fileName: string,
  existing: V2Attachment | undefined,
  version: number,
  context: ToolContext,
): Promise<Upload> {
  if (existing === undefined) {
    throw new TributaryError("not_found", `There is no file ${fileName} to take an earlier version of.`, {
      hint: "List the files with confluence_list_attachments.",
    });
  }
  const old = await readAttachment(context, existing.id, version);
  const { mediaType } = toAttachment(old, context.site);
  return { fileName, mediaType, bytes: await downloadBytes(context, old) };
}

/** Strict: Node's own reader leaves out what it does not understand, and the file would be damaged. */
function fromBase64({ contentBase64 = "" }: Given): Uint8Array {
  const compact = contentBase64.replace(/\s+/g, "");
  if (compact !== "" && /^[A-Za-z0-9+/]*={0,2}$/.test(compact) && compact.replace(/=+$/, "").length % 4 !== 1)
    return new Uint8Array(Buffer.from(compact, "base64"));
  throw new TributaryError("invalid_input", "contentBase64 is not base64.", {
    hint: "Send the bytes as plain base64, without a data: prefix; text goes in the parameter text.",
  });
}
