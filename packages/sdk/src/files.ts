import type { RequestOptions } from "./request-options.ts";
import type { FileContent, Transport } from "./transport.ts";

/** Bytes the server holds for a day. Pass `fileId` to `confluence_upload_attachment`. */
export type KeptFile = {
  fileId: string;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  /** ISO date and time. */
  expiresAt: string;
};

export type NewFile = {
  /** With its ending and without folders: `report.csv`. */
  name: string;
  content: FileContent;
  /** Default: a Blob's own type, `text/plain` for text, else unknown; Confluence then goes by the name. */
  mediaType?: string;
};

export type Files = ReturnType<typeof createFiles>;

/** Files on their way to or from Confluence, so that their bytes need not pass through a model. */
export function createFiles(transport: Transport) {
  return {
    /** Puts a file on the server, up to 25 MB. Throws `payload_too_large`. */
    upload({ name, content, mediaType = typeOf(content) }: NewFile, options: RequestOptions = {}): Promise<KeptFile> {
      return transport({
        method: "POST",
        path: "/v1/files",
        query: { name },
        file: { content, mediaType },
        ...options,
      });
    },
    /** Gets a file back: one that was uploaded, or that `confluence_download_attachment` fetched. */
    async download(
      fileId: string,
      options: RequestOptions = {},
    ): Promise<{ name: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }> {
      const { bytes, headers } = await transport<{ bytes: Uint8Array<ArrayBuffer>; headers: Headers }>({
        method: "GET",
        path: `/v1/files/${encodeURIComponent(fileId)}`,
        answer: "bytes",
        ...options,
      });
      const name = /filename\*=UTF-8''(\S+)/.exec(headers.get("content-disposition") ?? "")?.[1];
      return {
        name: name === undefined ? fileId : decodeURIComponent(name),
        mediaType: headers.get("content-type") ?? "application/octet-stream",
        bytes,
      };
    },
  };
}

function typeOf(content: FileContent): string {
  if (typeof content === "string") return "text/plain";
  return content instanceof Blob && content.type !== "" ? content.type : "application/octet-stream";
}
